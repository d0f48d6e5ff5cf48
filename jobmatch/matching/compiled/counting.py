"""How many seekers each position may be suggested to, by the tables in which a rule bars a pair."""

from collections.abc import Sequence

import numpy as np

from jobmatch.matching.compiled.pairs import Positions
from jobmatch.matching.compiled.terms import LEAST, Numbers
from jobmatch.matching.sides import SeekerSide


def how_many(seekers: Sequence[SeekerSide], positions: Positions) -> Numbers:
    """Return for each of ``positions.sides`` how many of the seekers no rule excludes: shape (positions,)."""
    if not seekers:
        return np.zeros(len(positions.sides), dtype=np.intp)
    may_be = np.ones((len(seekers), len(positions.sides)), dtype=bool)
    for term in positions.terms(seekers):
        barred = term.table < LEAST
        if barred.any():
            may_be &= ~barred[term.rows[:, None], term.columns]
    counts: Numbers = np.count_nonzero(may_be, axis=0)
    return counts
