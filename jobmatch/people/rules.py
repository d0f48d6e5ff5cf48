"""Who can consent for somebody, by their age. Plain values in, a reason out."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Ages(NamedTuple):
    """The law's ages in years: below ``child`` only a guardian consents, below ``own_labour`` nobody acts alone."""

    child: int
    own_labour: int


class GuardianReason(StrEnum):
    """Why a guardian has to agree; the keys of sentences that take the ``age``."""

    CHILD = "guardian.child"
    MINOR = "guardian.minor"


def birthday(born_on: date, age: int) -> date:
    """Return the day somebody turns ``age``; who was born on 29 February turns it on 1 March in other years."""
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)


def find_guardian_reason(born_on: date | None, today: date, ages: Ages) -> GuardianReason | None:
    """Return why a guardian has to agree, or None: old enough, or the birth day is not known.

    - Below 14 only a parent or other guardian can consent to the handling of data (PIPL art. 31).
    - From 14 on somebody may, but agreeing to be placed in work is more than a minor can judge alone (Civil Code
      art. 19, 22) before the age at which one may live on one's own labour, 16 (art. 18; Labour Law art. 15).
    """
    if born_on is None or today >= birthday(born_on, ages.own_labour):
        return None
    return GuardianReason.CHILD if today < birthday(born_on, ages.child) else GuardianReason.MINOR


def age_of(reason: GuardianReason, ages: Ages) -> int:
    """Return the age that somebody has not reached."""
    return ages.child if reason is GuardianReason.CHILD else ages.own_labour
