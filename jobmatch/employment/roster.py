"""Questions about the people who work for one employer, or have: their spells, their months of a year."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from jobmatch.employment.tables import FiledWorker, MonthState, PersonMonth, Spell
from jobmatch.people.tables import Person
from jobmatch.storage.base import db


class Worker(NamedTuple):
    """Somebody and the newest of their spells at the employer that is asked about."""

    person: Person
    spell: Spell

    @property
    def stated_name(self) -> str:
        """Return the name that the employer itself gave, where the spell is its own statement; else the person's."""
        return self.spell.filed.name if self.spell.filed else self.person.name


def list_workers(district_id: str, employer_id: str, year: int) -> list[Worker]:
    """List who worked for an employer in a year, each once with the newest spell, those who began first first."""
    return list({one.person.id: one for one in list_spells_of_year(district_id, employer_id, year)}.values())


def list_spells_of_year(district_id: str, employer_id: str, year: int) -> list[Worker]:
    """List the spells at an employer that reach into a year, each with its person, those who began first first."""
    query = (
        select(Person, Spell)
        .join(Spell, Spell.person_id == Person.id)
        .where(
            Spell.district_id == district_id,
            Spell.employer_id == employer_id,
            Spell.started_on <= date(year, 12, 31),
            or_(Spell.ended_on.is_(None), Spell.ended_on >= date(year, 1, 1)),
            Person.merged_into_id.is_(None),
        )
        .options(joinedload(Spell.filed))
        .order_by(Spell.started_on, Spell.id)
    )
    return [Worker(*found) for found in db.session.execute(query)]


def find_worker(district_id: str, employer_id: str, spell_id: str) -> Worker | None:
    """Return whose spell at that employer it is, or None."""
    query = (
        select(Person, Spell)
        .join(Spell, Spell.person_id == Person.id)
        .where(
            Spell.id == spell_id,
            Spell.district_id == district_id,
            Spell.employer_id == employer_id,
            Person.merged_into_id.is_(None),
        )
    )
    found = db.session.execute(query).one_or_none()
    return Worker(*found) if found else None


def find_worker_of(district_id: str, employer_id: str, person_id: str) -> Worker | None:
    """Return somebody with the newest of their spells at that employer, or None."""
    query = (
        select(Person, Spell)
        .join(Spell, Spell.person_id == Person.id)
        .where(Person.id == person_id, Spell.district_id == district_id, Spell.employer_id == employer_id)
        .order_by(Spell.started_on.desc(), Spell.id)
    )
    found = db.session.execute(query.limit(1)).one_or_none()
    return Worker(*found) if found else None


def months_worked(employer_id: str, person_ids: Iterable[str], year: int) -> dict[str, dict[str, PersonMonth]]:
    """Return the months of a year that people worked for an employer, by person and month; void ones left out.

    Of two spells in one month the later one stands: it says until when the month was worked.
    """
    found: dict[str, dict[str, PersonMonth]] = {}
    query = select(PersonMonth).where(
        PersonMonth.employer_id == employer_id,
        PersonMonth.person_id.in_(list(person_ids)),
        PersonMonth.month.between(f"{year:04d}-01", f"{year:04d}-12"),
        PersonMonth.state == MonthState.WORKED,
    )
    for one in db.session.scalars(query.order_by(PersonMonth.month, PersonMonth.first_on, PersonMonth.id)):
        found.setdefault(one.person_id, {})[one.month] = one
    return found


def list_spells_here(employer_id: str, person_id: str) -> list[Spell]:
    """List somebody's spells at an employer, whatever the year, those that began first first."""
    query = select(Spell).where(Spell.employer_id == employer_id, Spell.person_id == person_id)
    return list(db.session.scalars(query.options(joinedload(Spell.filed)).order_by(Spell.started_on, Spell.id)))


def list_filed_people(employer_id: str) -> set[str]:
    """List who works for an employer, or has, by its own statement alone."""
    query = select(Spell.person_id).join(FiledWorker).where(Spell.employer_id == employer_id)
    others = select(Spell.person_id).outerjoin(FiledWorker)
    others = others.where(Spell.employer_id == employer_id, FiledWorker.id.is_(None))
    return set(db.session.scalars(query)) - set(db.session.scalars(others))


def stated_names(employer_id: str) -> dict[str, str]:
    """Return the name that an employer gave to each person whom it named itself, by person."""
    query = select(Spell.person_id, FiledWorker.name).join(FiledWorker).where(Spell.employer_id == employer_id)
    found = db.session.execute(query.order_by(FiledWorker.filed_at))
    return {row.person_id: row.name for row in found}


def first_year(employer_id: str) -> int | None:
    """Return the year in which somebody first worked for an employer, or None."""
    first = db.session.scalar(select(func.min(Spell.started_on)).where(Spell.employer_id == employer_id))
    return first.year if first else None
