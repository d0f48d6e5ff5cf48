"""How much a person counts: month by month, twelfths of a year, doubled for the heaviest grades.

Source: 残联厅函〔2022〕63号 一(一), 一(四); 残疾军人证 grades 1 to 8 only (rules Q1, Q2).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from jobmatch.employment.weights import Card, Weights

__all__ = ["MONTHS_OF_A_YEAR", "Card", "CreditedPerson", "credit_of"]

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True)
class CreditedPerson:
    """A person with the months (1 to 12) of the year worked that count; ``grade`` 1 is the heaviest."""

    card: Card
    grade: int
    months: frozenset[int]


def credit_of(persons: Iterable[CreditedPerson], weights: Weights) -> Fraction:
    """Return the credited persons of a year: the sum of weight × months / 12, exact."""
    months = sum(weights.of(one.card, one.grade) * len(one.months) for one in persons)
    return Fraction(months, MONTHS_OF_A_YEAR)
