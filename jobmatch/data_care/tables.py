"""Merges with every value they moved, corrections, requests about data, erasures, and whom nobody has heard of."""

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.people.tables import Person
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned, choice
from jobmatch.storage.sealed import Sealed

IN_FORCE = text("undone_at IS NULL")
UNANSWERED = text("over_at IS NULL")


class MergeReason(enum.StrEnum):
    """How somebody knows that two rows are one person."""

    SAME_CARD = "same_card"
    TOLD = "told"
    SAME_RECORDS = "same_records"


class UndoReason(enum.StrEnum):
    """Why a merge is taken back."""

    TWO_PEOPLE = "two_people"
    WRONG_CHOICE = "wrong_choice"


class MergeContestKind(enum.StrEnum):
    """What both rows had, of which only one can stand."""

    CONSENT = "consent"
    REGISTRATION = "registration"
    REFERRAL = "referral"
    SPELL = "spell"


class Decision(enum.StrEnum):
    """Which of the two stands: what the survivor had, or the other one."""

    KEPT = "kept"
    OTHER = "other"


class Merge(Keyed, InDistrict, Versioned, Base):
    """Two rows were one person: ``gone`` went into ``kept``. ``left_alone`` lists what an undo did not overwrite.

    ``left_alone`` is a list of [table, row, column]; a merge that is undone stays, its moves too.
    """

    __tablename__ = "merges"
    __table_args__ = (
        Index(
            "a_person_is_merged_once",
            "gone_id",
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        ),
        CheckConstraint("kept_id <> gone_id", name="join_two_people"),
        CheckConstraint("(undone_by IS NULL) = (undone_at IS NULL)", name="are_undone_by_somebody"),
        CheckConstraint("undone_at >= merged_at", name="are_undone_after_they_were_made"),
    )

    kept_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    gone_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    reason: Mapped[MergeReason] = mapped_column(choice(MergeReason, "have_a_known_reason"))
    merged_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    merged_at: Mapped[datetime] = mapped_column(Instant)
    undone_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    undo_reason: Mapped[UndoReason | None] = mapped_column(choice(UndoReason, "are_undone_for_a_known_reason"))
    left_alone: Mapped[list[Any]] = mapped_column(default=list)
    kept: Mapped[Person] = relationship(foreign_keys=[kept_id])
    gone: Mapped[Person] = relationship(foreign_keys=[gone_id])
    contests: Mapped[list["MergeContest"]] = relationship(back_populates="merge", order_by="MergeContest.id")


class MergeMove(Keyed, Base):
    """One value that a merge changed: table, row, column, from, to. Sealed, for it may be a name or a number.

    ``before`` and ``after`` are JSON. ``column_name`` ``*`` is a whole row that the merge made.
    """

    __tablename__ = "merge_moves"
    __table_args__ = (UniqueConstraint("merge_id", "number", name="are_made_one_after_another"),)

    merge_id: Mapped[str] = mapped_column(ForeignKey("merges.id"))
    number: Mapped[int]
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[str] = mapped_column(String(36), index=True)
    column_name: Mapped[str] = mapped_column(String(60))
    before = Sealed()
    before_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    after = Sealed()
    after_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class MergeContest(Keyed, InDistrict, Versioned, Base):
    """Both rows had it and only one can stand: ``row_id`` stayed with the one merged away, without effect, until
    somebody decides; ``against`` lists the survivor's rows that it cannot stand beside."""

    __tablename__ = "merge_contests"
    __table_args__ = (
        UniqueConstraint("merge_id", "row_id", name="are_about_a_row_once"),
        CheckConstraint("(decision IS NULL) = (decided_by IS NULL)", name="are_decided_by_somebody"),
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="are_decided_at_some_time"),
    )

    merge_id: Mapped[str] = mapped_column(ForeignKey("merges.id"))
    kind: Mapped[MergeContestKind] = mapped_column(choice(MergeContestKind, "are_of_a_known_kind"))
    row_id: Mapped[str] = mapped_column(String(36))
    against: Mapped[list[str]]
    decision: Mapped[Decision | None] = mapped_column(choice(Decision, "have_a_known_decision"))
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    merge: Mapped[Merge] = relationship(back_populates="contests")


class CorrectedField(enum.StrEnum):
    """What of a person can be corrected."""

    NAME = "name"
    CITIZEN_NUMBER = "citizen_number"
    BORN_ON = "born_on"
    PHONE = "phone"
    TOWN = "town"


