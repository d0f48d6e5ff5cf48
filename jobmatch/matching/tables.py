"""Append-only logs of what was shown to whom and what came of it; training reads them, nothing changes them."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, choice


class OutcomeKind(enum.StrEnum):
    """How far a pair of seeker and position came."""

    REFERRED = "referred"
    INTERVIEWED = "interviewed"
    OFFERED = "offered"
    HIRED = "hired"
    RETAINED = "retained"
    DECLINED = "declined"


class ShownList(Keyed, InDistrict, Base):
    """A list of suggestions as it was shown: which model, which order, which scores."""

    __tablename__ = "shown_lists"
    __table_args__ = (
        CheckConstraint(
            "coalesce(seeker_id, submission_id, position_id) IS NOT NULL", name="say_for_whom_they_were_made"
        ),
        Index("ix_shown_lists_seeker", "seeker_id", "at"),
    )

    at: Mapped[datetime] = mapped_column(Instant)
    seeker_id: Mapped[str | None] = mapped_column(ForeignKey("seekers.id"))
    submission_id: Mapped[str | None] = mapped_column(ForeignKey("submissions.id"))
    position_id: Mapped[str | None] = mapped_column(ForeignKey("positions.id"))
    viewer_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    model: Mapped[str] = mapped_column(String(60))
    items: Mapped[list[Any]]


class ScoreTable(Keyed, InDistrict, Base):
    """A version of the table of points, as somebody tuned it: ``points`` is the whole table, notes included."""

    __tablename__ = "score_tables"
    __table_args__ = (UniqueConstraint("district_id", "version", name="have_one_name_each"),)

    version: Mapped[str] = mapped_column(String(40))
    points: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)


class ScoreTableUse(Keyed, InDistrict, Base):
    """Since when which table ranks, and who said so; the newest row counts. No table: the one that was shipped."""

    __tablename__ = "score_table_uses"
    __table_args__ = (UniqueConstraint("district_id", "turn", name="follow_one_another"),)

    turn: Mapped[int]
    score_table_id: Mapped[str | None] = mapped_column(ForeignKey("score_tables.id"))
    used_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    used_from: Mapped[datetime] = mapped_column(Instant)


class Outcome(Keyed, InDistrict, Base):
    """What came of a suggestion or referral, with the rank and model that it was shown under, where it was."""

    __tablename__ = "outcomes"
    __table_args__ = (Index("ix_outcomes_pair", "seeker_id", "position_id"),)

    at: Mapped[datetime] = mapped_column(Instant)
    seeker_id: Mapped[str] = mapped_column(ForeignKey("seekers.id"))
    position_id: Mapped[str] = mapped_column(ForeignKey("positions.id"), index=True)
    kind: Mapped[OutcomeKind] = mapped_column(choice(OutcomeKind, "are_of_a_known_kind"))
    reason: Mapped[str | None] = mapped_column(String(40))
    shown_list_id: Mapped[str | None] = mapped_column(ForeignKey("shown_lists.id"))
    rank: Mapped[int | None]
    model: Mapped[str | None] = mapped_column(String(60))
    propensity: Mapped[float | None]
