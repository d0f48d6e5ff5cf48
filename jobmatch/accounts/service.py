"""Acts on accounts: add one, sign in and out, change the password, make an API token."""

from dataclasses import dataclass

from jobmatch import clock
from jobmatch.accounts import passwords, queries, rules
from jobmatch.accounts.tables import ApiToken, Role, SignInFailure, User, UserSession
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.sealed import blind_index


class SignInRefusedError(Exception):
    """The sign-in failed; ``reason`` never tells whether the account exists."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class NewAccount:
    """An account just made, with the password that is shown once."""

    user: User
    password_once: str


def actor_for(user: User) -> Actor:
    """Return ``user`` as the one who acts."""
    return Actor("human", user.id, user.district_id)


def add_user(by: Actor, district_id: str, role: Role, name: str, login: str, scope_id: str | None) -> NewAccount:
    """Make an account with a one-time password that must be changed at the first sign-in."""
    password = passwords.one_time_password()
    with act(by=by, action="user.added") as this:
        user = User(
            district_id=district_id,
            role=role,
            name=name,
            login=login,
            scope_id=scope_id,
            password_hash=passwords.hash_password(password),
        )
        db.session.add(user)
        this.about(user)
    return NewAccount(user, password)


def sign_in(login: str, password: str, address: str) -> str:
    """Check ``password`` and return the token of a new session. Raises ``SignInRefusedError``."""
    who = blind_index("sign_in.login", login), blind_index("sign_in.address", address)
    at = clock.now()
    if rules.must_wait(queries.list_failures(*who, since=at - rules.FAILURE_WINDOW), at):
        raise SignInRefusedError("sign_in.wait")
    user = queries.find_user(login)
    fits = passwords.matches(user.password_hash if user else None, password)
    if user is None or not fits or user.disabled_at is not None:
        with act(by=Actor("device"), action="user.sign_in_refused"):
            db.session.add(SignInFailure(login_index=who[0], address_index=who[1], at=at))
        raise SignInRefusedError("sign_in.refused")
    token = passwords.new_token()
    with act(by=actor_for(user), action="user.signed_in", about=user):
        db.session.add(UserSession(token_hash=passwords.token_digest(token), user_id=user.id, created_at=at))
    return token


def find_signed_in(token: str) -> User | None:
    """Return who is signed in with ``token``, or None when the session is over or the account disabled."""
    session = queries.find_user_session(token)
    if session is None or rules.has_ended(session.created_at, session.ended_at, clock.now()):
        return None
    return None if session.user.disabled_at else session.user


def sign_out(user: User, token: str) -> None:
    """End the session everywhere: its token opens nothing any more."""
    with act(by=actor_for(user), action="user.signed_out", about=user):
        session = queries.find_user_session(token)
        if session is not None and session.ended_at is None:
            session.ended_at = clock.now()


def change_password(user: User, password: str, keep_token: str | None = None) -> None:
    """Set a new password; ``rules.find_password_fault`` has been asked before.

    Every other session of the account ends, wherever it is open; the one of ``keep_token`` goes on (ASVS 7.4.3).
    """
    kept = passwords.token_digest(keep_token) if keep_token else None
    with act(by=actor_for(user), action="user.password_changed", about=user) as this:
        user.password_hash = passwords.hash_password(password)
        user.must_change_password = False
        ended = [one for one in queries.list_open_sessions(user.id) if one.token_hash != kept]
        for session in ended:
            session.ended_at = clock.now()
        this.note(sessions_ended=len(ended))


def knows_password(user: User, password: str) -> bool:
    """Tell whether ``password`` is the account's present one."""
    return passwords.matches(user.password_hash, password)


def make_token(by: Actor, user: User) -> str:
    """Make an API token for ``user`` and return it; it is shown once."""
    token = passwords.new_token()
    with act(by=by, action="user.token_made", about=user):
        db.session.add(ApiToken(token_hash=passwords.token_digest(token), user_id=user.id, created_at=clock.now()))
    return token
