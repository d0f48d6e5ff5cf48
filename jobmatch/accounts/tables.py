"""Districts and towns, accounts with a role and a scope, server-side sessions, API tokens."""

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned, choice


class Role(enum.StrEnum):
    """What an account is for; ``jobmatch/web/access.py`` says what each may open."""

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


class User(Keyed, InDistrict, Versioned, Base):
    """An account of a person. ``scope_id`` narrows the role to one employer, village or workshop; None = district."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("login", name="have_a_login_of_their_own"),
        CheckConstraint("role <> 'employer' OR scope_id IS NOT NULL", name="of_an_employer_name_the_employer"),
    )

    login: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(60))
    role: Mapped[Role] = mapped_column(choice(Role, "have_a_known_role"))
    scope_id: Mapped[str | None] = mapped_column(String(36), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=True)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)
    district: Mapped[District] = relationship()


class UserSession(Keyed, Base):
    """A sign-in that is still good. Only the token's SHA-256 is kept, so a stolen database opens nothing."""

    __tablename__ = "user_sessions"
    __table_args__ = (UniqueConstraint("token_hash", name="have_a_token_of_their_own"),)

    token_hash: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    user: Mapped[User] = relationship()


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
