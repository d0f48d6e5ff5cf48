"""People and what identifies them: sealed numbers with blind indexes, certificates, consents, who looked."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from jobmatch.accounts.tables import Town, User, Village
from jobmatch.people.addresses import one_address
from jobmatch.people.name_rules import columns_of
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned, choice
from jobmatch.storage.indexes import BlindIndex
from jobmatch.storage.sealed import Sealed

CITIZEN_NUMBER_FIELD = "people.citizen_number"
CERTIFICATE_NUMBER_FIELD = "certificates.number"
CITIZEN_ENDING_FIELD = "people.citizen_ending"
PHONE_FIELD = "people.phone"
ADDRESS_FIELD = "people.address"
ACTIVE = text("merged_into_id IS NULL")
ENDING = 4
GENERAL = text("withdrawn_at IS NULL AND position_id IS NULL")
FOR_A_POSITION = text("withdrawn_at IS NULL AND position_id IS NOT NULL")


def citizen_ending(number: str) -> str:
    """Return the last four characters of a citizen number, by which a person may be looked for."""
    return number[-ENDING:]


class PersonSource(enum.StrEnum):
    """Where a person's row came from; only ``register`` people are counted as certificate holders."""

    REGISTER = "register"
    REGISTRATION = "registration"
    ROSTER = "roster"


class Purpose(enum.StrEnum):
    """What a consent allows (PIPL art. 28, 29: one consent for each purpose)."""

    STORE = "store"
    RECOMMEND = "recommend"
    DISCLOSE = "disclose"


class ConsentForm(enum.StrEnum):
    """In which form the notice was given (PIPL art. 17, 30)."""

    FULL = "full"
    EASY_READ = "easy_read"
    SPOKEN = "spoken"


class Capacity(enum.StrEnum):
    """In which capacity consent was given (Civil Code art. 22, 145)."""

    SELF = "self"
    GUARDIAN = "guardian"


class OpenReason(enum.StrEnum):
    """What somebody opened a full number for."""

    CHECK = "check"
    CONTRACT = "contract"
    SUBSIDY = "subsidy"
    QUOTA = "quota"
    OTHER = "other"


class ContactChannel(enum.StrEnum):
    """How a person wants to be reached."""

    SMS = "sms"
    WECHAT = "wechat"
    PHONE = "phone"
    FAMILY = "family"


class Person(Keyed, InDistrict, Versioned, Base):
    """A person known to the federation. Numbers, phone and address are sealed; the birth day follows from the number.

    ``home_code`` is the district code on the papers of somebody who belongs to another register: their certificate is
    "not checked" here, and they are never counted as a holder.
    """

    __tablename__ = "people"
    __table_args__ = (
        Index(
            "a_citizen_number_belongs_to_one_person",
            "district_id",
            "citizen_number_index",
            unique=True,
            sqlite_where=ACTIVE,
            postgresql_where=ACTIVE,
        ),
        CheckConstraint("merged_into_id <> id", name="are_not_merged_into_themselves"),
        CheckConstraint("sex IN ('male', 'female')", name="have_a_known_sex_or_none"),
        CheckConstraint("village_id IS NULL OR town_id IS NOT NULL", name="of_a_village_live_in_its_town"),
        CheckConstraint("home_code IS NULL OR source <> 'register'", name="of_another_register_are_not_in_this_one"),
        ForeignKeyConstraint(
            ["village_id", "town_id"], ["villages.id", "villages.town_id"], name="people_live_in_a_village_of_the_town"
        ),
        Index("ix_people_village_id", "village_id"),
        Index("ix_people_phone", "district_id", "phone_index"),
        Index("ix_people_citizen_ending", "district_id", "citizen_ending_index"),
        # Whole in the index: a search goes through names, not through the wide rows behind them.
        Index("ix_people_names", "district_id", "name_folded", "name_initials", "name_pinyin", "merged_into_id", "id"),
        Index("ix_people_alike", "district_id", "name_pinyin", "born_on", "merged_into_id", "id"),
        Index("ix_people_address", "district_id", "address_index"),
        Index("ix_people_register", "district_id", "source", "merged_into_id", "id"),
    )

    name: Mapped[str] = mapped_column(String(80))
    name_folded: Mapped[str] = mapped_column(String(200))
    name_pinyin: Mapped[str] = mapped_column(String(200))
    name_initials: Mapped[str] = mapped_column(String(200))
    source: Mapped[PersonSource] = mapped_column(choice(PersonSource, "have_a_known_source"))
    citizen_number = Sealed()
    citizen_number_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    citizen_number_index: Mapped[str | None] = mapped_column(String(64))
    citizen_number_look_up = BlindIndex(CITIZEN_NUMBER_FIELD, "citizen_number_index", of="citizen_number")
    citizen_ending_index: Mapped[str | None] = mapped_column(String(64))
    citizen_ending_look_up = BlindIndex(
        CITIZEN_ENDING_FIELD, "citizen_ending_index", of="citizen_number", read=citizen_ending, follows=True
    )
    phone = Sealed()
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[str | None] = mapped_column(String(64))
    phone_look_up = BlindIndex(PHONE_FIELD, "phone_index", of="phone", follows=True)
    born_on: Mapped[date | None]
    sex: Mapped[str | None] = mapped_column(String(6))
    town_id: Mapped[str | None] = mapped_column(ForeignKey("towns.id"))
    village_id: Mapped[str | None] = mapped_column(String(36))
    address = Sealed()
    address_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    address_index: Mapped[str | None] = mapped_column(String(64))
    address_look_up = BlindIndex(ADDRESS_FIELD, "address_index", of="address", read=one_address, follows=True)
    contact_channel: Mapped[ContactChannel | None] = mapped_column(choice(ContactChannel, "are_reached_in_a_known_way"))
    home_code: Mapped[str | None] = mapped_column(String(12))
    merged_into_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    town: Mapped[Town | None] = relationship(foreign_keys=[town_id])
    village: Mapped[Village | None] = relationship(
        primaryjoin="foreign(Person.village_id) == Village.id", viewonly=True
    )
    certificates: Mapped[list["Certificate"]] = relationship(
        back_populates="person", order_by="Certificate.valid_from.desc()"
    )

    @validates("name")
    def _keep_findable(self, _key: str, name: str) -> str:
        for column, value in columns_of(name).items():
            setattr(self, column, value)
        return name


