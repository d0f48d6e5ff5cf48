"""Turns rows into the facts that the rules know. Kind, grade, sex and numbers never pass through here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, Text, cast, func, select

from jobmatch.accounts.tables import Town
from jobmatch.employers.tables import Employer, Position, PositionState
from jobmatch.employment.tables import Spell
from jobmatch.matching.coding.wishes import wish_codes
from jobmatch.matching.facts import PastJob, SeekerFacts
from jobmatch.matching.prepared import PositionRow
from jobmatch.matching.tables import Outcome, ShownList
from jobmatch.people.queries import list_consenting
from jobmatch.people.tables import Person, Purpose
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.queries import are_waiting
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.base import connection, db


def seeker_facts(seeker: Seeker) -> SeekerFacts:
    """Return what the rules may know of a seeker; the birth day is for the legal age alone."""
    return SeekerFacts(
        id=seeker.id,
        text=seeker.text,
        wanted=tuple(seeker.wanted),
        wanted_codes=tuple(seeker.wanted_codes) or wish_codes(seeker.wanted),
        history=tuple(
            PastJob(title=str(job.get("title", "")), text=str(job.get("text", ""))) for job in seeker.history
        ),
        place=seeker.town.name if seeker.town else None,
        lat=seeker.lat,
        lon=seeker.lon,
        education=seeker.education,
        wage_floor_fen=seeker.wage_floor_fen,
        functions=seeker.functions,
        needs=frozenset(seeker.needs),
        refusals=frozenset(seeker.refusals),
        distance_km=seeker.distance_km,
        hours_week=seeker.hours_week,
        licences=None if seeker.licences is None else frozenset(str(one) for one in seeker.licences),
        born_on=seeker.person.born_on,
    )


def list_willing(district_id: str) -> list[SeekerFacts]:
    """List, of those who wait, agree to be recommended and let an order turn on them, what excludes and nothing more.

    No text, no wish, no history: who is only counted is not read.
    """
    agreed = list_consenting(district_id, Purpose.RECOMMEND)
    seeker, person = Seeker.__table__, Person.__table__
    asked = (
        seeker.c[name] for name in ("lat", "lon", "functions", "refusals", "licences", "wage_floor_fen", "distance_km")
    )
    query = select(seeker.c.id, person.c.born_on, *asked).join(person, person.c.id == seeker.c.id)
    query = query.where(*are_waiting(district_id), Seeker.job_facts_only.is_(False)).order_by(seeker.c.id)
    return [_judged(row) for row in connection().execute(query).mappings() if row["id"] in agreed]


def _judged(row: RowMapping) -> SeekerFacts:
    licences = row["licences"]
    return SeekerFacts(
        **{name: row[name] for name in ("id", "born_on", "lat", "lon", "functions", "wage_floor_fen", "distance_km")},
        refusals=frozenset(row["refusals"]),
        licences=None if licences is None else frozenset(map(str, licences)),
    )


def answers_facts(key: str, answers: Answers, town: Town | None) -> SeekerFacts:
    """Return what the rules may know of somebody from their answers alone."""
    number = answers.identity
    return SeekerFacts(
        id=key,
        text=answers.text,
        wanted=answers.wanted,
        wanted_codes=wish_codes(answers.wanted),
        place=town.name if town else None,
        lat=town.lat if town else None,
        lon=town.lon if town else None,
        education=answers.education,
        wage_floor_fen=answers.wage_floor_fen,
        functions=answers.functions,
        needs=frozenset(answers.needs),
        refusals=frozenset(answers.refusals),
        distance_km=answers.distance_km,
        hours_week=answers.hours_week,
        born_on=number.birth_on if number else None,
    )


def select_position_rows() -> Select[Any]:
    """Return the question for the rows of positions; whoever asks narrows it, and may join and add columns.

    People at work are counted in the same statement, so that a row is one state of the world.
    """
    position, employer, town, spell = (one.__table__ for one in (Position, Employer, Town, Spell))
    filled = select(func.count()).where(spell.c.position_id == position.c.id, spell.c.ended_on.is_(None))
    columns = {
        "employer": employer.c.name,
        "employer_lat": employer.c.lat,
        "employer_lon": employer.c.lon,
        "town": town.c.name,
        "town_lat": town.c.lat,
        "town_lon": town.c.lon,
        "is_open": position.c.state == PositionState.OPEN,
        "filled": filled.scalar_subquery(),
        **{name: cast(position.c[name], Text) for name in ("demands", "offers", "conditions", "licences")},
    }
    asked = [columns[name] if name in columns else position.c[name] for name in PositionRow._fields]
    places = position.join(employer, employer.c.id == position.c.employer_id)
    return select(*asked).select_from(places.outerjoin(town, town.c.id == position.c.town_id)).order_by(position.c.id)


def list_position_rows(*where: ColumnElement[bool]) -> list[PositionRow]:
    """List the rows of positions by key."""
    return [PositionRow._make(row) for row in connection().execute(select_position_rows().where(*where)).all()]


def list_outcomes(district_id: str) -> list[tuple[datetime, str, str, str]]:
    """List what came of suggestions, oldest first: instant, seeker, position, word of the outcome."""
    columns = (Outcome.at, Outcome.seeker_id, Outcome.position_id, Outcome.kind)
    query = select(*columns).where(Outcome.district_id == district_id).order_by(Outcome.at, Outcome.id)
    return [(at, seeker, position, kind.value) for at, seeker, position, kind in db.session.execute(query)]


def list_shown_seekers(seeker_ids: Iterable[str]) -> set[str]:
    """Return those of the seekers for whom suggestions were drawn up and looked at."""
    query = select(ShownList.seeker_id).where(ShownList.seeker_id.in_(list(seeker_ids))).distinct()
    return {str(one) for one in db.session.scalars(query)}


def find_last_shown(seeker_id: str, position_id: str) -> tuple[ShownList, int] | None:
    """Return the newest list shown for a seeker that held the position, with its rank there (1 = first), or None."""
    query = select(ShownList).where(ShownList.seeker_id == seeker_id).order_by(ShownList.at.desc()).limit(20)
    for shown in db.session.scalars(query):
        for item in shown.items:
            if item["position"] == position_id:
                return shown, int(item["rank"])
    return None
