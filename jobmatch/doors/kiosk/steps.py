"""In which order the kiosk asks, a screen at a time. Every field that a person sees is in exactly one step."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class Step(NamedTuple):
    """One screen: its question, the fields that answer it, a word of help. ``beside``: names of groups at the left."""

    key: str
    title: LazyString
    fields: list[str]
    hint: LazyString | str = ""
    beside: bool = False


_TAP = _l("点一下选中，再点一下取消。没有就直接点“下一步”。")

STEPS = (
    Step("who", _l("您是哪位？"), ["name", "number"]),
    Step("phone", _l("怎么联系您？"), ["phone"]),
    Step("town", _l("您住在哪里？"), ["town"]),
    Step("wishes", _l("您想做什么工作？"), ["wanted", "wanted_other"]),
    Step(
        "senses",
        _l("看、听、说、读写：哪些做不了，或很吃力？"),
        ["cannot_seeing", "cannot_hearing", "cannot_reading"],
        _TAP,
        beside=True,
    ),
    Step("body", _l("用手、用力、走动：哪些做不了，或很吃力？"), ["cannot_hands", "cannot_body"], beside=True),
    Step(
        "surroundings",
        _l("环境和节奏：哪些做不了，或很吃力？"),
        ["cannot_workplace", "cannot_rhythm", "rest"],
        beside=True,
    ),
    Step("needs_senses", _l("工作时要什么帮助？先说看和听"), ["need_to_see", "need_to_hear"], _TAP, beside=True),
    Step("needs_body", _l("工作时要什么帮助？再说手和身体"), ["need_to_hold", "need_to_move"], beside=True),
    Step(
        "needs_life",
        _l("工作时要什么帮助？最后说时间和生活"),
        ["need_to_pace", "need_to_rely", "need_to_live"],
        beside=True,
    ),
    Step("limits", _l("上班的时间和条件"), ["refusals", "hours"], _TAP),
    Step("pay", _l("工资和路程"), ["wage", "distance"], _l("钱比这少的、路比这远的，就不给您推荐了。")),
    Step("schooling", _l("您上学上到哪里？"), ["education"]),
    Step("notice", _l("请看一遍说明"), []),
    Step("consent", _l("您同意吗？"), ["capacity", "store", "recommend", "show_needs"]),
)
