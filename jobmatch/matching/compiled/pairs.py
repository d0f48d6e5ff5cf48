"""Positions made ready to be ranked for anybody, and everybody's terms with them."""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from jobmatch.matching.base import Table
from jobmatch.matching.compiled.abilities import Abilities
from jobmatch.matching.compiled.places import Places
from jobmatch.matching.compiled.terms import LEAST, Numbers, Term
from jobmatch.matching.compiled.words import Words
from jobmatch.matching.compiled.work import Work
from jobmatch.matching.facts import Day
from jobmatch.matching.sides import PositionSide, SeekerSide


class Positions:
    """Positions in the order of their ids, their facts as arrays, for one table and one day."""

    def __init__(self, sides: Sequence[PositionSide], table: Table, day: Day) -> None:
        """Make the arrays; the seekers' side is made when somebody asks."""
        self.table = table
        self.sides = sorted(sides, key=lambda side: side.facts.id)
        self._features = (
            Work(table, self.sides, day),
            Abilities(table, self.sides),
            Words(table, self.sides),
            Places(table, self.sides),
        )

    def terms(self, seekers: Sequence[SeekerSide]) -> list[Term]:
        """Return the addends of the scores of every pair with ``seekers``."""
        return list(chain.from_iterable(feature.terms(seekers) for feature in self._features))

    def scores_for(self, seeker: SeekerSide) -> Numbers:
        """Return one seeker's score with each position, ``Table.total`` exactly; −inf where a rule excludes one."""
        total = np.zeros(len(self.sides))
        for term in self.terms([seeker]):
            total += term.table[0].take(term.columns)
        return np.where(total < LEAST, -np.inf, total)
