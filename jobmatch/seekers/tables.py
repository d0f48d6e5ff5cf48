"""Submissions as they arrived, the people they turned out to be, and what those people look for and can do."""

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.accounts.tables import Town
from jobmatch.people.tables import CITIZEN_NUMBER_FIELD, Person
from jobmatch.seekers.answers import identity_in
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned, choice
from jobmatch.storage.indexes import BlindIndex
from jobmatch.storage.sealed import Sealed


class Entrance(enum.StrEnum):
    """Through which entrance a submission came."""

    KIOSK = "kiosk"
    DESK = "desk"
    PHONE = "phone"
    VILLAGE = "village"
    PAPER = "paper"


class SeekerState(enum.StrEnum):
    """Whether a seeker waits for suggestions."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class Submission(Keyed, InDistrict, Base):
    """What somebody handed in, unchanged for good. It is not a person: see ``SubmissionLink``.

    The key is the one that the entrance's own device made, so a retry is recognised. All answers are sealed together.
    """

    __tablename__ = "submissions"
    __table_args__ = (
        Index("ix_submissions_source", "source", "received_at"),
        Index("ix_submissions_fair", "fair_id", "received_at"),
    )

    fair_id: Mapped[str | None] = mapped_column(ForeignKey("fairs.id"))
    source: Mapped[str | None] = mapped_column(String(64))
    entrance: Mapped[Entrance] = mapped_column(choice(Entrance, "have_a_known_entrance"))
    locale: Mapped[str] = mapped_column(String(12))
    answers = Sealed()
    answers_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    citizen_number_index: Mapped[str | None] = mapped_column(String(64), index=True)
    citizen_number_look_up = BlindIndex(CITIZEN_NUMBER_FIELD, "citizen_number_index", of="answers", read=identity_in)
    body_hash: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime] = mapped_column(Instant, index=True)
    link: Mapped["SubmissionLink | None"] = relationship(back_populates="submission")


class Registration(Keyed, InDistrict, Base):
    """A person registers as looking for work: once at a fair, however many submissions led to it.

    ``fair_id`` None: outside a fair, such as with a village officer; one a day.
    """

    __tablename__ = "registrations"
    __table_args__ = (UniqueConstraint("fair_id", "person_id", name="are_one_per_person_and_fair"),)

    fair_id: Mapped[str | None] = mapped_column(ForeignKey("fairs.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    registered_at: Mapped[datetime] = mapped_column(Instant)


class SubmissionLink(Keyed, Base):
    """A member of staff has seen who handed a submission in (*identity seen*)."""

    __tablename__ = "submission_links"
    __table_args__ = (UniqueConstraint("submission_id", name="say_once_whose_submission_it_is"),)

    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    registration_id: Mapped[str | None] = mapped_column(ForeignKey("registrations.id", ondelete="SET NULL"))
    seen_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    seen_at: Mapped[datetime] = mapped_column(Instant)
    submission: Mapped[Submission] = relationship(back_populates="link")


class Seeker(InDistrict, Versioned, Base):
    """A person's job-seeking profile; it has the person's own id. Functions and needs, never a diagnosis.

    ``functions`` maps a word to can or cannot (absent = unknown); ``shown_needs`` are the needs that the person
    ticked for employers to see; ``licences`` None = never asked; ``job_facts_only``: the person wants positions in an
    order that does not turn on them; wages are 分 a month, distance is kilometres.
    """

    __tablename__ = "seekers"
    __table_args__ = (
        CheckConstraint("wage_floor_fen > 0", name="ask_for_some_wage_or_name_none"),
        CheckConstraint("hours_week > 0 AND hours_week <= 168", name="fit_into_a_week"),
        CheckConstraint("distance_km > 0", name="can_go_some_distance_or_name_none"),
    )

    id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text, default="")
    wanted: Mapped[list[str]] = mapped_column(default=list)
    wanted_codes: Mapped[list[str]] = mapped_column(default=list)
    history: Mapped[list[Any]] = mapped_column(default=list)
    functions: Mapped[dict[str, str]] = mapped_column(default=dict)
    needs: Mapped[list[str]] = mapped_column(default=list)
    shown_needs: Mapped[list[str]] = mapped_column(default=list)
    refusals: Mapped[list[str]] = mapped_column(default=list)
    licences: Mapped[list[Any] | None]
    wage_floor_fen: Mapped[int | None]
    hours_week: Mapped[int | None]
    distance_km: Mapped[int | None]
    town_id: Mapped[str | None] = mapped_column(ForeignKey("towns.id"))
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    education: Mapped[str | None] = mapped_column(String(20))
    job_facts_only: Mapped[bool] = mapped_column(default=False)
    state: Mapped[SeekerState] = mapped_column(choice(SeekerState, "are_open_paused_or_closed"))
    since_on: Mapped[date]
    person: Mapped[Person] = relationship()
    town: Mapped[Town | None] = relationship()
