"""Which invented seeker could sensibly be referred where: the product's own exclusions, then a like occupation."""

from collections.abc import Iterable

from jobmatch.demo.world import Row, World
from jobmatch.employers.occupations import UNRELATED, tree_distance
from jobmatch.employers.tables import PositionState
from jobmatch.matching.facts import PositionFacts, SeekerFacts
from jobmatch.matching.rules.exclusions import exclusion

NEAR = 1
"""The tree distance of occupations in the same minor group."""


def seeker_facts(world: World, row: Row) -> SeekerFacts:
    """Return what matching may know of a seeker's row."""
    person = next(one for one in world.rows["people"] if one["id"] == row["id"])
    return SeekerFacts(
        id=row["id"],
        text=row["text"],
        wanted=tuple(row["wanted"]),
        wanted_codes=tuple(row["wanted_codes"]),
        lat=row["lat"],
        lon=row["lon"],
        education=row["education"],
        wage_floor_fen=row["wage_floor_fen"],
        functions=row["functions"],
        needs=frozenset(row["needs"]),
        refusals=frozenset(row["refusals"]),
        licences=None if row["licences"] is None else frozenset(row["licences"]),
        distance_km=row["distance_km"],
        hours_week=row["hours_week"],
        born_on=person["born_on"],
    )


def position_facts(world: World, row: Row) -> PositionFacts:
    """Return what matching may know of a position's row."""
    employer = next(one for one in world.rows["employers"] if one["id"] == row["employer_id"])
    return PositionFacts(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        employer=employer["name"],
        lat=employer["lat"],
        lon=employer["lon"],
        posted_on=row["posted_on"],
        wage_min_fen=row["wage_min_fen"],
        wage_max_fen=row["wage_max_fen"],
        education=row["education"],
        demands=row["demands"],
        offers=frozenset(row["offers"]),
        conditions=row["conditions"],
        licences=frozenset(row["licences"]),
        hours_week=row["hours_week"],
        occupation_code=row["occupation_code"],
        closes_on=row["closes_on"],
        is_open=row["state"] is PositionState.OPEN,
    )


def find_seeker_for(world: World, position: Row, seekers: Iterable[Row]) -> Row | None:
    """Return somebody who wishes for work like ``position`` and whom nothing excludes from it, or None."""
    facts = position_facts(world, position)
    near = [row for row in seekers if _distance(row["wanted_codes"], position["occupation_code"]) <= NEAR]
    able = [row for row in near if exclusion(seeker_facts(world, row), facts, world.judged_on) is None]
    return world.chance("pair", position["id"]).choice(able) if able else None


def _distance(wanted: Iterable[str], code: str) -> int:
    return min((tree_distance(one, code) for one in wanted), default=UNRELATED)
