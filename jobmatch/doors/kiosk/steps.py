"""In which order the kiosk asks, a screen at a time. Every field that a person sees is in exactly one step."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class Step(NamedTuple):
    """One screen: its question, a word of help, the fields that answer it."""

    key: str
    title: LazyString
    hint: LazyString | str
    fields: list[str]


_TAP = _l("点一下选中，再点一下取消。没有就直接点“下一步”。")

STEPS = (
    Step("who", _l("您是哪位？"), "", ["name", "number"]),
    Step("contact", _l("怎么联系您？"), "", ["phone", "town"]),
    Step("wishes", _l("您想做什么工作？"), "", ["wanted", "wanted_other"]),
    Step(
        "senses",
        _l("看、听、说、读写：哪些做不了，或很吃力？"),
        _TAP,
        ["cannot_seeing", "cannot_hearing", "cannot_reading"],
    ),
    Step("body", _l("用手、用力、走动：哪些做不了，或很吃力？"), _TAP, ["cannot_hands", "cannot_body"]),
    Step("surroundings", _l("环境和节奏：哪些做不了，或很吃力？"), _TAP, ["cannot_workplace", "cannot_rhythm", "rest"]),
    Step("needs_senses", _l("工作时需要什么帮助？先说看和听"), _TAP, ["need_to_see", "need_to_hear"]),
    Step("needs_body", _l("工作时需要什么帮助？再说手和身体"), _TAP, ["need_to_hold", "need_to_move"]),
    Step(
        "needs_life",
        _l("工作时需要什么帮助？最后说时间和生活"),
        _TAP,
        ["need_to_pace", "need_to_rely", "need_to_live", "show_needs"],
    ),
    Step("limits", _l("什么样的上班时间您不接受？"), _TAP, ["refusals", "hours"]),
    Step("pay", _l("工资和路程"), _l("这两项会用来挑岗位：钱给得少的、太远的，就不推荐了。"), ["wage", "distance"]),
    Step("schooling", _l("您上学上到哪里？"), "", ["education"]),
    Step("consent", _l("请看一遍说明，再决定是否同意"), "", ["capacity", "store", "recommend"]),
)
