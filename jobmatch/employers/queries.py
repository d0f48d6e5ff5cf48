"""Questions about employers and positions."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from jobmatch.employers.tables import Employer, Position, PositionState
from jobmatch.storage.base import db


def find_employer(district_id: str, employer_id: str) -> Employer | None:
    """Return the employer of that key in that district, or None."""
    return db.session.scalar(select(Employer).where(Employer.district_id == district_id, Employer.id == employer_id))


def find_employer_by_uscc(uscc: str) -> Employer | None:
    """Return the employer with that credit code, or None."""
    return db.session.scalar(select(Employer).where(Employer.uscc == uscc))


def list_employers(district_id: str, words: str, limit: int, offset: int) -> list[Employer]:
    """List the employers whose name or credit code holds ``words``, by name; all of them where there are no words."""
    query = select(Employer).where(*_named(district_id, words)).order_by(Employer.name, Employer.id)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_employers(district_id: str, words: str) -> int:
    """Count the employers that ``list_employers`` lists."""
    return db.session.scalar(select(func.count()).select_from(Employer).where(*_named(district_id, words))) or 0


def _named(district_id: str, words: str) -> list[ColumnElement[bool]]:
    held = or_(Employer.name.contains(words, autoescape=True), Employer.uscc.contains(words.upper(), autoescape=True))
    return [Employer.district_id == district_id, *([held] if words else [])]


def employer_names(district_id: str, employer_ids: Iterable[str]) -> dict[str, str]:
    """Return the names of employers of that district by key; all of them in one question."""
    query = select(Employer.id, Employer.name).where(
        Employer.district_id == district_id, Employer.id.in_(set(employer_ids))
    )
    return {row.id: row.name for row in db.session.execute(query)}


def find_position(district_id: str, position_id: str) -> Position | None:
    """Return the position of that key in that district, or None."""
    query = select(Position).where(Position.district_id == district_id, Position.id == position_id)
    return db.session.scalar(query.options(joinedload(Position.employer), joinedload(Position.town)))


def positions_by_id(district_id: str, position_ids: Iterable[str]) -> dict[str, Position]:
    """Return the positions of those keys in that district, by key; unknown keys are left out."""
    query = select(Position).where(Position.district_id == district_id, Position.id.in_(list(position_ids)))
    query = query.options(joinedload(Position.employer), joinedload(Position.town))
    return {position.id: position for position in db.session.scalars(query)}


def list_positions(district_id: str, employer_id: str | None = None, open_only: bool = False) -> list[Position]:
    """List positions, newest first; those of one employer, or only the open ones, where asked."""
    query = select(Position).where(Position.district_id == district_id)
    if employer_id is not None:
        query = query.where(Position.employer_id == employer_id)
    if open_only:
        query = query.where(Position.state == PositionState.OPEN)
    query = query.options(joinedload(Position.employer), joinedload(Position.town))
    return list(db.session.scalars(query.order_by(Position.posted_on.desc(), Position.id)))


def list_coded_titles(district_id: str) -> list[tuple[str, str]]:
    """List the titles of a district's positions with the occupation that somebody chose for each."""
    query = select(Position.title, Position.occupation_code).where(Position.district_id == district_id)
    found = db.session.execute(query.where(Position.occupation_code.is_not(None)).order_by(Position.id))
    return [(row.title, row.occupation_code) for row in found]


def count_open(district_id: str) -> int:
    """Count the open positions of a district."""
    query = select(func.count()).select_from(Position)
    query = query.where(Position.district_id == district_id, Position.state == PositionState.OPEN)
    return db.session.scalar(query) or 0
