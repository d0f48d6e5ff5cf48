"""Who was at an institution on a day, and what was put right later: the trace stays."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, choice
from jobmatch.workshops.placement_tables import Placement
from jobmatch.workshops.tables import WITH_THE_INSTITUTION


class Presence(enum.StrEnum):
    """Whole day, half a day, away with leave (请假), away without."""

    FULL = "full"
    HALF = "half"
    EXCUSED = "excused"
    ABSENT = "absent"


class Attendance(Keyed, InDistrict, Base):
    """One person on one day, and for how many minutes; nobody is there and away on the same day."""

    __tablename__ = "attendances"
    __table_args__ = (
        UniqueConstraint("placement_id", "on_day", name="are_one_a_day"),
        CheckConstraint("(presence IN ('full', 'half')) = (minutes > 0)", name="count_minutes_of_who_was_there"),
        CheckConstraint("minutes BETWEEN 0 AND 720", name="fit_into_a_working_day"),
        Index("ix_attendances_day", "district_id", "on_day"),
    )

    placement_id: Mapped[str] = mapped_column(ForeignKey("placements.id", ondelete=WITH_THE_INSTITUTION))
    on_day: Mapped[date]
    presence: Mapped[Presence] = mapped_column(choice(Presence, "say_how_somebody_was_there"))
    minutes: Mapped[int]
    recorded_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    placement: Mapped[Placement] = relationship()


class AttendanceCorrection(Keyed, InDistrict, Base):
    """What stood there before somebody put a day right, and who did."""

    __tablename__ = "attendance_corrections"
    __table_args__ = (Index("ix_attendance_corrections_of", "attendance_id", "corrected_at"),)

    attendance_id: Mapped[str] = mapped_column(ForeignKey("attendances.id", ondelete=WITH_THE_INSTITUTION))
    presence_before: Mapped[Presence] = mapped_column(choice(Presence, "say_how_somebody_was_there"))
    minutes_before: Mapped[int]
    corrected_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    corrected_at: Mapped[datetime] = mapped_column(Instant)
    attendance: Mapped[Attendance] = relationship()