class Certificate(Keyed, InDistrict, Base):
    """One dated version of a disability certificate (残疾人证). ``kind`` 1–7, ``grade`` 1 (heaviest) to 4."""

    __tablename__ = "certificates"
    __table_args__ = (
        Index("ix_certificates_number", "district_id", "number_index"),
        CheckConstraint("kind BETWEEN 1 AND 7", name="are_of_a_known_kind"),
        CheckConstraint("grade BETWEEN 1 AND 4", name="have_a_known_grade"),
        CheckConstraint("valid_until > valid_from", name="end_after_they_begin"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    number = Sealed()
    number_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    number_index: Mapped[str] = mapped_column(String(64))
    number_look_up = BlindIndex(CERTIFICATE_NUMBER_FIELD, "number_index", of="number")
    kind: Mapped[int]
    grade: Mapped[int]
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    person: Mapped[Person] = relationship(back_populates="certificates")


class Consent(Keyed, InDistrict, Base):
    """One consent: for which purpose, to whom, in which form, by whom, until when."""

    __tablename__ = "consents"
    __table_args__ = (
        CheckConstraint("(purpose = 'disclose') = (position_id IS NOT NULL)", name="to_disclose_name_the_position"),
        CheckConstraint("withdrawn_at >= given_at", name="are_withdrawn_after_they_were_given"),
        Index(
            "a_person_consents_once_per_purpose",
            "person_id",
            "purpose",
            unique=True,
            sqlite_where=GENERAL,
            postgresql_where=GENERAL,
        ),
        Index(
            "a_person_consents_once_per_position",
            "person_id",
            "position_id",
            unique=True,
            sqlite_where=FOR_A_POSITION,
            postgresql_where=FOR_A_POSITION,
        ),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose, "have_a_known_purpose"))
    position_id: Mapped[str | None] = mapped_column(ForeignKey("positions.id"))
    text_version: Mapped[str] = mapped_column(String(20))
    form: Mapped[ConsentForm] = mapped_column(choice(ConsentForm, "have_a_known_form"))
    capacity: Mapped[Capacity] = mapped_column(choice(Capacity, "have_a_known_capacity"))
    given_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)


class PersonView(Keyed, Base):
    """Somebody looked at a person ("谁看过我"). Append-only. A full number was opened for a ``reason``."""

    __tablename__ = "person_views"
    __table_args__ = (
        CheckConstraint(
            "what NOT IN ('citizen_number', 'certificate_number') OR reason IS NOT NULL",
            name="of_a_full_number_have_a_reason",
        ),
        CheckConstraint("reason <> 'other' OR note IS NOT NULL", name="for_another_reason_say_which"),
        Index("ix_person_views_newest", "person_id", "at", "id"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    what: Mapped[str] = mapped_column(String(40))
    reason: Mapped[OpenReason | None] = mapped_column(choice(OpenReason, "give_a_known_reason"))
    note: Mapped[str | None] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Instant)
    user: Mapped[User] = relationship()
