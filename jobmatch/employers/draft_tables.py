"""Drafts of positions: what members of an employer have typed so far, whatever it is, beside what is public."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned


class PositionDraft(Keyed, InDistrict, Versioned, Base):
    """What was typed into the form of a position, by the name of the question: lists of texts, as a browser sends them.

    *Decision* (docs/decisions/0130): a draft is no position, so nothing that reads positions can show or suggest one.
    ``position_id``: the position that is being changed, None for a new one; ``seen``: its answers when that began.
    """

    __tablename__ = "position_drafts"
    __table_args__ = (UniqueConstraint("position_id", name="are_one_per_position"),)

    employer_id: Mapped[str] = mapped_column(ForeignKey("employers.id"), index=True)
    position_id: Mapped[str | None] = mapped_column(ForeignKey("positions.id"))
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seen: Mapped[dict[str, Any]] = mapped_column(default=dict)
    made_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    kept_at: Mapped[datetime] = mapped_column(Instant)
