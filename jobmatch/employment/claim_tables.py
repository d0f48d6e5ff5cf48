"""Claims to months of work, and what happens when two employers claim the same one.

One accepted claim for each person and month is a rule of the database, not of the program.
"""

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.employers.tables import Employer
from jobmatch.people.tables import Person
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned, choice

ACCEPTED = text("state = 'accepted'")
STANDING = text("state IN ('accepted', 'uncounted', 'contested')")
UNDECIDED = text("decided_at IS NULL")


class ClaimState(enum.StrEnum):
    """What has become of a claim. ``uncounted``: it stands, but the month does not count; its reasons say why."""

    ACCEPTED = "accepted"
    UNCOUNTED = "uncounted"
    CONTESTED = "contested"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


class ContestGround(enum.StrEnum):
    """On what ground a contest was decided (残联厅函〔2022〕63号 一(三))."""

    CONTRACT_SIGNER = "contract_signer"
    DISPATCH_AGREEMENT = "dispatch_agreement"
    PAID_AND_INSURED = "paid_and_insured"
    HAD_LEFT = "had_left"
    NO_EVIDENCE = "no_evidence"
    OTHER_WITHDREW = "other_withdrew"


class MonthClaim(Keyed, InDistrict, Versioned, Base):
    """An employer claims one month of one person's work for its quota.

    ``weight``: for how many it counts, 0 where it does not. ``facts`` is what the employer stated, ``reasons`` why the
    month does not count and what to look out for: keys with values, as on the day ``submitted_on``.
    """

    __tablename__ = "month_claims"
    __table_args__ = (
        Index(
            "a_person_month_is_credited_once",
            "person_id",
            "month",
            unique=True,
            sqlite_where=ACCEPTED,
            postgresql_where=ACCEPTED,
        ),
        Index(
            "an_employer_claims_a_person_month_once",
            "employer_id",
            "person_id",
            "month",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
        Index("ix_month_claims_person", "person_id", "month"),
        CheckConstraint("length(month) = 7", name="are_written_year_and_month"),
        CheckConstraint("weight BETWEEN 0 AND 2", name="count_for_two_at_most"),
        CheckConstraint("state NOT IN ('accepted', 'contested') OR weight > 0", name="that_are_accepted_count"),
        CheckConstraint("state <> 'uncounted' OR weight = 0", name="that_do_not_count_weigh_nothing"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    employer_id: Mapped[str] = mapped_column(ForeignKey("employers.id"))
    month: Mapped[str] = mapped_column(String(7))
    state: Mapped[ClaimState] = mapped_column(choice(ClaimState, "are_in_a_known_state"))
    weight: Mapped[int]
    submitted_on: Mapped[date]
    facts: Mapped[dict[str, Any]]
    reasons: Mapped[list[Any]]
    claimed_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    claimed_at: Mapped[datetime] = mapped_column(Instant)
    employer: Mapped[Employer] = relationship()
    person: Mapped[Person] = relationship()


class MonthContest(Keyed, InDistrict, Versioned, Base):
    """Two employers claimed the same month of somebody's work: a caseworker reads both files and decides.

    Neither employer learns of the other. ``kept_claim_id`` None with a decision: neither is credited.
    """

    __tablename__ = "month_contests"
    __table_args__ = (
        Index(
            "a_person_month_is_contested_once_at_a_time",
            "person_id",
            "month",
            "later_claim_id",
            unique=True,
            sqlite_where=UNDECIDED,
            postgresql_where=UNDECIDED,
        ),
        CheckConstraint("earlier_claim_id <> later_claim_id", name="are_between_two_claims"),
        CheckConstraint(
            "kept_claim_id IS NULL OR kept_claim_id IN (earlier_claim_id, later_claim_id)",
            name="are_decided_for_one_of_the_two",
        ),
        CheckConstraint(
            "(decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (ground IS NULL)",
            name="are_decided_by_somebody_on_a_ground",
        ),
        CheckConstraint("decided_at IS NULL OR length(note) > 0", name="are_decided_with_reasons"),
        Index("ix_month_contests_person", "person_id"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    month: Mapped[str] = mapped_column(String(7))
    earlier_claim_id: Mapped[str] = mapped_column(ForeignKey("month_claims.id"))
    later_claim_id: Mapped[str] = mapped_column(ForeignKey("month_claims.id"))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    answer_by: Mapped[date]
    kept_claim_id: Mapped[str | None] = mapped_column(ForeignKey("month_claims.id"))
    ground: Mapped[ContestGround | None] = mapped_column(choice(ContestGround, "are_decided_on_a_known_ground"))
    note: Mapped[str | None] = mapped_column(Text)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    earlier: Mapped[MonthClaim] = relationship(foreign_keys=[earlier_claim_id])
    later: Mapped[MonthClaim] = relationship(foreign_keys=[later_claim_id])
    answers: Mapped[list["ContestAnswer"]] = relationship(order_by="ContestAnswer.answered_at")


class ContestAnswer(Keyed, Base):
    """What an employer says to a contest (right to answer), once for each claim."""

    __tablename__ = "contest_answers"
    __table_args__ = (UniqueConstraint("contest_id", "claim_id", name="are_given_once_a_claim"),)

    contest_id: Mapped[str] = mapped_column(ForeignKey("month_contests.id"))
    claim_id: Mapped[str] = mapped_column(ForeignKey("month_claims.id"))
    text: Mapped[str] = mapped_column(Text)
    answered_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    answered_at: Mapped[datetime] = mapped_column(Instant)
