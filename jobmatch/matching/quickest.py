"""One seeker's ranking by whichever way is quicker: pair by pair for a few positions, all at once for many."""

from collections.abc import Sequence

from jobmatch.matching.base import Table
from jobmatch.matching.facts import Day
from jobmatch.matching.ranking import Ranking, rank_positions
from jobmatch.matching.sides import PositionSide, SeekerSide

MANY = 200
"""Positions from which all at once is quicker, and worth loading numpy for (benchmarks/matching_speed.py)."""


def rank(
    seeker: SeekerSide, positions: Sequence[PositionSide], table: Table, day: Day, limit: int | None = None
) -> Ranking:
    """Judge positions for one seeker on that day. Of those that may be suggested the best ``limit`` are enough."""
    if len(positions) >= MANY:
        from jobmatch.matching.compiled.one import kept_positions, rank_for

        ready = kept_positions(positions, table, day)
        if ready is not None:
            return rank_for(seeker, ready, limit)
    return rank_positions(seeker, positions, table, day)
