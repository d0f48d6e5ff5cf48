"""Referrals and their history."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.employers.tables import Position
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned, choice

OPEN_STATES = text("state IN ('sent', 'interview', 'offered', 'trial')")


class ReferralState(enum.StrEnum):
    """How far a referral has come; ``referrals/rules.py`` says which steps exist."""

    SENT = "sent"
    INTERVIEW = "interview"
    OFFERED = "offered"
    TRIAL = "trial"
    HIRED = "hired"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Referral(Keyed, InDistrict, Versioned, Base):
    """A member of staff recommends a seeker for a position. The employer sees ``pseudonym`` until there is consent."""

    __tablename__ = "referrals"
    __table_args__ = (
        Index(
            "a_seeker_is_referred_once_at_a_time",
            "seeker_id",
            "position_id",
            unique=True,
            sqlite_where=OPEN_STATES,
            postgresql_where=OPEN_STATES,
        ),
        UniqueConstraint("district_id", "pseudonym", name="have_a_pseudonym_of_their_own"),
        Index("ix_referrals_state", "district_id", "state"),
    )

    seeker_id: Mapped[str] = mapped_column(ForeignKey("seekers.id"))
    position_id: Mapped[str] = mapped_column(ForeignKey("positions.id"), index=True)
    state: Mapped[ReferralState] = mapped_column(choice(ReferralState, "are_in_a_known_state"))
    pseudonym: Mapped[str] = mapped_column(String(10))
    made_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    meet_on: Mapped[date | None]
    seeker: Mapped[Seeker] = relationship()
    position: Mapped[Position] = relationship()
    steps: Mapped[list["ReferralStep"]] = relationship(back_populates="referral", order_by="(ReferralStep.number)")


class ReferralStep(Keyed, Base):
    """One step of a referral, decided by a person (constraint): from what, to what, when, why."""

    __tablename__ = "referral_steps"
    __table_args__ = (
        UniqueConstraint("referral_id", "number", name="are_taken_one_after_another"),
        CheckConstraint("from_state <> to_state", name="lead_somewhere_else"),
    )

    referral_id: Mapped[str] = mapped_column(ForeignKey("referrals.id"))
    number: Mapped[int]
    from_state: Mapped[ReferralState | None] = mapped_column(choice(ReferralState, "begin_in_a_known_state"))
    to_state: Mapped[ReferralState] = mapped_column(choice(ReferralState, "end_in_a_known_state"))
    reason: Mapped[str | None] = mapped_column(String(40))
    note: Mapped[str | None] = mapped_column(Text)
    decided_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime] = mapped_column(Instant)
    referral: Mapped[Referral] = relationship(back_populates="steps")
