"""Employers and their positions: what each position demands, offers and requires."""

import enum
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.accounts.tables import Town
from jobmatch.storage.base import Base, InDistrict, Keyed, Versioned, choice


class PositionState(enum.StrEnum):
    """Whether a position takes referrals."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class Closing(enum.StrEnum):
    """Why a position was closed: its employer did it, or nothing was heard from them for long."""

    EMPLOYER = "employer"
    SILENCE = "silence"


class Employer(Keyed, InDistrict, Versioned, Base):
    """A unit that hires (用人单位). ``uscc`` is its unified social credit code (GB 32100-2015)."""

    __tablename__ = "employers"
    __table_args__ = (UniqueConstraint("district_id", "uscc", name="are_entered_once_per_credit_code"),)

    name: Mapped[str] = mapped_column(String(120))
    uscc: Mapped[str] = mapped_column(String(18))
    address: Mapped[str] = mapped_column(String(200), default="")
    town_id: Mapped[str | None] = mapped_column(ForeignKey("towns.id"))
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    town: Mapped[Town | None] = relationship()


class Position(Keyed, InDistrict, Versioned, Base):
    """A position (岗位). Wages: 分 a month. ``demands`` maps a function to needed or not_needed; absent = unknown.

    ``heard_on`` is the day of the employer's last word about it, ``silence_told_on`` since when a notice stands that it
    will be closed for want of one.
    """

    __tablename__ = "positions"
    __table_args__ = (
        CheckConstraint("seats >= 1", name="have_at_least_one_seat"),
        CheckConstraint("wage_min_fen > 0", name="pay_something"),
        CheckConstraint("wage_max_fen >= wage_min_fen", name="pay_at_most_no_less_than_at_least"),
        CheckConstraint("hours_week > 0 AND hours_week <= 168", name="fit_into_a_week"),
        CheckConstraint("closed_why IS NULL OR state = 'closed'", name="say_why_they_are_closed_once_they_are"),
        CheckConstraint("silence_told_on >= heard_on", name="are_told_of_silence_after_it_began"),
        Index("ix_positions_open", "district_id", "state", "posted_on"),
    )

    employer_id: Mapped[str] = mapped_column(ForeignKey("employers.id"), index=True)
    occupation_code: Mapped[str | None] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text, default="")
    seats: Mapped[int] = mapped_column(default=1)
    wage_min_fen: Mapped[int | None]
    wage_max_fen: Mapped[int | None]
    hours_week: Mapped[int | None]
    town_id: Mapped[str | None] = mapped_column(ForeignKey("towns.id"))
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    education: Mapped[str | None] = mapped_column(String(20))
    demands: Mapped[dict[str, str]] = mapped_column(default=dict)
    offers: Mapped[list[str]] = mapped_column(default=list)
    conditions: Mapped[dict[str, str]] = mapped_column(default=dict)
    licences: Mapped[list[str]] = mapped_column(default=list)
    state: Mapped[PositionState] = mapped_column(choice(PositionState, "are_open_paused_or_closed"))
    posted_on: Mapped[date]
    closes_on: Mapped[date | None]
    closed_why: Mapped[Closing | None] = mapped_column(choice(Closing, "are_closed_for_a_known_reason"))
    heard_on: Mapped[date]
    silence_told_on: Mapped[date | None]
    employer: Mapped[Employer] = relationship()
    town: Mapped[Town | None] = relationship()

    @property
    def place(self) -> dict[str, Any]:
        """Return where the work is: the position's own point, else the employer's, else the town's centre."""
        for holder in (self, self.employer, self.town):
            if holder is not None and holder.lat is not None and holder.lon is not None:
                return {"lat": holder.lat, "lon": holder.lon}
        return {"lat": None, "lon": None}
