"""Questions about who lives in some villages; nobody of another village is ever in an answer."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from jobmatch.people.name_rules import fold
from jobmatch.people.register_tables import ENTERING, LEAVING, CertificateEvent
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage.base import db

Villages = Collection[str]


def has_left(on: date) -> ColumnElement[bool]:
    """Say of a person that the card was cancelled or handed over by ``on`` and none was issued since."""
    left, came = aliased(CertificateEvent), aliased(CertificateEvent)
    again = exists().where(
        came.person_id == left.person_id,
        came.kind.in_(ENTERING),
        came.on_day <= on,
        or_(came.on_day > left.on_day, and_(came.on_day == left.on_day, came.turn > left.turn)),
    )
    return exists().where(left.person_id == Person.id, left.kind.in_(LEAVING), left.on_day <= on, ~again)


def find_villager(district_id: str, villages: Villages, person_id: str) -> Person | None:
    """Return the person of that key who lives in one of the villages, or None."""
    query = select(Person).where(Person.id == person_id, *_living(district_id, villages))
    return db.session.scalar(query.options(joinedload(Person.village), joinedload(Person.town)))


def list_villagers(
    district_id: str, villages: Villages, on: date, *, name: str = "", limit: int | None = None, offset: int = 0
) -> list[Person]:
    """List who lives in the villages and has not left the register, by name; ``name`` narrows it.

    It is looked for in names however they are written, in how they are read, and in the initials of that.
    """
    query = select(Person).where(*_listed(district_id, villages, on, name)).options(joinedload(Person.village))
    return list(db.session.scalars(query.order_by(Person.name, Person.id).limit(limit).offset(offset)))


def count_villagers(district_id: str, villages: Villages, on: date, *, name: str = "") -> int:
    """Count whom ``list_villagers`` would list without a limit."""
    query = select(func.count()).select_from(Person).where(*_listed(district_id, villages, on, name))
    return db.session.scalar(query) or 0


def count_by_village(district_id: str, villages: Villages, on: date) -> dict[str, int]:
    """Count whom ``list_villagers`` would list, by village; a village without anybody is not in the answer."""
    query = select(Person.village_id, func.count()).where(*_listed(district_id, villages, on, ""))
    return {str(row[0]): int(row[1]) for row in db.session.execute(query.group_by(Person.village_id))}


def list_holders_in(district_id: str, villages: Villages, on: date) -> list[tuple[str, str]]:
    """List (person, village) of the register's people in the villages who have not left it, by their keys."""
    query = select(Person.id, Person.village_id).where(
        Person.source == PersonSource.REGISTER, *_listed(district_id, villages, on, "")
    )
    return [(str(row[0]), str(row[1])) for row in db.session.execute(query.order_by(Person.id))]


def _living(district_id: str, villages: Villages) -> list[ColumnElement[bool]]:
    return [
        Person.district_id == district_id,
        Person.village_id.in_(list(villages)),
        Person.merged_into_id.is_(None),
        Person.source != PersonSource.ROSTER,
    ]


def _listed(district_id: str, villages: Villages, on: date, name: str) -> list[ColumnElement[bool]]:
    rules = [*_living(district_id, villages), ~has_left(on)]
    if name:
        rules.append(or_(*name_rules(name)))
    return rules


def name_rules(name: str) -> list[ColumnElement[bool]]:
    """Return the ways in which typed words may mean a name: a part of it however written, its reading, its initials."""
    rules: list[ColumnElement[bool]] = [Person.name_folded.contains(fold(name), autoescape=True)]
    plain = "".join(name.split()).replace("'", "").lower()
    if plain.isascii() and plain.isalpha():
        rules.append(Person.name_initials.contains(f" {plain}", autoescape=True))
        rules.append(Person.name_pinyin.startswith(plain, autoescape=True))
    return rules
