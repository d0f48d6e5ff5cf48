"""What the kiosk offers to choose from: kinds of work, hours, ways to go, schooling, towns. Words only, no judging."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from jobmatch.accounts.queries import find_district, list_towns
from jobmatch.web.fields import Choice
from jobmatch.web.language import locale_code
from jobmatch.wording import vocabulary

NOT_SAID = "not_said"

# 40 hours: the standard week (国务院关于职工工作时间的规定 art. 3). 24 hours: the most that part-time work may have
# in a week (劳动合同法 art. 68).
HOURS_A_WEEK = {"full": 40, "part": 24}
HOURS: tuple[tuple[str, LazyString], ...] = (
    ("full", _l("全天上班")),
    ("part", _l("上半天，或只上几天")),
    (NOT_SAID, _l("都可以")),
)

KILOMETRES: tuple[tuple[str, LazyString], ...] = (
    ("3", _l("3 公里以内，走路能到")),
    ("5", _l("5 公里以内")),
    ("10", _l("10 公里以内")),
    ("20", _l("20 公里以内")),
    ("30", _l("30 公里以内")),
    (NOT_SAID, _l("远一点也可以")),
)

CAN_THE_REST: tuple[tuple[str, LazyString], ...] = (("can", _l("都可以做")), ("unknown", _l("说不准")))

CAPACITIES: tuple[tuple[str, LazyString], ...] = (("self", _l("我本人")), ("guardian", _l("我的监护人，替我同意")))


def words(codes: Iterable[str]) -> list[Choice]:
    """Return words of the vocabulary as choices, in the language of the page."""
    return [(code, vocabulary.label(code, locale_code())) for code in codes]


def schooling() -> list[Choice]:
    """Return the levels of schooling, low to high, and a way not to say."""
    return [*words(vocabulary.EDUCATION), (NOT_SAID, _l("不想说"))]


def towns() -> list[Choice]:
    """Return the district's towns, and a way to live elsewhere or not to say."""
    district = find_district()
    listed = list_towns(district.id) if district else []
    names: list[Choice] = [(town.id, town.name_en if locale_code() == "en" else town.name) for town in listed]
    return [*names, (NOT_SAID, _l("别的地方，或不想说"))]
