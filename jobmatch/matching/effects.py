"""What another table of points would change: the first places of people who are waiting now, counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from jobmatch.matching.base import Table
from jobmatch.matching.facts import Day
from jobmatch.matching.quickest import rank
from jobmatch.matching.ranking import order
from jobmatch.matching.sides import PositionSide, SeekerSide

FIRST = 5
"""So many places are compared: what fits on a ticket."""


@dataclass(frozen=True)
class Effect:
    """Of ``people`` looked at, ``moved`` would see other first places; of ``places`` in all, ``others`` hold others."""

    people: int
    moved: int
    places: int
    others: int


def find_effect(
    seekers: Sequence[SeekerSide], positions: Sequence[PositionSide], tables: tuple[Table, Table], day: Day
) -> Effect:
    """Return what the second of two tables would change for these people among these positions."""
    moved = places = others = 0
    for seeker in seekers:
        old, new = (_first(seeker, positions, table, day) for table in tables)
        moved += old != new
        places += len(old)
        others += sum(one not in old for one in new)
    return Effect(len(seekers), moved, places, others)


def _first(seeker: SeekerSide, positions: Sequence[PositionSide], table: Table, day: Day) -> list[str]:
    ranked = rank(seeker, positions, table, day, FIRST).ranked
    return [one.id for one in sorted(ranked, key=order)[:FIRST]]
