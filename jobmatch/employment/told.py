"""Which reasons of a judged month somebody may read: what only the register knows is not told to employers.

A certificate's dates and grade and somebody's age are the register's (``people/disclosure.py``: kind and grade, birth).
An employer that does not see them reads one sentence for all of them, and no caution that rests on them.
*Decision:* docs/decisions/0091.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from jobmatch.people.disclosure import Field, Viewer, sees

REGISTER = "register"
CAUTIONS = frozenset({
    "part_month",
    "wage_exactly_minimum",
    "dispatch_contract_short",
    "age_to_be_confirmed",
    "card_not_checked",
    "card_ends_soon",
    "card_regraded",
})  # fmt: skip
RESTS_ON: Mapping[str, Field] = {
    "age_unknown": Field.BIRTH,
    "too_young": Field.BIRTH,
    "past_employment_age": Field.BIRTH,
    "age_to_be_confirmed": Field.BIRTH,
    "no_card": Field.KIND_AND_GRADE,
    "card_not_valid": Field.KIND_AND_GRADE,
    "military_grade_not_counted": Field.KIND_AND_GRADE,
    "card_not_checked": Field.KIND_AND_GRADE,
    "card_ends_soon": Field.KIND_AND_GRADE,
    "card_regraded": Field.KIND_AND_GRADE,
}


class Told(NamedTuple):
    """One reason as a viewer may read it: ``kept`` is what ``said.say_reason`` takes."""

    kept: Mapping[str, Any]
    is_caution: bool


def tell(reasons: Iterable[Mapping[str, Any]], viewer: Viewer) -> tuple[Told, ...]:
    """Return the kept reasons that ``viewer`` may read, in order, those of the register as one where it may not."""
    told: list[Told] = []
    for kept in reasons:
        is_caution = kept["key"] in CAUTIONS
        field = RESTS_ON.get(kept["key"])
        if field is None or sees(viewer, field):
            told.append(Told(kept, is_caution))
        elif not is_caution:
            told.append(Told({"key": REGISTER, "values": {}}, is_caution=False))
    return tuple(one for turn, one in enumerate(told) if one not in told[:turn])


def tell_own(reasons: Iterable[Mapping[str, Any]]) -> tuple[Told, ...]:
    """Return the kept reasons that rest on what the employer stated alone, in order."""
    return tuple(Told(kept, kept["key"] in CAUTIONS) for kept in reasons if kept["key"] not in RESTS_ON)


def is_double_told(weight: int, viewer: Viewer) -> bool:
    """Tell whether ``viewer`` may read that a month counts for two: only grades 1 and 2 do (rule Q1)."""
    return weight > 1 and sees(viewer, Field.KIND_AND_GRADE)
