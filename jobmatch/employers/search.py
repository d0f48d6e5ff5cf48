"""Finding positions by words, a page at a time; how well one answers them is judged in ``relevance``."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from jobmatch.accounts.tables import Town
from jobmatch.employers.relevance import Searched, rank, words_of
from jobmatch.employers.tables import Employer, Position, PositionState
from jobmatch.storage.base import db


class Found(NamedTuple):
    """One page of what was found, and how many there are in all."""

    positions: list[Position]
    total: int


def search_positions(
    district_id: str, words: str = "", *, open_on: date | None = None, limit: int = 20, offset: int = 0
) -> Found:
    """Find positions of a district: newest first, or with ``words`` those that answer them, the best first.

    With ``open_on`` only those that take people on that day.
    """
    rules = _rules(district_id, open_on)
    if not words_of(words):
        total = db.session.scalar(select(func.count()).select_from(Position).where(*rules)) or 0
        newest = select(Position.id).where(*rules).order_by(Position.posted_on.desc(), Position.id)
        return Found(_by_ids(list(db.session.scalars(newest.limit(limit).offset(offset)))), total)
    keys = rank(words, _list_searched(rules))
    return Found(_by_ids(keys[offset : offset + limit]), len(keys))


def _rules(district_id: str, open_on: date | None) -> list[ColumnElement[bool]]:
    rules: list[ColumnElement[bool]] = [Position.district_id == district_id]
    if open_on is not None:
        rules.append(Position.state == PositionState.OPEN)
        rules.append(or_(Position.closes_on.is_(None), Position.closes_on >= open_on))
    return rules


def _list_searched(rules: list[ColumnElement[bool]]) -> list[Searched]:
    query = (
        select(Position.id, Position.title, Employer.name, Town.name, Town.name_en, Position.text)
        .join(Position.employer)
        .outerjoin(Position.town)
        .where(*rules)
        .order_by(Position.posted_on.desc(), Position.id)
    )
    return [
        Searched(key, title, employer, f"{town or ''} {town_en or ''}", text)
        for key, title, employer, town, town_en, text in db.session.execute(query)
    ]


def _by_ids(keys: list[str]) -> list[Position]:
    """The positions in the order of their keys."""
    query = select(Position).where(Position.id.in_(keys))
    found = db.session.scalars(query.options(joinedload(Position.employer), joinedload(Position.town)))
    by_key = {position.id: position for position in found}
    return [by_key[key] for key in keys if key in by_key]
