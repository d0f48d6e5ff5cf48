"""The picture of a signed paper, by which somebody agreed who was registered by an officer."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.storage.base import Base, Instant, Keyed
from jobmatch.storage.sealed import Sealed


class ConsentPaper(Keyed, Base):
    """One picture a submission: a JPEG drawn anew by us, without anything the camera wrote into it, as base64, sealed.

    ``width`` and ``height`` are pixels.
    """

    __tablename__ = "consent_papers"
    __table_args__ = (
        UniqueConstraint("submission_id", name="are_one_a_submission"),
        CheckConstraint("width > 0 AND height > 0", name="show_something"),
    )

    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"))
    picture = Sealed()
    picture_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    width: Mapped[int]
    height: Mapped[int]
    kept_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    kept_at: Mapped[datetime] = mapped_column(Instant)
