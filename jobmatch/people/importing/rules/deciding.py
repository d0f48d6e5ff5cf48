"""What a person has said of a row that only a person can decide about, and what becomes of the row by it.

A row is asked about where it is in conflict with the register, or where nobody has its numbers but somebody without
them probably is the person (name and birth day, reading, telephone, variant characters). Unasked, or put off, it is
left out; however many rows look alike, none is taken over by itself.
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, Self

from jobmatch.people.duplicate_rules import Likeness, Reason, Strength
from jobmatch.people.importing.rules.comparing import Known, Match, Outcome, Place, Result, compare_as

PROBABLY_KNOWN, NAME_DIFFERS, SEVERAL = "import.probably_known", "import.name_differs", "import.several_people"


class Verdict(enum.StrEnum):
    """What somebody said of a row. ``same``: it is that person of ours, whatever the name; ours is kept."""

    SAME = "same"
    OTHER = "other"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Decision:
    """Who said what of a row, and when (ISO). ``about``: the keys of the people who were offered then."""

    verdict: Verdict
    person_id: str | None
    about: tuple[str, ...]
    by: str | None
    at: str

    def as_json(self) -> list[Any]:
        """Return it as plain JSON values."""
        return [self.verdict.value, self.person_id, list(self.about), self.by, self.at]

    @classmethod
    def from_json(cls, kept: Sequence[Any]) -> Self:
        """Return what ``as_json`` made of one."""
        verdict, person_id, about, by, at = kept
        return cls(Verdict(verdict), person_id, tuple(about), by, at)


class Likely(NamedTuple):
    """Somebody who probably is the person of a row, and why."""

    known: Known
    likeness: Likeness
    match: Match


def decide(
    outcome: Outcome, match: Match, likely: Sequence[Likely], said: Decision | None, place: Place, today: date
) -> Outcome:
    """Return what becomes of a row, by what was said of it. ``likely`` is asked of rows only that nobody matches.

    A decision counts for the people whom it was made about: where others are offered by now, it is asked again.
    """
    if outcome.result is Result.NEW and likely:
        return _among(outcome, likely, said, place, today)
    if outcome.result is not Result.CONFLICT:
        return outcome
    asked = replace(outcome, asked=outcome.code, candidates=_several(match) if outcome.code == SEVERAL else ())
    if said is None:
        return asked
    is_meant = outcome.known is not None and said.person_id == outcome.known.person_id
    if said.verdict is Verdict.SAME and outcome.code == NAME_DIFFERS and is_meant:
        assert outcome.known is not None, "it was compared"
        decided = compare_as(outcome.stated, outcome.known, match, place, today)
        return replace(decided, asked=NAME_DIFFERS, said=said)
    return replace(asked, said=said) if said.verdict is Verdict.LEFT_OUT else asked


def _several(match: Match) -> tuple[Likely, ...]:
    """Return the people whose numbers a row has: to be looked at, and merged where they are one."""
    by_citizen = (match.by_citizen,) if match.by_citizen else ()
    others = [one for one in match.by_certificate if one not in by_citizen]
    found = [(one, Reason.SAME_CITIZEN_NUMBER) for one in by_citizen]
    found += [(one, Reason.SAME_CERTIFICATE) for one in others]
    return tuple(Likely(known, Likeness(Strength.CERTAIN, 0, (why,)), match) for known, why in found)


def _among(outcome: Outcome, likely: Sequence[Likely], said: Decision | None, place: Place, today: date) -> Outcome:
    about: dict[str, Any] = {"asked": PROBABLY_KNOWN, "candidates": tuple(likely)}
    left = Outcome(outcome.stated, Result.CONFLICT, code=PROBABLY_KNOWN, **about)
    if said is None:
        return left
    known = {one.known.person_id: one for one in likely}
    if said.verdict is Verdict.SAME and said.person_id in known:
        one = known[said.person_id]
        return replace(compare_as(outcome.stated, one.known, one.match, place, today), said=said, **about)
    if said.verdict is Verdict.OTHER and set(known) <= set(said.about):
        return replace(outcome, said=said, **about)
    return replace(left, said=said) if said.verdict is Verdict.LEFT_OUT else left


def verdicts_for(asked: str) -> tuple[Verdict, ...]:
    """Return what may be said of a row that is asked about for the reason ``asked``."""
    if asked == PROBABLY_KNOWN:
        return (Verdict.SAME, Verdict.OTHER, Verdict.LEFT_OUT)
    return (Verdict.SAME, Verdict.LEFT_OUT) if asked == NAME_DIFFERS else (Verdict.LEFT_OUT,)
