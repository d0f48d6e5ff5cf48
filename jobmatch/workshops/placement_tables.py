"""Places asked for, tried, agreed on and left: one row for each time that somebody is to work at an institution.

Only an agreement for work is a placement; care is never one, for it takes no place for work.
"""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.employers.tables import Employer
from jobmatch.people.tables import Person
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned, choice
from jobmatch.workshops.tables import WITH_THE_INSTITUTION, Institution, Workplace

TAKING_A_PLACE = text("state IN ('trial', 'placed', 'suspended')")
WAITING = text("state = 'waiting'")


class PlacementState(enum.StrEnum):
    """Where it stands. ``dropped``: it ended before there was an agreement; ``left``, ``transferred``: after one."""

    WAITING = "waiting"
    TRIAL = "trial"
    PLACED = "placed"
    SUSPENDED = "suspended"
    LEFT = "left"
    TRANSFERRED = "transferred"
    DROPPED = "dropped"


class AskedBy(enum.StrEnum):
    """Who asked for the place: the village's officer (专职委员), the family, the person, the caseworker."""

    VILLAGE = "village"
    FAMILY = "family"
    PERSON = "person"
    CASEWORKER = "caseworker"


class AgreementKind(enum.StrEnum):
    """A labour contract with minimum wage and insurance, or an agreement with flexible pay: never quota."""

    LABOUR = "labour"
    FLEXIBLE = "flexible"


class EndReason(enum.StrEnum):
    """Why it ended."""

    OPEN_EMPLOYMENT = "open_employment"
    MOVED = "moved"
    HEALTH = "health"
    FAMILY = "family"
    AGED_OUT = "aged_out"
    TRANSFER = "transfer"
    NOT_SUITED = "not_suited"
    TAKEN_BACK = "taken_back"


class Placement(Keyed, InDistrict, Versioned, Base):
    """Somebody and an institution, from asking to leaving. ``began_on``: the first day of the agreement.

    ``ended_on`` is the last day. ``employer_id``: who signed a labour contract, where that is not the institution: only
    such a one may be credited for its months.
    """

    __tablename__ = "placements"
    __table_args__ = (
        Index(
            "a_place_is_taken_by_one_person",
            "place_id",
            unique=True,
            sqlite_where=TAKING_A_PLACE,
            postgresql_where=TAKING_A_PLACE,
        ),
        Index(
            "a_person_has_one_placement_at_a_time",
            "person_id",
            unique=True,
            sqlite_where=TAKING_A_PLACE,
            postgresql_where=TAKING_A_PLACE,
        ),
        Index(
            "a_person_waits_once_at_an_institution",
            "person_id",
            "institution_id",
            unique=True,
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
        ForeignKeyConstraint(
            ["place_id", "institution_id"],
            ["workplaces.id", "workplaces.institution_id"],
            name="placements_take_a_place_of_the_institution",
            ondelete=WITH_THE_INSTITUTION,
        ),
        CheckConstraint(
            "state NOT IN ('trial', 'placed', 'suspended') OR place_id IS NOT NULL", name="that_take_a_place_have_one"
        ),
        CheckConstraint("state <> 'waiting' OR place_id IS NULL", name="that_wait_have_no_place"),
        CheckConstraint(
            "(state IN ('placed', 'suspended', 'left', 'transferred')) = (began_on IS NOT NULL)",
            name="begin_with_an_agreement",
        ),
        CheckConstraint("(began_on IS NULL) = (contract_kind IS NULL)", name="that_are_agreed_say_in_which_form"),
        CheckConstraint(
            "contract_kind = 'labour' OR employer_id IS NULL", name="with_an_employer_are_labour_contracts"
        ),
        CheckConstraint(
            "(state IN ('left', 'transferred', 'dropped')) = (ended_on IS NOT NULL)",
            name="that_are_over_ended_some_day",
        ),
        CheckConstraint("(ended_on IS NULL) = (end_reason IS NULL)", name="end_for_a_reason"),
        CheckConstraint("ended_on >= began_on", name="end_no_earlier_than_they_begin"),
        CheckConstraint("hours_week BETWEEN 1 AND 44", name="fit_into_a_week"),
        Index("ix_placements_person", "person_id"),
        Index("ix_placements_institution", "institution_id", "state", "asked_on"),
        Index("ix_placements_begun", "district_id", "began_on"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    institution_id: Mapped[str] = mapped_column(ForeignKey("institutions.id", ondelete=WITH_THE_INSTITUTION))
    place_id: Mapped[str | None] = mapped_column(String(36))
    state: Mapped[PlacementState] = mapped_column(choice(PlacementState, "are_in_a_known_state"))
    asked_by: Mapped[AskedBy] = mapped_column(choice(AskedBy, "are_asked_for_by_somebody_known"))
    asked_on: Mapped[date]
    trial_from_on: Mapped[date | None]
    began_on: Mapped[date | None]
    contract_kind: Mapped[AgreementKind | None] = mapped_column(choice(AgreementKind, "have_a_known_form_of_contract"))
    hours_week: Mapped[int | None]
    employer_id: Mapped[str | None] = mapped_column(ForeignKey("employers.id"))
    suspended_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[EndReason | None] = mapped_column(choice(EndReason, "end_for_a_known_reason"))
    note: Mapped[str | None] = mapped_column(Text)
    changed_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[datetime] = mapped_column(Instant)
    person: Mapped[Person] = relationship()
    institution: Mapped[Institution] = relationship(overlaps="place")
    place: Mapped[Workplace | None] = relationship(overlaps="institution")
    employer: Mapped[Employer | None] = relationship()
