"""Turns rows into the facts that the rules know. Kind, grade, sex and numbers never pass through here."""

from collections.abc import Iterable

from sqlalchemy import select

from jobmatch.accounts.tables import Town
from jobmatch.employers.tables import Position, PositionState
from jobmatch.employment.queries import count_filled
from jobmatch.matching.facts import PastJob, PositionFacts, SeekerFacts
from jobmatch.matching.tables import ShownList
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.base import db


def seeker_facts(seeker: Seeker) -> SeekerFacts:
    """Return what the rules may know of a seeker; the birth day is for the legal age alone."""
    return SeekerFacts(
        id=seeker.id,
        text=seeker.text,
        wanted=tuple(seeker.wanted),
        wanted_codes=tuple(seeker.wanted_codes),
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


def answers_facts(key: str, answers: Answers, town: Town | None) -> SeekerFacts:
    """Return what the rules may know of somebody from their answers alone."""
    number = answers.identity
    return SeekerFacts(
        id=key,
        text=answers.text,
        wanted=answers.wanted,
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


def position_facts(positions: Iterable[Position]) -> list[PositionFacts]:
    """Return what the rules may know of positions, in the same order."""
    positions = list(positions)
    filled = count_filled(position.id for position in positions)
    return [_position_facts(position, position.seats - filled.get(position.id, 0)) for position in positions]


def _position_facts(position: Position, seats_left: int) -> PositionFacts:
    return PositionFacts(
        id=position.id,
        title=position.title,
        text=position.text,
        employer=position.employer.name,
        occupation_code=position.occupation_code,
        place=position.town.name if position.town else None,
        lat=position.place["lat"],
        lon=position.place["lon"],
        posted_on=position.posted_on,
        wage_min_fen=position.wage_min_fen,
        wage_max_fen=position.wage_max_fen,
        education=position.education,
        demands=position.demands,
        offers=frozenset(position.offers),
        conditions=position.conditions,
        licences=frozenset(position.licences),
        hours_week=position.hours_week,
        is_open=position.state is PositionState.OPEN,
        seats_left=seats_left,
        closes_on=position.closes_on,
    )


def find_last_shown(seeker_id: str, position_id: str) -> tuple[ShownList, int] | None:
    """Return the newest list shown for a seeker that held the position, with its rank there (1 = first), or None."""
    query = select(ShownList).where(ShownList.seeker_id == seeker_id).order_by(ShownList.at.desc()).limit(20)
    for shown in db.session.scalars(query):
        for item in shown.items:
            if item["position"] == position_id:
                return shown, int(item["rank"])
    return None
