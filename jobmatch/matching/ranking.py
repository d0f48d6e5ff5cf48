"""Which pairs may be suggested, and in what order, without saying why: what is not shown is not explained.

The same rules and the same table as the explanations, so that both always agree: ``tests/unit/matching`` compares them
pair by pair.
"""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from jobmatch.matching.base import Table
from jobmatch.matching.facts import Day
from jobmatch.matching.rules import exclusions
from jobmatch.matching.sides import PositionSide, SeekerSide

Pair = tuple[SeekerSide, PositionSide]


class Ranked(NamedTuple):
    """A pair in its place: highest score first, equal scores by id (the position's, or the seeker's)."""

    below: float
    """The score with its sign turned, so that the least comes first."""
    id: str
    pair: Pair

    @property
    def score(self) -> float:
        """The score of the pair."""
        return -self.below


class Ranking(NamedTuple):
    """Pairs that may be suggested, with their scores, in no order yet; and those that may not."""

    ranked: list[Ranked]
    excluded: list[tuple[str, Pair]]


def rank_positions(seeker: SeekerSide, positions: Iterable[PositionSide], table: Table, day: Day) -> Ranking:
    """Judge every position for one seeker on that day."""
    return _rank(((position.facts.id, (seeker, position)) for position in positions), table, day)


def rank_seekers(position: PositionSide, seekers: Iterable[SeekerSide], table: Table, day: Day) -> Ranking:
    """Judge every seeker for one position: the same pairs, seen from there."""
    return _rank(((seeker.facts.id, (seeker, position)) for seeker in seekers), table, day)


def order(ranked: Ranked) -> tuple[float, str]:
    """Return what pairs are put in order by."""
    return ranked[:2]


def is_excluded(seeker: SeekerSide, position: PositionSide, day: Day) -> bool:
    """Tell whether ``exclusions.exclusion`` has a reason against the pair; the two commonest are a comparison of bits.

    The other rules are asked as they are: each ends with its first reason.
    """
    barred = position.needed_bits & ~position.cleared_bits
    if seeker.cannot_bits & barred or seeker.refusals_bits & position.imposed_bits:
        return True
    mine, theirs = seeker.facts, position.facts
    others = chain(
        exclusions.wage_below_floor(mine, theirs),
        exclusions.too_far(mine, theirs),
        exclusions.missing_licences(mine, theirs),
        exclusions.not_available(theirs, day.on),
        exclusions.below_legal_age(mine, day),
    )
    return next(others, None) is not None


def _rank(pairs: Iterable[tuple[str, Pair]], table: Table, day: Day) -> Ranking:
    found = Ranking([], [])
    for key, pair in pairs:
        if is_excluded(*pair, day):
            found.excluded.append((key, pair))
        else:
            found.ranked.append(Ranked(-table.total(*pair), key, pair))
    return found
