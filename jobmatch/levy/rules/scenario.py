"""What if, on an employer's own months: people who would come or go in a month of the work year, and what is then due.

*Decision:* heads and payroll stay as they are, as in ``whatif``. Months of a work year bear on what is paid in the next
year, so a scenario is assessed with that year's parameters.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Protocol

from jobmatch.levy.rules.assessment import Assessment, assess
from jobmatch.levy.rules.credit import MONTHS_OF_A_YEAR
from jobmatch.levy.rules.facts import LevyFacts
from jobmatch.levy.rules.parameters import LevyParameters
from jobmatch.levy.rules.whatif import with_credit


class Gain(Protocol):
    """Anything that changes the credited months of a year; ``months`` are weighted, negative where they are lost."""

    @property
    def months(self) -> int: ...


@dataclass(frozen=True)
class Change:
    """Somebody of ``weight`` (1, or 2 for the heaviest grades) comes with, or leaves before, ``from_month`` (1 to 12).

    Who comes works to the end of the year; who leaves would have.
    """

    weight: int
    from_month: int
    comes: bool = True

    @property
    def months(self) -> int:
        """Return the weighted months that are gained (lost, where negative)."""
        months = self.weight * (MONTHS_OF_A_YEAR + 1 - self.from_month)
        return months if self.comes else -months


@dataclass(frozen=True)
class Ending:
    """A contract of somebody of ``weight`` ends: ``lost`` months of theirs that would still have counted do not."""

    weight: int
    lost: int

    @property
    def months(self) -> int:
        """Return the weighted months that are lost, as a negative number."""
        return -self.weight * self.lost


@dataclass(frozen=True)
class Outcome:
    """What is due as things are, and what would be; ``saving_fen`` is negative where it costs more. Amounts in 分."""

    now: Assessment
    then: Assessment

    @property
    def saving_fen(self) -> int:
        """Return by how much less is due."""
        return self.now.due_fen - self.then.due_fen


@dataclass(frozen=True)
class Start:
    """Somebody who comes with ``month``: how many months still count, and what is then due."""

    month: int
    months: int
    due_fen: int
    saving_fen: int


def play(facts: LevyFacts, parameters: LevyParameters, changes: Iterable[Gain]) -> Outcome:
    """Return what the changes together would make of the levy; credit never falls below nothing."""
    now = assess(facts, parameters)
    gained = Fraction(sum(change.months for change in changes), MONTHS_OF_A_YEAR)
    then = assess(with_credit(facts, max(Fraction(0), now.credited + gained)), parameters)
    return Outcome(now, then)


def starts(facts: LevyFacts, parameters: LevyParameters, weight: int, first: int = 1) -> tuple[Start, ...]:
    """List what one person of ``weight`` would save, by the month in which they come, from ``first`` on."""
    found = []
    for month in range(first, MONTHS_OF_A_YEAR + 1):
        change = Change(weight, month)
        outcome = play(facts, parameters, [change])
        months = MONTHS_OF_A_YEAR + 1 - month
        found.append(Start(month, months, outcome.then.due_fen, outcome.saving_fen))
    return tuple(found)


def last_useful_start(found: Iterable[Start]) -> Start | None:
    """Return the last month in which somebody may still come to owe the least, or None where nobody changes anything.

    Waiting beyond it costs money; coming earlier does not save more of it (it is worth as much to the person).
    """
    useful = [start for start in found if start.saving_fen > 0]
    least = min((start.due_fen for start in useful), default=None)
    return max((start for start in useful if start.due_fen == least), key=lambda one: one.month, default=None)


def hires_to_zero_from(assessment: Assessment, weight: int, month: int) -> int:
    """Return how many more persons of ``weight`` leave nothing to pay when they all come with ``month`` (1 to 12)."""
    each = Fraction(Change(weight, month).months, MONTHS_OF_A_YEAR)
    return 0 if assessment.due_fen == 0 else ceil(assessment.gap / each)
