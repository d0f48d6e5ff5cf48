"""The names of what officers report, of the states of an update round, and of what a caseworker made of a report."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from jobmatch.web.labels import Labels

SITUATIONS: Labels = {
    "at_home": _l("在家"),
    "away": _l("外出"),
    "moved": _l("迁走"),
    "died": _l("去世"),
    "willing": _l("有意愿"),
}
SITUATION_TONES: Mapping[str, str] = {
    "at_home": "because",
    "away": "teal",
    "moved": "caution",
    "died": "stop",
    "willing": "because",
}
SITUATION_SAYS: Labels = {
    "at_home": _l("在家：住在本村"),
    "away": _l("外出：在外地，户口还在"),
    "moved": _l("迁走：搬到别处住了"),
    "died": _l("去世"),
    "willing": _l("有意愿：想找工作"),
}
ENTRY_STATES: Labels = {
    "open": _l("还没有问"),
    "answered": _l("问完了"),
    "not_found": _l("找不到人"),
    "refused": _l("不愿意答"),
}
ENTRY_TONES: Mapping[str, str] = {"open": "plain", "answered": "done", "not_found": "caution", "refused": "caution"}
OUTCOMES: Labels = {
    "cancelled": _l("看过证明，注销残疾人证"),
    "moved_out": _l("已迁出本区，残疾人证迁出"),
    "moved_within": _l("搬到本区别的村，改住处"),
    "contacted": _l("已经联系本人"),
    "unchanged": _l("核对过，不用改"),
}
