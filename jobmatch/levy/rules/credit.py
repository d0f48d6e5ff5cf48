"""How much a person counts: month by month, twelfths of a year, doubled for the heaviest grades.

Source: 残联厅函〔2022〕63号 一(一), 一(四); 残疾军人证 grades 1 to 8 only (rules Q1, Q2).
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

MONTHS_OF_A_YEAR = 12
_SEVERE = {"disability": 2, "military": 3}
_LAST = {"disability": 4, "military": 8}


class Card(enum.StrEnum):
    """Which certificate somebody is credited by: 残疾人证, or 残疾军人证."""

    DISABILITY = "disability"
    MILITARY = "military"


@dataclass(frozen=True)
class CreditedPerson:
    """A person with the months (1 to 12) of the year worked that count; ``grade`` 1 is the heaviest."""

    card: Card
    grade: int
    months: frozenset[int]


def weight_of(card: Card, grade: int) -> int:
    """Return how many persons one counts for: 2 for grades 1–2 (military 1–3), 1 for the others, 0 above military 8."""
    if grade <= _SEVERE[card]:
        return 2
    return 1 if grade <= _LAST[card] else 0


def credit_of(persons: Iterable[CreditedPerson]) -> Fraction:
    """Return the credited persons of a year: the sum of weight × months / 12, exact."""
    months = sum(weight_of(one.card, one.grade) * len(one.months) for one in persons)
    return Fraction(months, MONTHS_OF_A_YEAR)
