"""Institutions of assisted employment and care, their licensed places for work, and their insurance per bed.

Sources: 残联发〔2015〕27号 (what an institution is), 浙江省残疾人保障条例 art. 19 (工(农)疗机构、辅助性工场).
"""

import enum
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.accounts.tables import Town
from jobmatch.storage.base import Base, InDistrict, Keyed, Versioned, choice

WITH_THE_INSTITUTION = "CASCADE"
"""What belongs to an institution goes with its row. *Decision:* no act deletes one; the database keeps no orphans."""


class InstitutionKind(enum.StrEnum):
    """工疗车间, 残疾人之家, 阳光家园, 农疗."""

    WORK_THERAPY = "work_therapy"
    HOME = "home"
    SUNSHINE_HOME = "sunshine_home"
    FARM_THERAPY = "farm_therapy"


class Institution(Keyed, InDistrict, Versioned, Base):
    """An institution and what it gives: work (辅助性就业), day care (日间照料), lodging with care (寄宿托养).

    Only work is employment. How many places it is licensed for is the number of its ``workplaces``; ``beds`` are for
    lodging. ``stars``: the level, where it has been given one.
    """

    __tablename__ = "institutions"
    __table_args__ = (
        UniqueConstraint("district_id", "name", name="have_a_name_of_their_own"),
        UniqueConstraint("id", "gives_work", name="give_work_or_do_not"),
        CheckConstraint("gives_work OR gives_day_care OR gives_lodging", name="give_something"),
        CheckConstraint("beds >= 0 AND (beds = 0 OR gives_lodging)", name="with_beds_give_lodging"),
        CheckConstraint("stars BETWEEN 1 AND 5", name="have_one_to_five_stars_or_none"),
        CheckConstraint("staff >= 0", name="have_some_staff_or_none"),
        CheckConstraint("closed_on >= opened_on", name="close_no_earlier_than_they_open"),
    )

    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[InstitutionKind] = mapped_column(choice(InstitutionKind, "are_of_a_known_kind"))
    gives_work: Mapped[bool]
    gives_day_care: Mapped[bool]
    gives_lodging: Mapped[bool]
    town_id: Mapped[str] = mapped_column(ForeignKey("towns.id"))
    address: Mapped[str] = mapped_column(String(120))
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    stars: Mapped[int | None]
    beds: Mapped[int] = mapped_column(default=0)
    staff: Mapped[int | None]
    licence: Mapped[str] = mapped_column(String(60), default="")
    products: Mapped[str] = mapped_column(String(200), default="")
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    town: Mapped[Town] = relationship()


class Workplace(Keyed, InDistrict, Base):
    """One licensed place for work. Whoever is taken on takes one, so that there are never more people than places.

    ``gives_work`` is always true: it ties a place to an institution that gives work, and to no other.
    """

    __tablename__ = "workplaces"
    __table_args__ = (
        UniqueConstraint("institution_id", "number", name="are_numbered_once"),
        UniqueConstraint("id", "institution_id", name="lie_in_one_institution"),
        ForeignKeyConstraint(
            ["institution_id", "gives_work"],
            ["institutions.id", "institutions.gives_work"],
            name="workplaces_lie_in_an_institution_for_work",
            ondelete=WITH_THE_INSTITUTION,
        ),
        CheckConstraint("gives_work", name="are_for_work"),
        CheckConstraint("number > 0", name="are_counted_from_one"),
    )

    institution_id: Mapped[str] = mapped_column(String(36))
    gives_work: Mapped[bool] = mapped_column(default=True)
    number: Mapped[int]


class InstitutionInsurance(Keyed, InDistrict, Base):
    """An institution insured for some time (机构综合保险): so many beds at so much (分) a bed."""

    __tablename__ = "institution_insurances"
    __table_args__ = (
        UniqueConstraint("institution_id", "from_on", name="begin_once_a_day"),
        CheckConstraint("beds > 0", name="cover_at_least_one_bed"),
        CheckConstraint("amount_fen = beds * bed_fen", name="cost_as_much_as_their_beds"),
        CheckConstraint("bed_fen > 0", name="cost_something_a_bed"),
        CheckConstraint("until_on >= from_on", name="end_no_earlier_than_they_begin"),
    )

    institution_id: Mapped[str] = mapped_column(ForeignKey("institutions.id", ondelete=WITH_THE_INSTITUTION))
    from_on: Mapped[date]
    until_on: Mapped[date]
    beds: Mapped[int]
    bed_fen: Mapped[int]
    amount_fen: Mapped[int]
    policy: Mapped[str] = mapped_column(String(60), default="")
    institution: Mapped[Institution] = relationship()
