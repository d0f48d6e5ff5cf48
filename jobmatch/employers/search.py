"""Finding positions by words, a page at a time: every word has to occur in the title, text, employer or town."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from jobmatch.accounts.tables import Town
from jobmatch.employers.tables import Employer, Position, PositionState
from jobmatch.storage.base import db

WORDS_MOST = 8


class Found(NamedTuple):
    """One page of what was found, newest first, and how many there are in all."""

    positions: list[Position]
    total: int


def search_positions(
    district_id: str, words: str = "", *, open_on: date | None = None, limit: int = 20, offset: int = 0
) -> Found:
    """Find positions of a district by ``words``; with ``open_on``, only those that take applicants on that day.

    Words beyond the eighth are left aside: more never narrow a search that a person typed.
    """
    rules = _rules(district_id, words, open_on)
    keys = select(Position.id).join(Position.employer).outerjoin(Position.town).where(*rules)
    total = db.session.scalar(select(func.count()).select_from(keys.subquery())) or 0
    page = select(Position).where(Position.id.in_(keys)).options(joinedload(Position.employer), joinedload(Position.town))
    page = page.order_by(Position.posted_on.desc(), Position.id).limit(limit).offset(offset)
    return Found(list(db.session.scalars(page)), total)


def _rules(district_id: str, words: str, open_on: date | None) -> list[ColumnElement[bool]]:
    rules: list[ColumnElement[bool]] = [Position.district_id == district_id]
    if open_on is not None:
        rules.append(Position.state == PositionState.OPEN)
        rules.append(or_(Position.closes_on.is_(None), Position.closes_on >= open_on))
    for word in words.split()[:WORDS_MOST]:
        places = (Position.title, Position.text, Employer.name, Town.name)
        rules.append(or_(*(place.icontains(word, autoescape=True) for place in places)))
    return rules
