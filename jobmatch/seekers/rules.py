"""What the desk has to ask beside the card before a submission becomes somebody's. Plain values in, reasons out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jobmatch.people.rules import Ages, GuardianReason, age_of, find_guardian_reason


class Earlier(StrEnum):
    """What the person says of a consent given earlier that the new registration does not repeat."""

    KEEP = "keep"
    WITHDRAW = "withdraw"


class Guardian(StrEnum):
    """What the guardian says, who stands at the desk; ABSENT: nobody has come, or they do not agree."""

    AGREED = "agreed"
    ABSENT = "absent"


@dataclass(frozen=True)
class Said:
    """What was said at the desk; None = not asked."""

    recommend: Earlier | None = None
    guardian: Guardian | None = None


@dataclass(frozen=True)
class Asked:
    """What there is to ask about one person. Days are Beijing days.

    ``recommended_on``: since when an earlier consent to be recommended is in force that was not repeated; None = none.
    ``born_on`` None = not known: the card at the desk says it, so a guardian is heard but not demanded.
    """

    recommended_on: date | None
    born_on: date | None
    guardian: GuardianReason | None

    @property
    def hears_a_guardian(self) -> bool:
        """Tell whether what a guardian says counts."""
        return self.guardian is not None or self.born_on is None


class Fault(NamedTuple):
    """Why a submission cannot become somebody's yet: which question, a sentence key with its values."""

    field: str
    key: str
    values: Mapping[str, object]


def asks(recommended_on: date | None, repeats: bool, born_on: date | None, today: date, ages: Ages) -> Asked:
    """Return what there is to ask. ``repeats``: the new registration agrees to be recommended, so nothing differs."""
    return Asked(None if repeats else recommended_on, born_on, find_guardian_reason(born_on, today, ages))


def find_faults(asked: Asked, said: Said, ages: Ages) -> list[Fault]:
    """Return every question that is open, or was answered so that nothing may be kept.

    *Decision:* an earlier consent that is not repeated neither goes on nor ends by itself: the box may have been left
    empty because it was agreed to before, or because it no longer is (PIPL art. 14, 15). Only the person knows.
    """
    faults = []
    if asked.recommended_on is not None and said.recommend is None:
        faults.append(Fault("recommend", "identity.recommend_not_asked", {"day": asked.recommended_on}))
    if asked.guardian is not None and said.guardian is None:
        age = age_of(asked.guardian, ages)
        faults.append(Fault("guardian", f"identity.not_asked.{asked.guardian}", {"age": age}))
    if asked.hears_a_guardian and said.guardian is Guardian.ABSENT:
        faults.append(Fault("guardian", "identity.guardian_absent", {}))
    return faults
