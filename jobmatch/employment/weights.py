"""For how many people somebody counts, by certificate and grade: what is accepted, and what counts double, is law.

Source: 残联厅函〔2022〕63号 一(一); 财税〔2015〕72号 art. 7 (military certificates of grades 1 to 8 only).
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jobmatch.law.values import InForce, LegalValue


class Card(enum.StrEnum):
    """Which certificate somebody is credited by: 残疾人证, or 残疾军人证."""

    DISABILITY = "disability"
    MILITARY = "military"


@dataclass(frozen=True, eq=False)
class Weights:
    """The grades (1 is the heaviest) that count in a year, by certificate, with the rows of law that say so."""

    counted_until: Mapping[Card, LegalValue]
    double_until: Mapping[Card, LegalValue]

    def of(self, card: Card, grade: int) -> int:
        """Return how many persons one counts for: 2, 1, or 0 where the grade is not accepted."""
        if grade > self.counted_until[card].whole:
            return 0
        return 2 if grade <= self.double_until[card].whole else 1

    def sources(self, card: Card) -> tuple[LegalValue, ...]:
        """Return the rows of law by which a certificate of this kind is weighed."""
        return self.counted_until[card], self.double_until[card]


@lru_cache(maxsize=256)
def weights_in(law: InForce) -> Weights:
    """Return the weights in force. Raises ``NoLegalValueError`` where one is absent."""
    return Weights(
        {card: law.get(f"quota_{card}_grades_counted") for card in Card},
        {card: law.get(f"quota_{card}_grades_double") for card in Card},
    )
