"""What became of somebody at an e-commerce fair (电商就业): a partner's contract or a shop, not a hire."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.fairs.tables import Fair
from jobmatch.people.tables import Person
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned, choice


class ResultKind(enum.StrEnum):
    """What somebody became: a partner (合伙人) of the platform, or the keeper of a village shop (村淘)."""

    PARTNER = "partner"
    SHOP = "shop"


class FairResult(Keyed, InDistrict, Versioned, Base):
    """What became of somebody who came to an e-commerce fair, and since when. What was noted by mistake stays with the
    reason why (``void_reason``) and counts nowhere.

    *Decision:* no unique rule over fair, person and kind, or two people who turn out to be one could not be merged; the
    scorecard counts people, not rows.
    """

    __tablename__ = "fair_results"
    __table_args__ = (
        CheckConstraint("void_reason <> ''", name="that_are_void_say_why"),
        Index("ix_fair_results_fair", "fair_id", "on_day"),
    )

    fair_id: Mapped[str] = mapped_column(ForeignKey("fairs.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[ResultKind] = mapped_column(choice(ResultKind, "are_of_a_known_kind"))
    on_day: Mapped[date]
    recorded_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    void_reason: Mapped[str | None] = mapped_column(Text)
    fair: Mapped[Fair] = relationship()
    person: Mapped[Person] = relationship()
