"""Job fairs, their booths, the devices that stand there, and the tickets that people leave with."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.employers.tables import Employer
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned, choice
from jobmatch.storage.sealed import Sealed

PRACTICE = text("is_practice")


class FairKind(enum.StrEnum):
    """What sort of fair it is."""

    ON_SITE = "on_site"
    ONLINE = "online"
    ECOMMERCE = "ecommerce"


class Fair(Keyed, InDistrict, Versioned, Base):
    """A job fair. The practice fair never ends and never counts in a scorecard."""

    __tablename__ = "fairs"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="end_no_earlier_than_they_start"),
        CheckConstraint("is_practice OR ends_on IS NOT NULL", name="end_some_day_unless_for_practice"),
        CheckConstraint("last_ticket >= 0", name="count_their_tickets_upwards"),
        Index(
            "a_district_has_one_practice_fair",
            "district_id",
            unique=True,
            sqlite_where=PRACTICE,
            postgresql_where=PRACTICE,
        ),
    )

    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    kind: Mapped[FairKind] = mapped_column(choice(FairKind, "are_of_a_known_kind"))
    venue: Mapped[str] = mapped_column(String(120), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    is_practice: Mapped[bool] = mapped_column(default=False)
    last_ticket: Mapped[int] = mapped_column(default=0)
    booths: Mapped[list["Booth"]] = relationship(back_populates="fair", order_by="Booth.number")


class Booth(Keyed, Base):
    """An employer's place at a fair."""

    __tablename__ = "booths"
    __table_args__ = (
        UniqueConstraint("fair_id", "number", name="have_a_number_of_their_own"),
        UniqueConstraint("fair_id", "employer_id", name="are_one_per_employer"),
    )

    fair_id: Mapped[str] = mapped_column(ForeignKey("fairs.id"))
    number: Mapped[int]
    employer_id: Mapped[str] = mapped_column(ForeignKey("employers.id"))
    fair: Mapped[Fair] = relationship(back_populates="booths")
    employer: Mapped[Employer] = relationship()


class Device(Keyed, Base):
    """A device paired with one fair, such as a kiosk of another maker. Only the SHA-256 of its token is kept."""

    __tablename__ = "devices"
    __table_args__ = (UniqueConstraint("token_hash", name="have_a_token_of_their_own"),)

    fair_id: Mapped[str] = mapped_column(ForeignKey("fairs.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    token_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    fair: Mapped[Fair] = relationship()


class TicketBlock(Keyed, Base):
    """Numbers from ``first`` to ``last`` that a device may give out by itself, without asking. Never given again.

    The key is the one that the device made when it asked, so that asking twice is asking once.
    """

    __tablename__ = "ticket_blocks"
    __table_args__ = (
        CheckConstraint("first > 0", name="begin_at_one_or_above"),
        CheckConstraint("last >= first", name="end_no_earlier_than_they_begin"),
        UniqueConstraint("fair_id", "first", name="begin_at_a_number_of_their_own"),
    )

    fair_id: Mapped[str] = mapped_column(ForeignKey("fairs.id"))
    device_id: Mapped[str] = mapped_column(ForeignKey("devices.id"), index=True)
    first: Mapped[int]
    last: Mapped[int]
    given_at: Mapped[datetime] = mapped_column(Instant)


class Ticket(Keyed, Base):
    """The number somebody leaves with. ``slip`` is what it shows, sealed: its reasons say what the person can do.

    ``taken_at``: when a device kept the registration, by its own clock, where that clock could be believed.
    """

    __tablename__ = "tickets"
    __table_args__ = (
        UniqueConstraint("fair_id", "number", name="have_a_number_of_their_own"),
        UniqueConstraint("submission_id", name="are_one_per_submission"),
    )

    fair_id: Mapped[str] = mapped_column(ForeignKey("fairs.id"))
    number: Mapped[int]
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"))
    slip = Sealed()
    slip_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    issued_at: Mapped[datetime] = mapped_column(Instant)
    taken_at: Mapped[datetime | None] = mapped_column(Instant)
    fair: Mapped[Fair] = relationship()


class KioskVisit(Keyed, Base):
    """Somebody at a kiosk looks at their ticket. Only the SHA-256 of the token in that browser's cookie is kept."""

    __tablename__ = "kiosk_visits"
    __table_args__ = (UniqueConstraint("token_hash", name="have_a_token_of_their_own"),)

    token_hash: Mapped[str] = mapped_column(String(64))
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"), index=True)
    begun_at: Mapped[datetime] = mapped_column(Instant)


class KioskVisitEnd(Keyed, Base):
    """A visit is over, wherever its cookie may have been copied to. Append-only: the start page, a GET, writes it."""

    __tablename__ = "kiosk_visit_ends"
    __table_args__ = (UniqueConstraint("visit_id", name="come_once_a_visit"),)

    visit_id: Mapped[str] = mapped_column(ForeignKey("kiosk_visits.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class LimitScope(enum.StrEnum):
    """What is counted when registrations come too thick."""

    DEVICE = "device"
    ACCOUNT = "account"
    ADDRESS = "address"
    FAIR = "fair"
    ALL = "all"


class LimitReached(Keyed, Base):
    """Registrations came too thick: noted at the first refusal of a window. ``key`` is its id or keyed index."""

    __tablename__ = "limits_reached"
    __table_args__ = (UniqueConstraint("scope", "key", "window_began_at", name="are_noted_once_a_window"),)

    scope: Mapped[LimitScope] = mapped_column(choice(LimitScope, "have_a_known_scope"))
    key: Mapped[str] = mapped_column(String(64))
    window_began_at: Mapped[datetime] = mapped_column(Instant)
