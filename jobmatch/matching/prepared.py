"""Positions made ready for comparing, kept in the process under everything that the database says of them.

*Decision* (docs/decisions/0060): what is kept is found by the row's own contents, never by its key or a version.
Whatever changes in a position, its employer, its town or the people who work in it, by whomever and from whichever
process, is another row and is made ready anew: nothing stale can be served, and nobody has to tell anybody. What stays
is that the rows are read for every ranking.
"""

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from jobmatch.matching.base import base_table
from jobmatch.matching.facts import PositionFacts
from jobmatch.matching.sides import PositionSide, position_side

KEPT = 8192
"""Positions that a process keeps ready, about 10 KB each; beyond that the longest unused one goes."""


class PositionRow(NamedTuple):
    """All that matching reads of a position, as the database holds it (lists and mappings still as JSON text)."""

    id: str
    title: str
    text: str
    employer: str
    town: str | None
    occupation_code: str | None
    lat: float | None
    lon: float | None
    employer_lat: float | None
    employer_lon: float | None
    town_lat: float | None
    town_lon: float | None
    posted_on: date
    closes_on: date | None
    wage_min_fen: int | None
    wage_max_fen: int | None
    education: str | None
    demands: str
    offers: str
    conditions: str
    licences: str
    hours_week: int | None
    is_open: bool
    seats: int
    filled: int


def facts_of(row: PositionRow) -> PositionFacts:
    """Return what the rules may know of a position. The work is where the position says, else at the employer's, else
    in the middle of the town."""
    points = ((row.lat, row.lon), (row.employer_lat, row.employer_lon), (row.town_lat, row.town_lon))
    lat, lon = next((point for point in points if None not in point), (None, None))
    return PositionFacts(
        id=row.id,
        title=row.title,
        text=row.text,
        employer=row.employer,
        occupation_code=row.occupation_code,
        place=row.town,
        lat=lat,
        lon=lon,
        posted_on=row.posted_on,
        wage_min_fen=row.wage_min_fen,
        wage_max_fen=row.wage_max_fen,
        education=row.education,
        demands=json.loads(row.demands),
        offers=frozenset(json.loads(row.offers)),
        conditions=json.loads(row.conditions),
        licences=frozenset(json.loads(row.licences)),
        hours_week=row.hours_week,
        is_open=row.is_open,
        seats_left=row.seats - row.filled,
        closes_on=row.closes_on,
    )


def made_ready(rows: Iterable[PositionRow], on: date | None) -> list[PositionSide]:
    """Return the sides of positions for the day ``on``, in the same order."""
    return [_made_ready(row, on) for row in rows]


@lru_cache(maxsize=KEPT)
def _made_ready(row: PositionRow, on: date | None) -> PositionSide:
    return position_side(facts_of(row), base_table().texts, on)
