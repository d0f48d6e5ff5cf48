"""Published scorecards: who signed one, the figures as they stood, and the rows that each of them counted.

All three only grow (``storage/append_only.py``): what was published is never changed, a later count stands beside it.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.storage.base import Base, InDistrict, Instant, Keyed


class Publication(Keyed, InDistrict, Base):
    """The scorecard of a period, signed by ``published_by`` (签发) on a Beijing day after its end."""

    __tablename__ = "publications"
    __table_args__ = (
        UniqueConstraint("district_id", "first_on", "last_on", name="cover_a_period_once"),
        CheckConstraint("last_on >= first_on", name="end_no_earlier_than_they_begin"),
        CheckConstraint("published_on > last_on", name="are_signed_after_their_period"),
    )

    first_on: Mapped[date]
    last_on: Mapped[date]
    published_on: Mapped[date]
    published_at: Mapped[datetime] = mapped_column(Instant)
    published_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    figures: Mapped[list["PublishedFigure"]] = relationship(order_by="PublishedFigure.place")


class PublishedFigure(Keyed, Base):
    """A figure as it was published, in hundredths of its unit (of 元: 分), in its ``place`` of the report, from 0.

    ``small_reason`` is why a figure from 1 to 4 may be shown: it may lead to people whom somebody knows.
    """

    __tablename__ = "published_figures"
    __table_args__ = (
        UniqueConstraint("publication_id", "key", name="stand_once_in_a_publication"),
        CheckConstraint("hundredths >= 0", name="are_no_less_than_nothing"),
        CheckConstraint(
            "hundredths NOT BETWEEN 1 AND 499 OR (small_reason IS NOT NULL AND small_reason <> '')",
            name="under_five_say_why_they_are_shown",
        ),
    )

    publication_id: Mapped[str] = mapped_column(ForeignKey("publications.id"))
    key: Mapped[str] = mapped_column(String(40))
    place: Mapped[int]
    hundredths: Mapped[int] = mapped_column(BigInteger)
    is_approximate: Mapped[bool]
    small_reason: Mapped[str | None] = mapped_column(Text)


class PublishedRow(Keyed, Base):
    """A row that a published figure counted: its key in the table of the indicator, for it may be gone since."""

    __tablename__ = "published_rows"
    __table_args__ = (
        UniqueConstraint("figure_id", "row_id", name="are_counted_once"),
        Index("ix_published_rows_row", "row_id"),
    )

    figure_id: Mapped[str] = mapped_column(ForeignKey("published_figures.id"))
    row_id: Mapped[str] = mapped_column(String(36))
