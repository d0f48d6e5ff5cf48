"""What stands beside a holder: who cares for them, a military certificate, and what somebody still has to do for them.

Names and telephones of relations are sealed like the person's own: they are other people, who were not asked.
"""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.accounts.tables import User
from jobmatch.people.found_at_work import Found
from jobmatch.people.tables import PHONE_FIELD, Person
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, choice
from jobmatch.storage.indexes import BlindIndex
from jobmatch.storage.sealed import Sealed

MILITARY_NUMBER_FIELD = "military_certificates.number"
RELATION_NAME_FIELD = "person_relations.name"
OPEN_TASK = text("done_at IS NULL")


class MilitaryCertificate(Keyed, InDistrict, Base):
    """A disabled military personnel certificate (残疾军人证). ``soldier_grade`` 1 (heaviest) to 10; 1–8 count.

    The form of its number varies and is not judged. ``valid_until`` None = without an end.
    """

    __tablename__ = "military_certificates"
    __table_args__ = (
        Index("ix_military_certificates_number", "district_id", "number_index"),
        CheckConstraint("soldier_grade BETWEEN 1 AND 10", name="have_a_known_soldier_grade"),
        CheckConstraint("valid_until > valid_from", name="end_after_they_begin"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    number = Sealed()
    number_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    number_index: Mapped[str] = mapped_column(String(64))
    number_look_up = BlindIndex(MILITARY_NUMBER_FIELD, "number_index", of="number", follows=True)
    soldier_grade: Mapped[int]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class RelationKind(enum.StrEnum):
    """What somebody is to a holder: guardian in law, companion on the way and at work, or whom to ring."""

    GUARDIAN = "guardian"
    COMPANION = "companion"
    CONTACT = "contact"


class Relationship(enum.StrEnum):
    """How they are related."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    RELATIVE = "relative"
    NEIGHBOUR = "neighbour"
    VILLAGE = "village"
    OTHER = "other"


class GuardianCapacity(enum.StrEnum):
    """By what a guardian is one: by law, by appointment, by agreement beforehand (Civil Code art. 28, 31, 33)."""

    STATUTORY = "statutory"
    APPOINTED = "appointed"
    AGREED = "agreed"


class PersonRelation(Keyed, InDistrict, Base):
    """Somebody who stands beside a person from a day until a day (None = still)."""

    __tablename__ = "person_relations"
    __table_args__ = (
        CheckConstraint("(kind = 'guardian') = (capacity IS NOT NULL)", name="of_guardians_say_by_what"),
        CheckConstraint("until_on >= from_on", name="end_no_earlier_than_they_begin"),
        Index("ix_person_relations_name", "district_id", "name_index"),
        Index("ix_person_relations_phone", "district_id", "phone_index"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[RelationKind] = mapped_column(choice(RelationKind, "are_of_a_known_kind"))
    name = Sealed()
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    name_index: Mapped[str] = mapped_column(String(64))
    name_look_up = BlindIndex(RELATION_NAME_FIELD, "name_index", of="name", follows=True)
    relationship: Mapped[Relationship] = mapped_column(choice(Relationship, "are_of_a_known_relationship"))
    phone = Sealed()
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[str | None] = mapped_column(String(64))
    phone_look_up = BlindIndex(PHONE_FIELD, "phone_index", of="phone", follows=True)
    capacity: Mapped[GuardianCapacity | None] = mapped_column(choice(GuardianCapacity, "have_a_known_capacity"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]


class TaskKind(enum.StrEnum):
    """What somebody has to do for a person."""

    RENEW_CERTIFICATE = "renew_certificate"
    RING = "ring"
    VISIT = "visit"
    PAPERS = "papers"
    FOLLOW_UP = "follow_up"
    OTHER = "other"


class Task(Keyed, InDistrict, Base):
    """Something to do for a person by a day. The nightly run books renewals; ``made_by`` None = it did.

    ``done_by`` None beside ``done_at``: the reason is gone (the card was renewed), nobody had to do anything.
    ``found``: what a follow-up found at work.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint("done_by IS NULL OR done_at IS NOT NULL", name="done_by_somebody_are_done"),
        CheckConstraint(
            "found IS NULL OR (kind = 'follow_up' AND done_by IS NOT NULL)",
            name="that_found_something_are_follow_ups_that_somebody_did",
        ),
        Index(
            "a_person_has_one_open_task_of_a_kind",
            "person_id",
            "kind",
            unique=True,
            sqlite_where=OPEN_TASK,
            postgresql_where=OPEN_TASK,
        ),
        Index("ix_tasks_open", "district_id", "done_at", "due_on"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[TaskKind] = mapped_column(choice(TaskKind, "are_of_a_known_kind"))
    due_on: Mapped[date]
    assigned_to: Mapped[str | None] = mapped_column(ForeignKey("users.id"), index=True)
    made_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    done_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    note: Mapped[str | None] = mapped_column(String(200))
    found: Mapped[Found | None] = mapped_column(choice(Found, "found_a_known_thing"))
    person: Mapped[Person] = relationship()
    assignee: Mapped[User | None] = relationship(foreign_keys=[assigned_to])
