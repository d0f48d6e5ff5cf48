"""Questions about what stands beside a person: relations, military certificates, tasks, and who is of one family."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from jobmatch.accounts.tables import Town, Village
from jobmatch.people.companion_tables import MilitaryCertificate, PersonRelation, RelationKind, Task
from jobmatch.people.register_tables import CertificateComponent
from jobmatch.people.tables import Person
from jobmatch.storage.base import db

FAMILY_MOST = 20


def list_relations(person_id: str) -> list[PersonRelation]:
    """List who stands or stood beside a person: those who still do first, newest first."""
    query = select(PersonRelation).where(PersonRelation.person_id == person_id)
    over = PersonRelation.until_on.is_not(None)
    return list(db.session.scalars(query.order_by(over, PersonRelation.from_on.desc(), PersonRelation.id)))


def find_relation(district_id: str, relation_id: str) -> PersonRelation | None:
    """Return the relation of that key in that district, or None."""
    query = select(PersonRelation).where(PersonRelation.district_id == district_id, PersonRelation.id == relation_id)
    return db.session.scalar(query)


def list_military(person_id: str) -> list[MilitaryCertificate]:
    """List a person's military certificates, newest first."""
    query = select(MilitaryCertificate).where(MilitaryCertificate.person_id == person_id)
    newest = (MilitaryCertificate.valid_from.desc(), MilitaryCertificate.id)
    return list(db.session.scalars(query.order_by(*newest)))


def components_of(certificate_ids: Iterable[str]) -> dict[str, list[CertificateComponent]]:
    """Map certificates of a multiple disability to what each joins, the heaviest first."""
    query = select(CertificateComponent).where(CertificateComponent.certificate_id.in_(list(certificate_ids)))
    found: dict[str, list[CertificateComponent]] = {}
    for one in db.session.scalars(query.order_by(CertificateComponent.grade, CertificateComponent.kind)):
        found.setdefault(one.certificate_id, []).append(one)
    return found


def list_tasks(person_id: str) -> list[Task]:
    """List what is and was to do for a person: what is open first, by its day."""
    query = select(Task).where(Task.person_id == person_id).options(joinedload(Task.assignee))
    return list(db.session.scalars(query.order_by(Task.done_at.is_not(None), Task.due_on, Task.id)))


def find_task(district_id: str, task_id: str) -> Task | None:
    """Return the task of that key in that district, or None."""
    query = select(Task).where(Task.district_id == district_id, Task.id == task_id)
    return db.session.scalar(query.options(joinedload(Task.person)))


def list_open_tasks(
    district_id: str, user_id: str | None = None, limit: int | None = None, offset: int = 0
) -> list[Task]:
    """List what is open in a district, what is due first; with ``user_id`` only what that account is to do."""
    query = select(Task).join(Task.person).where(*_open(district_id, user_id))
    query = query.options(joinedload(Task.person).joinedload(Person.town), joinedload(Task.assignee))
    return list(db.session.scalars(query.order_by(Task.due_on, Task.id).limit(limit).offset(offset)))


def count_open_tasks(district_id: str, user_id: str | None = None) -> int:
    """Count the tasks that ``list_open_tasks`` would list without a limit."""
    query = select(func.count()).select_from(Task).join(Task.person).where(*_open(district_id, user_id))
    return db.session.scalar(query) or 0


def _open(district_id: str, user_id: str | None) -> tuple[ColumnElement[bool], ...]:
    rules: tuple[ColumnElement[bool], ...] = (
        Task.district_id == district_id,
        Task.done_at.is_(None),
        Person.merged_into_id.is_(None),
    )
    return rules if user_id is None else (*rules, Task.assigned_to == user_id)


def list_villages(district_id: str) -> list[Village]:
    """List the villages of a district, town by town."""
    query = select(Village).join(Village.town).where(Village.district_id == district_id)
    query = query.options(joinedload(Village.town))
    return list(db.session.scalars(query.order_by(Town.name, Village.name, Village.id)))


def list_family(person: Person) -> list[Person]:
    """List the other people who live at the same address, or have the same guardian or telephone.

    A guardian of the same name counts within one town only, for many share a name. Compared by blind indexes: while
    the index key is being changed, somebody may be missing for some minutes.
    """
    mine = select(PersonRelation).where(PersonRelation.person_id == person.id, PersonRelation.until_on.is_(None))
    same: list[ColumnElement[bool]] = []
    for one in db.session.scalars(mine.order_by(PersonRelation.id)):
        if one.phone_index is not None:
            same.append(PersonRelation.phone_index == one.phone_index)
            same.append(Person.phone_index == one.phone_index)
        if one.kind is RelationKind.GUARDIAN:
            here = (PersonRelation.kind == one.kind) & (Person.town_id == person.town_id)
            same.append((PersonRelation.name_index == one.name_index) & here)
    if person.address_index is not None:
        same.append(Person.address_index == person.address_index)
    if person.phone_index is not None:
        same.append(PersonRelation.phone_index == person.phone_index)
    if not same:
        return []
    still = (PersonRelation.person_id == Person.id) & PersonRelation.until_on.is_(None)
    query = select(Person).outerjoin(PersonRelation, still).where(or_(*same))
    query = query.where(
        Person.district_id == person.district_id, Person.id != person.id, Person.merged_into_id.is_(None)
    )
    keys = query.with_only_columns(Person.id).distinct()
    found = select(Person).where(Person.id.in_(keys)).order_by(Person.name, Person.id).limit(FAMILY_MOST)
    return list(db.session.scalars(found.options(joinedload(Person.town))))
