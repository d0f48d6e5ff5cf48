"""Questions about districts, towns, accounts and sessions."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from jobmatch.accounts.passwords import token_digest
from jobmatch.accounts.tables import ApiToken, District, HalfSignIn, SignInFailure, Town, User, UserSession
from jobmatch.storage.base import db


def find_district() -> District | None:
    """Return the district of this installation, or None before there is one."""
    return db.session.scalar(select(District).order_by(District.code).limit(1))


def find_user(login: str) -> User | None:
    """Return the account with that login, or None."""
    return db.session.scalar(select(User).where(User.login == login))


def find_user_session(token: str) -> UserSession | None:
    """Return the session that ``token`` opens, ended or not, or None."""
    return db.session.scalar(select(UserSession).where(UserSession.token_hash == token_digest(token)))


def list_open_sessions(user_id: str) -> list[UserSession]:
    """List the sessions of an account that nobody has ended, oldest first."""
    query = select(UserSession).where(UserSession.user_id == user_id, UserSession.ended_at.is_(None))
    return list(db.session.scalars(query.order_by(UserSession.created_at, UserSession.id)))


def list_open_halves(user_id: str) -> list[HalfSignIn]:
    """List the sign-ins of an account that still wait for the second factor, oldest first."""
    query = select(HalfSignIn).where(HalfSignIn.user_id == user_id, HalfSignIn.done_at.is_(None))
    return list(db.session.scalars(query.order_by(HalfSignIn.created_at, HalfSignIn.id)))


def names_of(user_ids: Iterable[str]) -> dict[str, str]:
    """Return the names of accounts by key; all of them in one question."""
    query = select(User.id, User.name).where(User.id.in_(set(user_ids)))
    return {row.id: row.name for row in db.session.execute(query)}


def find_token_owner(token: str) -> User | None:
    """Return whose API token this is, or None when it is unknown, revoked or its owner is disabled."""
    query = (
        select(User)
        .join(ApiToken, ApiToken.user_id == User.id)
        .where(ApiToken.token_hash == token_digest(token), ApiToken.revoked_at.is_(None), User.disabled_at.is_(None))
    )
    return db.session.scalar(query)


def list_good_tokens(user_id: str) -> list[ApiToken]:
    """List the API tokens of an account that nobody has revoked, oldest first."""
    query = select(ApiToken).where(ApiToken.user_id == user_id, ApiToken.revoked_at.is_(None))
    return list(db.session.scalars(query.order_by(ApiToken.created_at, ApiToken.id)))


def list_failures(login_index: str, address_index: str, since: datetime) -> list[datetime]:
    """List when sign-ins of that login from that address failed after ``since``, oldest first."""
    query = select(SignInFailure.at).where(
        SignInFailure.login_index == login_index,
        SignInFailure.address_index == address_index,
        SignInFailure.at > since,
    )
    return list(db.session.scalars(query.order_by(SignInFailure.at)))


def list_towns(district_id: str) -> list[Town]:
    """List the towns of a district in the order of their names' first entry."""
    return list(db.session.scalars(select(Town).where(Town.district_id == district_id).order_by(Town.name)))


def find_town(district_id: str, town_id: str) -> Town | None:
    """Return the town of that key in that district, or None."""
    return db.session.scalar(select(Town).where(Town.district_id == district_id, Town.id == town_id))
