"""Districts and towns, accounts with a role and a scope, how they prove who they are, sessions, API tokens."""

import enum
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned, choice
from jobmatch.storage.sealed import Sealed


class Role(enum.StrEnum):
    """What an account is for; ``jobmatch/web/access_table.py`` says what each may open."""

    CASEWORKER = "caseworker"
    REVIEWER = "reviewer"
    HEAD = "head"
    FAIR_STAFF = "fair_staff"
    VILLAGE_OFFICER = "village_officer"
    WORKSHOP_SUPERVISOR = "workshop_supervisor"
    EMPLOYER = "employer"
    STATISTICIAN = "statistician"
    AUDITOR = "auditor"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"


class District(Keyed, Base):
    """A district federation (区残联). ``code`` is the administrative code, which changes over the years."""

    __tablename__ = "districts"
    __table_args__ = (UniqueConstraint("code", name="have_a_code_of_their_own"),)

    code: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(60))
    phone: Mapped[str] = mapped_column(String(40), default="")
    is_invented: Mapped[bool] = mapped_column(default=False)


class Town(Keyed, InDistrict, Base):
    """A town or subdistrict (乡镇、街道) with an approximate centre (degrees, WGS 84)."""

    __tablename__ = "towns"
    __table_args__ = (UniqueConstraint("district_id", "name", name="have_a_name_of_their_own"),)

    name: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(60))
    lat: Mapped[float]
    lon: Mapped[float]


class Village(Keyed, InDistrict, Base):
    """A village or community (村、社区) of a town; ``code`` is its administrative code where it is known."""

    __tablename__ = "villages"
    __table_args__ = (
        UniqueConstraint("town_id", "name", name="have_a_name_of_their_own"),
        UniqueConstraint("id", "town_id", name="lie_in_one_town"),
    )

    town_id: Mapped[str] = mapped_column(ForeignKey("towns.id"))
    name: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(60))
    code: Mapped[str | None] = mapped_column(String(12))
    town: Mapped[Town] = relationship()


class OfficerVillage(Keyed, InDistrict, Base):
    """A further village that a village's officer looks after; the first one is the account's own scope."""

    __tablename__ = "officer_villages"
    __table_args__ = (UniqueConstraint("user_id", "village_id", name="are_named_once"),)

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    village_id: Mapped[str] = mapped_column(ForeignKey("villages.id"), index=True)


class User(Keyed, InDistrict, Versioned, Base):
    """An account of a person. ``scope_id`` narrows the role to one employer, village or workshop; None = district."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("login", name="have_a_login_of_their_own"),
        CheckConstraint("role <> 'employer' OR scope_id IS NOT NULL", name="of_an_employer_name_the_employer"),
        CheckConstraint(
            "scope_id IS NULL OR role IN ('employer', 'village_officer', 'workshop_supervisor')",
            name="of_the_district_have_no_narrower_scope",
        ),
    )

    login: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(60))
    role: Mapped[Role] = mapped_column(choice(Role, "have_a_known_role"))
    scope_id: Mapped[str | None] = mapped_column(String(36), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=True)
    password_expires_at: Mapped[datetime | None] = mapped_column(Instant)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)
    district: Mapped[District] = relationship()


class UserSession(Keyed, Base):
    """A sign-in that is still good. Only the token's SHA-256 is kept, so a stolen database opens nothing.

    ``device`` is a word or two about browser and system, never what the browser sent; the address is a keyed index.
    ``is_strong``: the second factor was shown.
    """

    __tablename__ = "user_sessions"
    __table_args__ = (UniqueConstraint("token_hash", name="have_a_token_of_their_own"),)

    token_hash: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    device: Mapped[str] = mapped_column(String(40), default="")
    address_index: Mapped[str] = mapped_column(String(64), default="")
    is_strong: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    user: Mapped[User] = relationship()
    sighting: Mapped["SessionSighting | None"] = relationship(lazy="joined")

    @property
    def last_seen_at(self) -> datetime:
        """When somebody was last seen in this session, to the minute."""
        return max(self.created_at, self.sighting.at) if self.sighting else self.created_at


class SessionSighting(Base):
    """When a session was last seen: the one thing a GET may change, so it stands apart and outside the audit chain."""

    __tablename__ = "session_sightings"

    session_id: Mapped[str] = mapped_column(ForeignKey("user_sessions.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)


class HalfSignIn(Keyed, Base):
    """A right password that still waits for the second factor. It opens nothing but the page that asks for that."""

    __tablename__ = "half_sign_ins"
    __table_args__ = (UniqueConstraint("token_hash", name="have_a_token_of_their_own"),)

    token_hash: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    user: Mapped[User] = relationship()


class TotpFactor(Keyed, Base):
    """The secret that an account shares with a phone app (RFC 6238); it counts once a first code has confirmed it.

    ``last_step`` is the time step of the last code that was accepted: each step opens once.
    """

    __tablename__ = "totp_factors"
    __table_args__ = (UniqueConstraint("user_id", name="are_one_per_account"),)

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    secret = Sealed()
    secret_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)


class RecoveryCode(Keyed, Base):
    """A code on paper for the day when the phone is gone: opens once, kept as SHA-256 of 79 random bits."""

    __tablename__ = "recovery_codes"
    __table_args__ = (UniqueConstraint("code_hash", name="are_all_different"),)

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class Passkey(Keyed, Base):
    """A passkey (WebAuthn): only the public key is here. ``sign_count`` going backwards would mean a copied key."""

    __tablename__ = "passkeys"
    __table_args__ = (UniqueConstraint("credential_hash", name="are_registered_once"),)

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    credential_hash: Mapped[str] = mapped_column(String(64))
    credential: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    last_used_at: Mapped[datetime | None] = mapped_column(Instant)


class PasskeyChallenge(Keyed, Base):
    """What a browser was asked to sign, for one account and one purpose; answered once, within minutes."""

    __tablename__ = "passkey_challenges"
    __table_args__ = (UniqueConstraint("challenge", name="are_all_different"),)

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    challenge: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class HandOver(Keyed, InDistrict, Base):
    """A code with which an employer's next person takes an account over: on paper, once, for seven days.

    ``scope_id`` is the employer, ``former_id`` the account that ends with it (None = the employer's first account).
    """

    __tablename__ = "hand_overs"
    __table_args__ = (
        UniqueConstraint("code_hash", name="have_a_code_of_their_own"),
        Index(
            "an_employer_hands_over_once_at_a_time",
            "scope_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        CheckConstraint("new_id IS NULL OR closed_at IS NOT NULL", name="are_over_once_somebody_came"),
    )

    scope_id: Mapped[str] = mapped_column(String(36))
    former_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    made_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    code_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    new_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))


class SignInFailure(Keyed, Base):
    """A refused sign-in, kept to slow guessing down; the login is kept as a keyed index, the address likewise."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (Index("ix_sign_in_failures_who", "login_index", "address_index", "at"),)

    login_index: Mapped[str] = mapped_column(String(64))
    address_index: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Instant)


class ApiToken(Keyed, Base):
    """A bearer token for ``/api/v1``: printed once, kept as SHA-256."""

    __tablename__ = "api_tokens"
    __table_args__ = (UniqueConstraint("token_hash", name="are_all_different"),)

    token_hash: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    user: Mapped[User] = relationship()
