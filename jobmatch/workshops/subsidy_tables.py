"""Subsidies to institutions: dated programmes, and what was paid for which month on which basis.

Nothing is paid twice for the same month and basis: that is a rule of the database.
"""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, choice
from jobmatch.workshops.tables import WITH_THE_INSTITUTION, Institution


class ProgrammeKind(enum.StrEnum):
    """奖励, 社保补贴, 场地补贴, 设备补贴, 机构综合保险补贴."""

    REWARD = "reward"
    SOCIAL_INSURANCE = "social_insurance"
    SITE = "site"
    EQUIPMENT = "equipment"
    BED_INSURANCE = "bed_insurance"


class SubsidyBasis(enum.StrEnum):
    """What a subsidy is paid for: people placed, people insured, the site, equipment, beds."""

    PLACED = "placed"
    INSURED = "insured"
    SITE = "site"
    EQUIPMENT = "equipment"
    BEDS = "beds"


class SubsidyProgramme(Keyed, InDistrict, Base):
    """A programme by which institutions are paid, in force from a day on; ``document`` is what it rests on."""

    __tablename__ = "subsidy_programmes"
    __table_args__ = (
        UniqueConstraint("district_id", "kind", "from_on", name="of_a_kind_begin_once_a_day"),
        UniqueConstraint("id", "basis", name="have_one_basis"),
        CheckConstraint("until_on >= from_on", name="end_no_earlier_than_they_begin"),
    )

    kind: Mapped[ProgrammeKind] = mapped_column(choice(ProgrammeKind, "are_of_a_known_kind"))
    basis: Mapped[SubsidyBasis] = mapped_column(choice(SubsidyBasis, "have_a_known_basis"))
    document: Mapped[str] = mapped_column(String(120))
    from_on: Mapped[date]
    until_on: Mapped[date | None]


class SubsidyPayment(Keyed, InDistrict, Base):
    """An amount (分) paid to an institution by a programme for one month (``YYYY-MM``)."""

    __tablename__ = "subsidy_payments"
    __table_args__ = (
        UniqueConstraint("institution_id", "basis", "month", name="are_made_once_a_month_and_basis"),
        ForeignKeyConstraint(
            ["programme_id", "basis"],
            ["subsidy_programmes.id", "subsidy_programmes.basis"],
            name="subsidy_payments_have_the_basis_of_their_programme",
        ),
        CheckConstraint("length(month) = 7", name="are_written_year_and_month"),
        CheckConstraint("amount_fen > 0", name="pay_something"),
        Index("ix_subsidy_payments_paid", "district_id", "paid_on"),
    )

    programme_id: Mapped[str] = mapped_column(String(36))
    institution_id: Mapped[str] = mapped_column(ForeignKey("institutions.id", ondelete=WITH_THE_INSTITUTION))
    basis: Mapped[SubsidyBasis] = mapped_column(choice(SubsidyBasis, "have_a_known_basis"))
    month: Mapped[str] = mapped_column(String(7))
    amount_fen: Mapped[int]
    paid_on: Mapped[date]
    recorded_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    programme: Mapped[SubsidyProgramme] = relationship()
    institution: Mapped[Institution] = relationship()
