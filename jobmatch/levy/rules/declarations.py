"""What may become of a declaration, and when one may be handed in. Plain values in, plain values out.

States: 受理 → 审查 → 决定; what is missing is told once and completely (一次性告知). The window of the national
verification: 1 March to 31 October of the year after the work year (``declaration_from``, ``declaration_until``).
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jobmatch.law import InForce

WITHDRAWN, SUBMITTED, RETURNED, IN_REVIEW = "withdrawn", "submitted", "returned", "in_review"
CONFIRMED, REJECTED = "confirmed", "rejected"

NEXT: Mapping[str, frozenset[str]] = {
    SUBMITTED: frozenset({IN_REVIEW, WITHDRAWN}),
    IN_REVIEW: frozenset({CONFIRMED, REJECTED, RETURNED}),
    RETURNED: frozenset({SUBMITTED, WITHDRAWN}),
    CONFIRMED: frozenset({RETURNED}),
    REJECTED: frozenset(),
    WITHDRAWN: frozenset(),
}
"""Which state may follow which; after a rejected or withdrawn one the employer hands in the next turn.

A confirmation can be taken back: the declaration then goes back to its employer with what is wrong.
"""

HELD = frozenset({SUBMITTED, IN_REVIEW, CONFIRMED})
"""While a declaration is so, the claims of its year stay as they are."""


def may_follow(now: str, then: str) -> bool:
    """Tell whether a declaration may go from one state to the other."""
    return then in NEXT[now]


class Phase(enum.StrEnum):
    """Where the day lies to the window in which a year is declared."""

    BEFORE = "before"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Window:
    """When a work year may be handed in: both days included. ``to_be_confirmed``: not yet sure for this place."""

    work_year: int
    from_on: date
    until_on: date
    to_be_confirmed: bool

    def phase(self, today: date) -> Phase:
        """Return where ``today`` lies."""
        if today < self.from_on:
            return Phase.BEFORE
        return Phase.OPEN if today <= self.until_on else Phase.CLOSED

    def days_left(self, today: date) -> int:
        """Return how many days are left to hand in, today included; 0 outside the window."""
        return (self.until_on - today).days + 1 if self.phase(today) is Phase.OPEN else 0


def window_of(work_year: int, law: InForce) -> Window:
    """Return the window of a work year. Raises ``NoLegalValueError``. The law holds days as MM-DD."""
    begin, end = law.get("declaration_from"), law.get("declaration_until")
    days = [date.fromisoformat(f"{work_year + 1:04d}-{one.value}") for one in (begin, end)]
    return Window(work_year, days[0], days[1], begin.to_be_confirmed or end.to_be_confirmed)


def weigh(weights: Mapping[int, int]) -> tuple[str, int, int]:
    """Return twelve digits, how many months count and what they add up to, from the weight of each month (1 to 12)."""
    digits = [weights.get(month, 0) for month in range(1, 13)]
    return "".join(map(str, digits)), sum(digit > 0 for digit in digits), sum(digits)
