"""Declarations: what an employer hands in for a work year, who is credited in it, and every step it took."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.employers.tables import Employer
from jobmatch.people.tables import Person
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned, choice

LIVE = text("state IN ('submitted', 'returned', 'in_review', 'confirmed')")


class DeclarationState(enum.StrEnum):
    """What has become of a declaration. Before it is handed in there is none: the claims are the draft."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    IN_REVIEW = "in_review"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Declaration(Keyed, InDistrict, Versioned, Base):
    """An employer's declaration for a work year. ``turn`` counts those of one year from 1; one lives at a time.

    ``answer_by``: until when a returned one may be mended. ``confirmed_on`` is the Beijing day of the confirmation.
    """

    __tablename__ = "declarations"
    __table_args__ = (
        UniqueConstraint("employer_id", "work_year", "turn", name="are_numbered_once_a_year"),
        Index(
            "a_year_is_declared_once_at_a_time",
            "employer_id",
            "work_year",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        CheckConstraint("work_year BETWEEN 2000 AND 2100", name="are_of_a_year"),
        CheckConstraint("turn > 0", name="are_numbered_from_one"),
        CheckConstraint(
            "state NOT IN ('confirmed', 'rejected') OR (decided_by IS NOT NULL AND decided_at IS NOT NULL)",
            name="are_decided_by_somebody",
        ),
        CheckConstraint("decided_by <> submitted_by", name="are_decided_by_somebody_else"),
        CheckConstraint("(state = 'confirmed') = (confirmed_on IS NOT NULL)", name="that_are_confirmed_say_when"),
        CheckConstraint("state <> 'returned' OR answer_by IS NOT NULL", name="that_are_returned_say_until_when"),
        Index("ix_declarations_confirmed_on", "district_id", "confirmed_on"),
    )

    employer_id: Mapped[str] = mapped_column(ForeignKey("employers.id"))
    work_year: Mapped[int]
    turn: Mapped[int]
    state: Mapped[DeclarationState] = mapped_column(choice(DeclarationState, "are_in_a_known_state"))
    submitted_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    submitted_at: Mapped[datetime] = mapped_column(Instant)
    answer_by: Mapped[date | None]
    reviewer_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_on: Mapped[date | None]
    employer: Mapped[Employer] = relationship()
    people: Mapped[list["DeclaredPerson"]] = relationship(
        back_populates="declaration", cascade="all, delete-orphan", passive_deletes=True
    )
    steps: Mapped[list["DeclarationStep"]] = relationship(
        order_by="DeclarationStep.number", cascade="all, delete-orphan", passive_deletes=True
    )


class DeclaredPerson(Keyed, Base):
    """Somebody in a declaration. ``by_month``: twelve digits, for how many each month counts (0, 1 or 2).

    ``counted`` months count, ``credited`` is what they add up to: both follow from ``by_month``.
    """

    __tablename__ = "declared_persons"
    __table_args__ = (
        UniqueConstraint("declaration_id", "person_id", name="are_declared_once"),
        CheckConstraint("length(by_month) = 12", name="have_twelve_months"),
        CheckConstraint("counted BETWEEN 0 AND 12", name="count_twelve_months_at_most"),
        CheckConstraint("credited BETWEEN counted AND 2 * counted", name="count_for_two_at_most"),
        Index("ix_declared_persons_person", "person_id"),
    )

    declaration_id: Mapped[str] = mapped_column(ForeignKey("declarations.id", ondelete="CASCADE"))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    by_month: Mapped[str] = mapped_column(String(12))
    counted: Mapped[int]
    credited: Mapped[int]
    declaration: Mapped[Declaration] = relationship(back_populates="people")
    person: Mapped[Person] = relationship()


class DeclarationStep(Keyed, Base):
    """A step of a declaration: into which state, by whom, and, where it went back, what is missing (一次性告知)."""

    __tablename__ = "declaration_steps"
    __table_args__ = (
        UniqueConstraint("declaration_id", "number", name="are_numbered_once"),
        CheckConstraint(
            "to_state NOT IN ('returned', 'rejected') OR length(note) > 0", name="that_go_back_say_what_is_missing"
        ),
    )

    declaration_id: Mapped[str] = mapped_column(ForeignKey("declarations.id", ondelete="CASCADE"))
    number: Mapped[int]
    to_state: Mapped[DeclarationState] = mapped_column(choice(DeclarationState, "lead_to_a_known_state"))
    note: Mapped[str | None] = mapped_column(Text)
    taken_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    taken_at: Mapped[datetime] = mapped_column(Instant)
