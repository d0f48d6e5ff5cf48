"""Who is signed in on this request: a random token in the session cookie, looked up in the server-side sessions."""

from flask import Flask, Request, g, request, session
from flask_login import current_user, login_user, logout_user

from jobmatch.accounts import sessions
from jobmatch.accounts.rules import Ended
from jobmatch.accounts.sessions import actor_for
from jobmatch.accounts.tables import User
from jobmatch.extensions import login_manager
from jobmatch.storage.act import Actor
from jobmatch.web.tracing import note_account


class SignedIn:
    """What Flask-Login carries: the account and the token that opened it."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, user: User, token: str) -> None:
        self.user, self.token = user, token

    def get_id(self) -> str:
        """Return what the session cookie keeps: the token, never the account's own id."""
        return self.token


def init_app(app: Flask) -> None:
    """Bind Flask-Login to ``app``."""
    login_manager.init_app(app)
    login_manager.session_protection = None
    login_manager.user_loader(_load)


def _load(token: str) -> SignedIn | None:
    user = sessions.find_signed_in(token)
    if user is not None:
        note_account(user.id, user.role.value)
    return SignedIn(user, token) if user else None


def signed_in_user() -> User | None:
    """Return the account that is signed in, or None."""
    user: User | None = getattr(current_user, "user", None)
    return user


def get_signed_in_user() -> User:
    """Return the account that is signed in. Raises ``PermissionError``; behind the guard there always is one."""
    user = signed_in_user()
    if user is None:
        raise PermissionError("Nobody is signed in.")
    return user


def current_actor() -> Actor:
    """Return the signed-in person as the one who acts. Raises ``PermissionError`` when nobody is signed in."""
    return actor_for(get_signed_in_user())


def find_over() -> tuple[User, Ended] | None:
    """Return whose session this browser's cookie opened and why it is over, or None where there was none."""
    token = session.get("_user_id")
    return sessions.find_over(str(token)) if token else None


def remember(token: str) -> None:
    """Begin a browser session for ``token`` with a fresh cookie, so that an older one is worth nothing."""
    language = session.get("lang")
    session.clear()
    # The token of forms was made for the session that is gone; a page drawn in this very request needs a new one.
    g.pop("csrf_token", None)
    if language:
        session["lang"] = language
    user = sessions.find_signed_in(token)
    if user is not None:
        login_user(SignedIn(user, token))


def current_token() -> str:
    """Return the token of this browser's session. Raises ``PermissionError`` when nobody is signed in."""
    token = current_user.get_id()
    if token is None:
        raise PermissionError("Nobody is signed in.")
    return str(token)


def forget() -> None:
    """End the session on the server and in the browser."""
    signed_in: SignedIn | None = current_user._get_current_object() if current_user.is_authenticated else None
    if signed_in is not None:
        sessions.sign_out(signed_in.user, signed_in.token)
    logout_user()
    session.clear()


def client_address(of: Request = request) -> str:
    """Return the address that the request came from."""
    return of.remote_addr or "unknown"
