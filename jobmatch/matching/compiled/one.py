"""The positions for one seeker, out of sets of positions that are asked for again and again.

*Decision* (docs/decisions/0101): a set is made ready when the same positions, unchanged, are asked for a second time.
Making it ready costs about ten rankings pair by pair; a district in which something changes between any two questions
would pay for nothing. What was made ready is found by the positions themselves, which ``prepared`` makes anew when
anything in them changes: nothing stale can be ranked.
"""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from jobmatch.matching.base import Table
from jobmatch.matching.compiled.pairs import Positions
from jobmatch.matching.compiled.terms import Numbers
from jobmatch.matching.facts import Day
from jobmatch.matching.ranking import Ranked, Ranking
from jobmatch.matching.sides import PositionSide, SeekerSide

KEPT = 4
"""Sets of positions that a process remembers: the district's, and those of the fairs of a day."""

_Asked = tuple[Sequence[PositionSide], Table, Positions | None]

_lock = Lock()
_sets: OrderedDict[tuple[object, ...], _Asked] = OrderedDict()


def kept_positions(sides: Sequence[PositionSide], table: Table, day: Day) -> Positions | None:
    """Return positions that were made ready, or None where they were never asked for before."""
    key = (id(table), day, *map(id, sides))  # whoever is kept below keeps their number
    with _lock:
        known = _sets.pop(key, None)
        _sets[key] = known or (sides, table, None)
        while len(_sets) > KEPT:
            _sets.popitem(last=False)
    if known is None:
        return None
    positions = known[2] or Positions(sides, table, day)
    with _lock:
        _sets[key] = (sides, table, positions)
    return positions


def rank_for(seeker: SeekerSide, positions: Positions, limit: int | None = None) -> Ranking:
    """Return the best ``limit`` positions (None: all) for a seeker, best first, and all that are excluded."""
    scores = positions.scores_for(seeker)
    order = in_order(scores)[:limit].tolist()
    sides = ((-score, positions.sides[place]) for place, score in zip(order, scores[order].tolist(), strict=True))
    ranked = [Ranked(below, side.facts.id, (seeker, side)) for below, side in sides]
    out = [positions.sides[place] for place in np.flatnonzero(np.isinf(scores)).tolist()]
    return Ranking(ranked, [(side.facts.id, (seeker, side)) for side in out])


def in_order(scores: Numbers) -> Numbers:
    """Return the places of what may be suggested, highest score first, equal scores by place."""
    may_be = np.flatnonzero(np.isfinite(scores))
    return may_be[np.argsort(-scores[may_be], kind="stable")]
