"""Questions about districts, towns, accounts and sessions."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, or_, select

from jobmatch.accounts.passwords import token_digest
from jobmatch.accounts.rules import Failure
from jobmatch.accounts.tables import (
    ApiToken,
    District,
    HalfSignIn,
    HandOver,
    Passkey,
    RecoveryCode,
    SignInFailure,
    TotpFactor,
    Town,
    User,
    UserSession,
)
from jobmatch.storage.base import db

MOST_FAILURES = 200


def find_district() -> District | None:
    """Return the district of this installation, or None before there is one."""
    return db.session.scalar(select(District).order_by(District.code).limit(1))


def get_district(district_id: str) -> District:
    """Return a district."""
    return db.session.get_one(District, district_id)


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


def find_half(token: str) -> HalfSignIn | None:
    """Return the sign-in that ``token`` continues, done or not, or None."""
    return db.session.scalar(select(HalfSignIn).where(HalfSignIn.token_hash == token_digest(token)))


def find_totp(user_id: str) -> TotpFactor | None:
    """Return the secret that an account shares with an app, confirmed or not, or None."""
    return db.session.scalar(select(TotpFactor).where(TotpFactor.user_id == user_id))


def list_passkeys(user_id: str) -> list[Passkey]:
    """List the passkeys of an account, oldest first."""
    query = select(Passkey).where(Passkey.user_id == user_id)
    return list(db.session.scalars(query.order_by(Passkey.created_at, Passkey.id)))


def count_recovery_codes(user_id: str) -> int:
    """Count the recovery codes that still open."""
    query = select(func.count()).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(query) or 0


def has_recovery_code(user_id: str, code_hash: str) -> bool:
    """Tell whether that recovery code of an account still opens."""
    query = select(RecoveryCode.id).where(
        RecoveryCode.user_id == user_id, RecoveryCode.code_hash == code_hash, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(query.limit(1)) is not None


def has_app(user_id: str) -> bool:
    """Tell whether an account has an app that a first code has confirmed."""
    factor = find_totp(user_id)
    return factor is not None and factor.confirmed_at is not None


def has_second_factor(user_id: str) -> bool:
    """Tell whether an account has an app that was confirmed, or a passkey."""
    app = select(TotpFactor.id).where(TotpFactor.user_id == user_id, TotpFactor.confirmed_at.is_not(None))
    passkey = select(Passkey.id).where(Passkey.user_id == user_id)
    return bool(db.session.scalar(select(or_(app.exists(), passkey.exists()))))


def list_scope_accounts(district_id: str, scope_id: str) -> list[User]:
    """List the accounts for one employer, village or workshop, the open ones first, then by name."""
    query = select(User).where(User.district_id == district_id, User.scope_id == scope_id)
    return list(db.session.scalars(query.order_by(User.disabled_at.is_not(None), User.name, User.id)))


def find_open_hand_over(scope_id: str, at: datetime) -> HandOver | None:
    """Return the code that waits for an employer's next person at ``at``, or None."""
    return db.session.scalar(
        select(HandOver).where(HandOver.scope_id == scope_id, HandOver.closed_at.is_(None), HandOver.expires_at > at)
    )


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


def list_failures(logins: list[str], addresses: list[str], since: datetime) -> list[Failure]:
    """List the failed sign-ins after ``since`` of that login or from that address, oldest first; the newest 200.

    ``logins`` and ``addresses``: every index under which the one login and the one address may be kept.
    """
    query = select(SignInFailure).where(
        or_(SignInFailure.login_index.in_(logins), SignInFailure.address_index.in_(addresses)),
        SignInFailure.at > since,
    )
    newest = db.session.scalars(query.order_by(SignInFailure.at.desc(), SignInFailure.id).limit(MOST_FAILURES))
    return [
        Failure(one.at, one.login_index in logins, one.address_index in addresses) for one in reversed(list(newest))
    ]


def has_signed_in_from(login: str, addresses: list[str], since: datetime) -> bool:
    """Tell whether that account has signed in from that address, kept under one of its indexes, after ``since``."""
    query = (
        select(UserSession.id)
        .join(User, User.id == UserSession.user_id)
        .where(User.login == login, UserSession.address_index.in_(addresses), UserSession.created_at > since)
    )
    return db.session.scalar(query.limit(1)) is not None


def list_towns(district_id: str) -> list[Town]:
    """List the towns of a district in the order of their names' first entry."""
    return list(db.session.scalars(select(Town).where(Town.district_id == district_id).order_by(Town.name)))


def find_town(district_id: str, town_id: str) -> Town | None:
    """Return the town of that key in that district, or None."""
    return db.session.scalar(select(Town).where(Town.district_id == district_id, Town.id == town_id))
