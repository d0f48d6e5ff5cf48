"""Confirmation letters (审核确认书): what was confirmed, as it was on that day."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.levy.tables import Declaration
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed

VALID = text("superseded_on IS NULL")


class ConfirmationLetter(Keyed, InDistrict, Base):
    """A letter that confirms a declaration. It is never edited: what is confirmed anew gets a letter of its own.

    ``months`` are person-months, each counted once; ``credited`` what they add up to (grade 1 and 2 twice), so that
    the credited number is ``credited`` by twelve. ``serial`` counts the letters of a year of filing from 1.
    """

    __tablename__ = "confirmation_letters"
    __table_args__ = (
        UniqueConstraint("code", name="have_a_code_of_their_own"),
        UniqueConstraint("district_id", "filing_year", "serial", name="are_numbered_once_a_year"),
        Index(
            "a_declaration_has_one_valid_letter",
            "declaration_id",
            unique=True,
            sqlite_where=VALID,
            postgresql_where=VALID,
        ),
        CheckConstraint("length(code) = 26", name="have_a_long_code"),
        CheckConstraint("persons > 0 AND months >= persons", name="confirm_somebody"),
        CheckConstraint("credited BETWEEN months AND 2 * months", name="count_for_two_at_most"),
        CheckConstraint("superseded_on >= confirmed_on", name="are_superseded_after_they_were_made"),
        Index("ix_confirmation_letters_declaration", "declaration_id"),
    )

    declaration_id: Mapped[str] = mapped_column(ForeignKey("declarations.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(26))
    filing_year: Mapped[int]
    serial: Mapped[int]
    employer_name: Mapped[str] = mapped_column(String(120))
    uscc: Mapped[str] = mapped_column(String(18))
    work_year: Mapped[int]
    persons: Mapped[int]
    months: Mapped[int]
    credited: Mapped[int]
    confirmed_on: Mapped[date]
    made_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    superseded_on: Mapped[date | None]
    declaration: Mapped[Declaration] = relationship()
