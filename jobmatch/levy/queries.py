"""Questions about declarations, and the rows of the scorecard that they are."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.levy.tables import Declaration, DeclarationState, DeclaredPerson
from jobmatch.people.tables import Person
from jobmatch.storage.base import db

WAITING = (DeclarationState.SUBMITTED, DeclarationState.IN_REVIEW)


def find_declaration(district_id: str, declaration_id: str, *, employer_id: str | None = None) -> Declaration | None:
    """Return the declaration of that key in the district (and of that employer) with its people and steps, or None."""
    query = select(Declaration).where(Declaration.id == declaration_id, Declaration.district_id == district_id)
    if employer_id is not None:
        query = query.where(Declaration.employer_id == employer_id)
    return db.session.scalar(query.options(joinedload(Declaration.employer), *_WITH_ALL))


def find_newest(employer_id: str, work_year: int) -> Declaration | None:
    """Return an employer's newest declaration for a work year with its people and steps, or None."""
    query = select(Declaration).where(Declaration.employer_id == employer_id, Declaration.work_year == work_year)
    return db.session.scalar(query.options(*_WITH_ALL).order_by(Declaration.turn.desc()).limit(1))


def list_declarations(district_id: str, states: Iterable[DeclarationState], most: int) -> list[Declaration]:
    """List a district's declarations in those states, those handed in first first, ``most`` at most."""
    query = select(Declaration).where(Declaration.district_id == district_id, Declaration.state.in_(list(states)))
    query = query.options(joinedload(Declaration.employer), selectinload(Declaration.people))
    return list(db.session.scalars(query.order_by(Declaration.submitted_at, Declaration.id).limit(most)))


def count_by_state(district_id: str) -> dict[str, int]:
    """Return how many declarations of a district are in each state."""
    query = select(Declaration.state, func.count().label("number")).where(Declaration.district_id == district_id)
    return {row.state.value: row.number for row in db.session.execute(query.group_by(Declaration.state))}


def list_crediting_employers(district_id: str, begin: date, end: date) -> list[str]:
    """List a declaration of each employer with a credited month in one confirmed from ``begin`` to ``end``."""
    query = select(func.min(Declaration.id)).join(DeclaredPerson).where(*_credited(district_id, begin, end))
    return sorted(db.session.scalars(query.group_by(Declaration.employer_id)))


def list_credited_people(district_id: str, begin: date, end: date) -> list[str]:
    """List a row of each person with a credited month in a declaration confirmed from ``begin`` to ``end``."""
    return sorted(db.session.scalars(_people(district_id, begin, end)))


def list_newly_credited_people(district_id: str, begin: date, end: date) -> list[str]:
    """List those of them who were credited with no month of the work year before, by any employer here.

    Both sides are read once and compared here: as a question about each row it took a second for 690 people.
    """
    known = func.coalesce(Person.merged_into_id, Person.id)
    query = select(DeclaredPerson.id, known.label("person"), Declaration.work_year)
    query = query.select_from(DeclaredPerson).join(Declaration).join(Person, Person.id == DeclaredPerson.person_id)
    ever = query.where(
        Declaration.district_id == district_id,
        Declaration.state == DeclarationState.CONFIRMED,
        DeclaredPerson.counted > 0,
    )
    had = {(row.person, row.work_year) for row in db.session.execute(ever)}
    first: dict[str, str] = {}
    for row in db.session.execute(query.where(*_credited(district_id, begin, end)).order_by(DeclaredPerson.id)):
        if (row.person, row.work_year - 1) not in had:
            first.setdefault(row.person, row.id)
    return sorted(first.values())


def _people(district_id: str, begin: date, end: date) -> Select[str]:
    """One row a person; two rows that turned out to be one person are one."""
    query = select(func.min(DeclaredPerson.id)).join(Declaration).join(Person, Person.id == DeclaredPerson.person_id)
    query = query.where(*_credited(district_id, begin, end))
    return query.group_by(func.coalesce(Person.merged_into_id, Person.id))


def _credited(district_id: str, begin: date, end: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Declaration.district_id == district_id,
        Declaration.state == DeclarationState.CONFIRMED,
        Declaration.confirmed_on.between(begin, end),
        DeclaredPerson.counted > 0,
    )


_WITH_ALL = (
    selectinload(Declaration.people).joinedload(DeclaredPerson.person),
    selectinload(Declaration.steps),
)
