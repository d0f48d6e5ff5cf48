"""Special support (专项扶持): what somebody is given on the way to work beside a referral."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.people.tables import Person
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned, choice


class SupportKind(enum.StrEnum):
    """What the support is."""

    GRANT = "grant"
    AID = "aid"
    TRAINING = "training"
    JOB_COACH = "job_coach"
    START_UP = "start_up"


class SpecialSupport(Keyed, InDistrict, Versioned, Base):
    """Somebody is given special support on a day. ``amount_fen``: 分, where it is money.

    What was noted by mistake stays with the reason why (``void_reason``) and counts nowhere.
    """

    __tablename__ = "special_supports"
    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="are_worth_something_or_name_no_amount"),
        CheckConstraint("void_reason <> ''", name="that_are_void_say_why"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[SupportKind] = mapped_column(choice(SupportKind, "are_of_a_known_kind"))
    given_on: Mapped[date]
    amount_fen: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)
    recorded_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    void_reason: Mapped[str | None] = mapped_column(Text)
    person: Mapped[Person] = relationship()
