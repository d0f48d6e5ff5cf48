"""The yearly update round (动态更新): which villages, who is to be asked, and how far they have come.

What is asked is the national app's business: nothing of its questions or answers is kept here.
"""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.accounts.tables import Village
from jobmatch.people.situation_tables import SituationKind
from jobmatch.people.tables import Person
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, choice

OPEN = text("closed_at IS NULL")


class EntryState(enum.StrEnum):
    """How far somebody's questions are: still to ask, asked, not to be found, would not be asked."""

    OPEN = "open"
    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    REFUSED = "refused"


class UpdateRound(Keyed, InDistrict, Base):
    """One round of a year, from the day it was begun until the day it is due."""

    __tablename__ = "update_rounds"
    __table_args__ = (
        CheckConstraint("due_on >= begun_on", name="are_due_after_they_begin"),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="are_closed_by_somebody"),
        Index(
            "a_district_has_one_open_update_round_a_year",
            "district_id",
            "year",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    year: Mapped[int]
    begun_on: Mapped[date]
    begun_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    due_on: Mapped[date]
    closed_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class UpdateRoundEntry(Keyed, InDistrict, Base):
    """One holder in a round. ``village_id`` is where they lived when it began; ``answer`` is what the result said."""

    __tablename__ = "update_round_entries"
    __table_args__ = (
        UniqueConstraint("round_id", "person_id", name="name_a_person_once_a_round"),
        CheckConstraint("(state = 'open') = (done_at IS NULL)", name="that_are_done_say_when"),
        CheckConstraint("(done_at IS NULL) = (done_by IS NULL)", name="that_are_done_say_by_whom"),
        CheckConstraint(
            "answer IS NULL OR state NOT IN ('open', 'not_found', 'refused')",
            name="have_an_answer_once_they_are_answered",
        ),
        Index("ix_update_round_entries_progress", "round_id", "village_id", "state"),
    )

    round_id: Mapped[str] = mapped_column(ForeignKey("update_rounds.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    village_id: Mapped[str] = mapped_column(String(36), ForeignKey("villages.id"), index=True)
    state: Mapped[EntryState] = mapped_column(choice(EntryState, "are_in_a_known_state"))
    answer: Mapped[SituationKind | None] = mapped_column(choice(SituationKind, "have_a_known_answer"))
    done_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    round: Mapped[UpdateRound] = relationship()
    person: Mapped[Person] = relationship()
    village: Mapped[Village] = relationship()
