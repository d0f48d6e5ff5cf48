"""Questions about people. Everyone is looked for inside one district."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.tables import CITIZEN_NUMBER_FIELD, Consent, Person, PersonView, Purpose
from jobmatch.storage.base import db
from jobmatch.storage.indexes import blind_index, blind_indexes


def citizen_number_index(number: CitizenNumber) -> str:
    """Return the blind index under which a citizen number is kept, in people and in submissions alike."""
    return blind_index(CITIZEN_NUMBER_FIELD, number.value)


def find_person(district_id: str, person_id: str) -> Person | None:
    """Return the person of that key in that district, or None."""
    query = select(Person).where(Person.district_id == district_id, Person.id == person_id)
    return db.session.scalar(query.options(selectinload(Person.certificates)))


def find_survivor(district_id: str, person_id: str) -> Person | None:
    """Return the person of that key in that district, or whom they were merged into, or None."""
    found = find_person(district_id, person_id)
    while found is not None and found.merged_into_id is not None:
        found = find_person(district_id, found.merged_into_id)
    return found


def find_by_number(district_id: str, number: CitizenNumber) -> Person | None:
    """Return who has that citizen number, or None; found as well while the index keys are being changed."""
    query = select(Person).where(
        Person.district_id == district_id,
        Person.citizen_number_index.in_(blind_indexes(CITIZEN_NUMBER_FIELD, number.value)),
        Person.merged_into_id.is_(None),
    )
    return db.session.scalar(query.order_by(Person.id))


def find_consent_by_id(district_id: str, consent_id: str) -> Consent | None:
    """Return the consent of that key in that district, or None."""
    return db.session.scalar(select(Consent).where(Consent.district_id == district_id, Consent.id == consent_id))


def find_consent(person_id: str, purpose: Purpose, position_id: str | None = None) -> Consent | None:
    """Return the consent in force for that purpose (and position), or None."""
    query = select(Consent).where(
        Consent.person_id == person_id, Consent.purpose == purpose, Consent.withdrawn_at.is_(None)
    )
    return db.session.scalar(query.where(Consent.position_id == position_id).order_by(Consent.given_at))


def list_consenting(district_id: str, purpose: Purpose) -> set[str]:
    """Return the keys of the people of a district who consent to that purpose, whatever the position."""
    query = select(Consent.person_id).where(
        Consent.district_id == district_id,
        Consent.purpose == purpose,
        Consent.position_id.is_(None),
        Consent.withdrawn_at.is_(None),
    )
    return set(db.session.scalars(query))


def list_same_consents(consent: Consent) -> list[Consent]:
    """List the consents in force to the same, which stayed with rows that were merged into the person."""
    query = (
        select(Consent)
        .join(Person)
        .where(
            Person.merged_into_id == consent.person_id,
            Consent.purpose == consent.purpose,
            Consent.position_id.is_not_distinct_from(consent.position_id),
            Consent.withdrawn_at.is_(None),
        )
    )
    return list(db.session.scalars(query.order_by(Consent.given_at, Consent.id)))


def list_consents(person_id: str) -> list[Consent]:
    """List every consent of a person, newest first, withdrawn ones too."""
    query = select(Consent).where(Consent.person_id == person_id)
    return list(db.session.scalars(query.order_by(Consent.given_at.desc(), Consent.id)))


def recommendable(person_ids: Iterable[str]) -> set[str]:
    """Return those of the people whose consent to be recommended is in force."""
    query = select(Consent.person_id).where(
        Consent.person_id.in_(list(person_ids)), Consent.purpose == Purpose.RECOMMEND, Consent.withdrawn_at.is_(None)
    )
    return set(db.session.scalars(query))


def disclosed_positions(person_ids: Iterable[str]) -> set[tuple[str, str]]:
    """Return the (person, position) pairs with a consent to disclosure in force."""
    query = select(Consent.person_id, Consent.position_id).where(
        Consent.person_id.in_(list(person_ids)), Consent.purpose == Purpose.DISCLOSE, Consent.withdrawn_at.is_(None)
    )
    return {(person, position) for person, position in db.session.execute(query) if position}


def list_views(person_id: str, limit: int | None = None, offset: int = 0) -> list[PersonView]:
    """List who looked at a person, or at a row merged into them, newest first, with their accounts."""
    query = select(PersonView).where(_of_one(person_id)).options(joinedload(PersonView.user))
    query = query.order_by(PersonView.at.desc(), PersonView.id).limit(limit).offset(offset)
    return list(db.session.scalars(query))


def count_views(person_id: str) -> int:
    """Count how often somebody looked at a person."""
    return db.session.scalar(select(func.count()).select_from(PersonView).where(_of_one(person_id))) or 0


def _of_one(person_id: str) -> ColumnElement[bool]:
    merged = select(Person.id).where(Person.merged_into_id == person_id)
    return or_(PersonView.person_id == person_id, PersonView.person_id.in_(merged))
