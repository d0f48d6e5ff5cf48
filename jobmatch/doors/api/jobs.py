"""Positions: the public column of open ones, and the list for staff who look for an id. Nothing about people."""

from typing import Any

from jobmatch import clock
from jobmatch.accounts.queries import find_district
from jobmatch.doors.api import answered, asked, examples
from jobmatch.doors.api.operations import ANYBODY, Json, get
from jobmatch.doors.api.tokens import bearer
from jobmatch.employers.search import search_positions
from jobmatch.employers.tables import Position

_JOBS = answered.page_of(answered.Job)
_POSITIONS = answered.page_of(answered.Position)


@get("/jobs", tag="jobs", query=asked.JobsQuery, answer=_JOBS, example=examples.JOBS, security=ANYBODY)
def jobs(query: Json) -> Json:
    """Open positions, newest first; with words, the best answers first. For everybody, no token needed."""
    district = find_district()
    if district is None:
        return {"items": [], "total": 0}
    return _page(district.id, query, _job)


@get("/positions", tag="chain", query=asked.JobsQuery, answer=_POSITIONS, example=examples.POSITIONS)
def positions(query: Json) -> Json:
    """Open positions with what staff need to refer somebody."""
    return _page(bearer().district_id, query, _position)


def _page(district_id: str, query: Json, shown: Any) -> Json:
    limits = {"limit": query["limit"], "offset": query["offset"]}
    found = search_positions(district_id, query["q"], open_on=clock.today(), **limits)
    return {"items": [shown(one) for one in found.positions], "total": found.total}


def _job(position: Position) -> Json:
    return {
        "id": position.id,
        "title": position.title,
        "text": position.text,
        "employer": position.employer.name,
        "town": position.town.name if position.town else None,
        "wage_min": position.wage_min_fen,
        "wage_max": position.wage_max_fen,
        "hours_week": position.hours_week,
        "seats": position.seats,
        "education": position.education,
        "demands": position.demands,
        "offers": position.offers,
        "conditions": position.conditions,
        "licences": position.licences,
        "posted_on": position.posted_on,
        "closes_on": position.closes_on,
    }


def _position(position: Position) -> Json:
    return {**_job(position), "employer_id": position.employer_id, "state": position.state.value}