class CorrectionReason(enum.StrEnum):
    """Why a value was corrected."""

    PERSON_ASKED = "person_asked"
    CARD_DIFFERS = "card_differs"
    CHANGED = "changed"
    TYPED_WRONG = "typed_wrong"


class Correction(Keyed, InDistrict, Base):
    """One value of a person that was corrected (PIPL art. 46): the old and the new one as words, sealed."""

    __tablename__ = "corrections"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    field: Mapped[CorrectedField] = mapped_column(choice(CorrectedField, "are_of_a_known_field"))
    before = Sealed()
    before_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    after = Sealed()
    after_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    reason: Mapped[CorrectionReason] = mapped_column(choice(CorrectionReason, "have_a_known_reason"))
    corrected_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    corrected_at: Mapped[datetime] = mapped_column(Instant)


class RequestKind(enum.StrEnum):
    """What a person asks about their data (PIPL art. 44–48)."""

    SEE = "see"
    COPY = "copy"
    CORRECT = "correct"
    ERASE = "erase"
    EXPLAIN = "explain"


class RequestOutcome(enum.StrEnum):
    """What became of a request."""

    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class DataRequest(Keyed, InDistrict, Versioned, Base):
    """A request about data, with the day by which it is answered."""

    __tablename__ = "data_requests"
    __table_args__ = (
        CheckConstraint("due_on >= received_on", name="are_due_after_they_came"),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="are_closed_by_somebody"),
        CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="are_closed_with_an_outcome"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[RequestKind] = mapped_column(choice(RequestKind, "are_of_a_known_kind"))
    received_on: Mapped[date]
    due_on: Mapped[date]
    recorded_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    outcome: Mapped[RequestOutcome | None] = mapped_column(choice(RequestOutcome, "have_a_known_outcome"))
    person: Mapped[Person] = relationship()


class Ground(enum.StrEnum):
    """Why somebody's data is erased (PIPL art. 47)."""

    ASKED = "asked"
    WITHDREW = "withdrew"
    INACTIVE = "inactive"


class Erasure(Keyed, InDistrict, Base):
    """Somebody's data was erased; ``holds`` lists what the law keeps for now: [what, until (ISO day or None)].

    ``held`` is what a levy audit may still ask for, sealed; it goes when its time is over. ``scrubbed_at``: since then
    nothing of what was erased is left in the files of the database.
    """

    __tablename__ = "erasures"
    __table_args__ = (
        UniqueConstraint("person_id", name="are_one_per_person"),
        CheckConstraint("ground = 'inactive' OR erased_by IS NOT NULL", name="are_decided_by_a_person_where_asked"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    ground: Mapped[Ground] = mapped_column(choice(Ground, "have_a_known_ground"))
    erased_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    erased_at: Mapped[datetime] = mapped_column(Instant)
    holds: Mapped[list[Any]]
    held = Sealed()
    held_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    scrubbed_at: Mapped[datetime | None] = mapped_column(Instant)


class KeepReason(enum.StrEnum):
    """Why somebody who was not active is kept all the same."""

    STILL_WANTS = "still_wants"
    IN_CONTACT = "in_contact"
    OPEN_MATTER = "open_matter"


class RetentionWarning(Keyed, InDistrict, Versioned, Base):
    """Nobody has heard of somebody for long: on ``erase_on`` their data goes, unless somebody keeps it."""

    __tablename__ = "retention_warnings"
    __table_args__ = (
        CheckConstraint("(kept_by IS NULL) = (kept_at IS NULL)", name="are_answered_by_somebody"),
        CheckConstraint("(kept_at IS NULL) = (keep_reason IS NULL)", name="are_answered_with_a_reason"),
        Index(
            "a_person_is_warned_of_once_at_a_time",
            "person_id",
            unique=True,
            sqlite_where=UNANSWERED,
            postgresql_where=UNANSWERED,
        ),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    last_active_on: Mapped[date]
    warned_at: Mapped[datetime] = mapped_column(Instant)
    erase_on: Mapped[date]
    over_at: Mapped[datetime | None] = mapped_column(Instant)
    kept_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    kept_at: Mapped[datetime | None] = mapped_column(Instant)
    keep_reason: Mapped[KeepReason | None] = mapped_column(choice(KeepReason, "are_answered_for_a_known_reason"))
    person: Mapped[Person] = relationship()
