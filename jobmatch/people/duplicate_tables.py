"""What somebody said about two rows that look alike: they are two people."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.storage.base import Base, InDistrict, Instant, Keyed


class NotSame(Keyed, InDistrict, Base):
    """Two rows that are not one person, the lesser key first. They are never proposed again."""

    __tablename__ = "not_same_people"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id", name="are_said_once_a_pair"),
        CheckConstraint("first_id < second_id", name="are_named_in_order"),
    )

    first_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    second_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    decided_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime] = mapped_column(Instant)
