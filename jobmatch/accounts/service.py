"""Acts on accounts: add one, change and reset the password, take a factor away, make an API token."""

from dataclasses import dataclass

from sqlalchemy import delete

from jobmatch import clock
from jobmatch.accounts import passwords, queries, rules
from jobmatch.accounts.sessions import actor_for, end_sessions
from jobmatch.accounts.tables import ApiToken, Passkey, RecoveryCode, Role, SignInFailure, TotpFactor, User
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.indexes import blind_indexes

__all__ = [
    "NewAccount",
    "actor_for",
    "add_user",
    "change_password",
    "end_sessions",
    "make_token",
    "reset_password",
    "reset_second_factor",
    "revoke_tokens",
    "unlock",
]


@dataclass(frozen=True)
class NewAccount:
    """An account just made, with the password that is shown once."""

    user: User
    password_once: str


def add_user(by: Actor, district_id: str, role: Role, name: str, login: str, scope_id: str | None) -> NewAccount:
    """Make an account with a one-time password that must be changed at the first sign-in, within seven days."""
    password = passwords.one_time_password()
    with act(by=by, action="user.added") as this:
        user = User(
            district_id=district_id,
            role=role,
            name=name,
            login=login,
            scope_id=scope_id,
            password_hash=passwords.hash_password(password),
            password_expires_at=clock.now() + rules.ONE_TIME_PASSWORD_LASTS,
        )
        db.session.add(user)
        this.about(user)
    return NewAccount(user, password)


def change_password(user: User, password: str, keep_token: str | None = None) -> None:
    """Set a new password; ``rules.find_password_fault`` has been asked before.

    Every other session of the account ends, wherever it is open; the one of ``keep_token`` goes on (ASVS 7.4.3).
    """
    by = actor_for(user)
    with act(by=by, action="user.password_changed", about=user):
        user.password_hash = passwords.hash_password(password)
        user.must_change_password, user.password_expires_at = False, None
        end_sessions(by, user, keep_token)


def reset_password(by: Actor, user: User) -> str:
    """Give ``user`` a one-time password, good for seven days, and return it; every session of theirs ends."""
    password = passwords.one_time_password()
    with act(by=by, action="user.password_reset", about=user):
        user.password_hash = passwords.hash_password(password)
        user.must_change_password = True
        user.password_expires_at = clock.now() + rules.ONE_TIME_PASSWORD_LASTS
        end_sessions(by, user)
    return password


def reset_second_factor(by: Actor, user: User) -> None:
    """Take away every second factor of ``user``, who sets up a new one at the next sign-in; every session ends."""
    with act(by=by, action="user.second_factor_reset", about=user) as this:
        for table, name in ((TotpFactor, "apps"), (RecoveryCode, "recovery_codes"), (Passkey, "passkeys")):
            gone = db.session.execute(delete(table).where(table.user_id == user.id).returning(table.id)).all()
            this.note(**{name: len(gone)})
        end_sessions(by, user)


def unlock(by: Actor, user: User) -> int:
    """Forget the failed sign-ins of ``user``, so that nobody has to wait; returns how many there were."""
    with act(by=by, action="user.unlocked", about=user) as this:
        indexes = blind_indexes("sign_in.login", user.login)
        query = delete(SignInFailure).where(SignInFailure.login_index.in_(indexes)).returning(SignInFailure.id)
        forgotten = len(db.session.execute(query).all())
        this.note(failures=forgotten)
    return forgotten


def make_token(by: Actor, user: User) -> str:
    """Make an API token for ``user`` and return it; it is shown once."""
    token = passwords.new_token()
    with act(by=by, action="user.token_made", about=user):
        db.session.add(ApiToken(token_hash=passwords.token_digest(token), user_id=user.id, created_at=clock.now()))
    return token


def revoke_tokens(by: Actor, user: User) -> int:
    """Revoke every API token of ``user``; returns how many were good until now."""
    with act(by=by, action="user.tokens_revoked", about=user) as this:
        good = queries.list_good_tokens(user.id)
        for token in good:
            token.revoked_at = clock.now()
        this.note(tokens=len(good))
    return len(good)
