"""The month ledger: spells of work and the person-months in them."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.employers.tables import Employer, Position
from jobmatch.employment.facts import ContractKind
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned, choice
from jobmatch.storage.sealed import Sealed


class MonthState(enum.StrEnum):
    """Whether a person-month stands, or was taken back because the spell ended before it."""

    WORKED = "worked"
    VOID = "void"


class Spell(Keyed, InDistrict, Versioned, Base):
    """Somebody works for an employer from a day to a day. ``wage_fen`` is 分 a month."""

    __tablename__ = "spells"
    __table_args__ = (
        CheckConstraint("ended_on >= started_on", name="end_no_earlier_than_they_start"),
        CheckConstraint("contract_until >= started_on", name="have_a_contract_that_covers_the_start"),
        CheckConstraint("wage_fen > 0", name="pay_something"),
        CheckConstraint("form BETWEEN 1 AND 7", name="have_an_official_form"),
        Index(
            "a_person_works_once_for_an_employer",
            "person_id",
            "employer_id",
            unique=True,
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
        Index(
            "ix_spells_open_in_a_position",
            "position_id",
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    employer_id: Mapped[str] = mapped_column(ForeignKey("employers.id"), index=True)
    position_id: Mapped[str | None] = mapped_column(ForeignKey("positions.id"))
    referral_id: Mapped[str | None] = mapped_column(ForeignKey("referrals.id"))
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None] = mapped_column(Text)
    contract_kind: Mapped[ContractKind] = mapped_column(choice(ContractKind, "have_a_known_contract_kind"))
    contract_until: Mapped[date | None]
    form: Mapped[int]
    wage_fen: Mapped[int | None]
    recorded_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    employer: Mapped[Employer] = relationship()
    position: Mapped[Position | None] = relationship()
    months: Mapped[list["PersonMonth"]] = relationship(back_populates="spell", order_by="PersonMonth.month")
    filed: Mapped["FiledWorker | None"] = relationship(back_populates="spell")


class FiledWorker(Keyed, Base):
    """A spell that its employer stated itself (a roster, a year's form), and whom it said that it is about.

    ``name`` and ``certificate`` are the employer's words: it reads these again and never the register's.
    """

    __tablename__ = "filed_workers"
    __table_args__ = (
        UniqueConstraint("spell_id", name="are_stated_once_a_spell"),
        CheckConstraint("soldier_grade BETWEEN 1 AND 10", name="have_a_known_soldier_grade"),
    )

    spell_id: Mapped[str] = mapped_column(ForeignKey("spells.id"))
    name: Mapped[str] = mapped_column(String(80))
    certificate = Sealed()
    certificate_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    soldier_grade: Mapped[int | None]
    filed_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    filed_at: Mapped[datetime] = mapped_column(Instant)
    spell: Mapped[Spell] = relationship(back_populates="filed")


class PersonMonth(Keyed, InDistrict, Base):
    """One person worked in one month for one employer: ``first_on`` to ``last_on`` (None = still going on)."""

    __tablename__ = "person_months"
    __table_args__ = (
        UniqueConstraint("spell_id", "month", name="are_entered_once_per_spell"),
        CheckConstraint("length(month) = 7", name="are_written_year_and_month"),
        CheckConstraint("last_on >= first_on", name="end_no_earlier_than_they_start"),
        Index("ix_person_months_person", "person_id", "month"),
    )

    spell_id: Mapped[str] = mapped_column(ForeignKey("spells.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    employer_id: Mapped[str] = mapped_column(ForeignKey("employers.id"), index=True)
    month: Mapped[str] = mapped_column(String(7))
    first_on: Mapped[date]
    last_on: Mapped[date | None]
    state: Mapped[MonthState] = mapped_column(choice(MonthState, "stand_or_are_void"))
    spell: Mapped[Spell] = relationship(back_populates="months")
    employer: Mapped[Employer] = relationship()
