"""Acts on what stands beside a person: relations, military certificates, tasks, where and how they are reached."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from jobmatch import clock
from jobmatch.accounts.tables import Village
from jobmatch.people.companion_tables import (
    GuardianCapacity,
    MilitaryCertificate,
    PersonRelation,
    RelationKind,
    Relationship,
    Task,
    TaskKind,
)
from jobmatch.people.tables import ContactChannel, Person
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.wording import SentenceError


class CompanionRefusedError(SentenceError):
    """Something beside a person cannot be changed so; its sentence says why."""


@dataclass(frozen=True, repr=False)
class NewRelation:
    """Who stands beside a person, and since when. ``capacity`` for guardians only."""

    kind: RelationKind
    name: str
    relationship: Relationship
    phone: str | None
    capacity: GuardianCapacity | None
    from_on: date


@dataclass(frozen=True, repr=False)
class NewMilitaryCertificate:
    """What stands on a military certificate; ``valid_until`` None = without an end."""

    number: str
    soldier_grade: int
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, repr=False)
class Whereabouts:
    """Where somebody lives and how they want to be reached; without a village the town stays as it is."""

    village: Village | None
    address: str | None
    contact_channel: ContactChannel | None


def add_relation(by: Actor, person: Person, new: NewRelation) -> PersonRelation:
    """Note who stands beside a person. Raises ``BrokenRuleError``."""
    with act(by=by, action="relation.added") as this:
        row = PersonRelation(district_id=person.district_id, person_id=person.id, kind=new.kind)
        row.name, row.phone = new.name, new.phone
        row.relationship, row.capacity, row.from_on = new.relationship, new.capacity, new.from_on
        db.session.add(row)
        this.about(row)
        this.note(person=person.id, kind=new.kind.value)
    return row


def end_relation(by: Actor, relation: PersonRelation, until_on: date) -> None:
    """Note until when somebody stood beside a person. Raises ``CompanionRefusedError`` and ``BrokenRuleError``."""
    with act(by=by, action="relation.ended", about=relation) as this:
        if relation.until_on is not None:
            raise CompanionRefusedError("companion.ended_already")
        relation.until_on = until_on
        this.note(person=relation.person_id)


def add_military_certificate(by: Actor, person: Person, new: NewMilitaryCertificate) -> MilitaryCertificate:
    """Note a person's military certificate. Raises ``BrokenRuleError``."""
    with act(by=by, action="military_certificate.added") as this:
        row = MilitaryCertificate(district_id=person.district_id, person_id=person.id)
        row.number, row.soldier_grade = new.number, new.soldier_grade
        row.valid_from, row.valid_until = new.valid_from, new.valid_until
        db.session.add(row)
        this.about(row)
        this.note(person=person.id)
    return row


def add_task(by: Actor, person: Person, kind: TaskKind, due_on: date, note: str | None) -> Task:
    """Take something to do for a person upon oneself. Raises ``BrokenRuleError`` where the same is open already.

    Follow-ups are booked by the hire itself (``referrals/following.py``).
    """
    with act(by=by, action="task.added") as this:
        made = {"made_by": by.human_id, "made_at": clock.now(), "assigned_to": by.human_id}
        row = Task(district_id=person.district_id, person_id=person.id, kind=kind, due_on=due_on, note=note, **made)
        db.session.add(row)
        this.about(row)
        this.note(person=person.id, kind=kind.value)
    return row


def finish_task(by: Actor, task: Task) -> None:
    """Tick a task off. Raises ``CompanionRefusedError`` when somebody was quicker."""
    with act(by=by, action="task.done", about=task) as this:
        # Asked for anew: no database locks the far side of the outer join that the page asked for.
        held = select(Task).where(Task.id == task.id).with_for_update().execution_options(populate_existing=True)
        task = db.session.scalars(held).one()
        if task.done_at is not None:
            raise CompanionRefusedError("companion.done_already")
        if task.kind is TaskKind.FOLLOW_UP:
            raise CompanionRefusedError("companion.say_what_was_found")
        task.done_at, task.done_by = clock.now(), by.human_id
        this.note(person=task.person_id, kind=task.kind.value)


def set_whereabouts(by: Actor, person: Person, seen: int, new: Whereabouts) -> None:
    """Note where a person lives and how they are reached; ``seen`` is the version that the page showed.

    Raises ``BrokenRuleError`` when somebody changed the person meanwhile.
    """
    with act(by=by, action="person.whereabouts_set", about=person):
        if person.version != seen:
            raise BrokenRuleError("changed_by_someone_else")
        if new.village is not None:
            person.town_id = new.village.town_id
        person.village_id = new.village.id if new.village else None
        if new.address != person.address:
            person.address = new.address
        person.contact_channel = new.contact_channel
