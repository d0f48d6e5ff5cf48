"""Who is signed in on this request: a random token in the session cookie, looked up in the server-side sessions."""

from flask import Flask, Request, current_app, g, request, session
from flask_login import current_user, login_user, logout_user

from jobmatch.accounts import rules, sessions
from jobmatch.accounts.rules import Ended
from jobmatch.accounts.sessions import actor_for
from jobmatch.accounts.signing_in import Caller
from jobmatch.accounts.tables import User, UserSession
from jobmatch.config import Settings
from jobmatch.extensions import login_manager
from jobmatch.storage.act import Actor
from jobmatch.web.devices import device_of
from jobmatch.web.tracing import note_account

_HALF = "half"


class SignedIn:
    """What Flask-Login carries: the account and the token that opened it."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, session: UserSession, token: str) -> None:
        self.user, self.token, self.is_strong = session.user, token, session.is_strong

    def get_id(self) -> str:
        """Return what the session cookie keeps: the token, never the account's own id."""
        return self.token


def init_app(app: Flask) -> None:
    """Bind Flask-Login to ``app``."""
    login_manager.init_app(app)
    login_manager.session_protection = None
    login_manager.user_loader(_load)


def _load(token: str) -> SignedIn | None:
    found = sessions.find_signed_in(token)
    if found is not None:
        note_account(found.user.id, found.user.role.value)
    return SignedIn(found, token) if found else None


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


def needs_second_factor() -> bool:
    """Tell whether whoever is signed in must have a second factor and has not shown one."""
    user = signed_in_user()
    return user is not None and not current_user.is_strong and is_second_factor_required(user)


def is_second_factor_required(user: User) -> bool:
    """Tell whether this installation wants a second factor of ``user``."""
    settings: Settings = current_app.config["JOBMATCH"]
    return rules.needs_second_factor(user.role, settings.second_factor)


def find_over() -> tuple[User, Ended] | None:
    """Return whose session this browser's cookie opened and why it is over, or None where there was none."""
    token = session.get("_user_id")
    return sessions.find_over(str(token)) if token else None


def caller() -> Caller:
    """Return from where this request comes, as the sign-in counts it."""
    return Caller(client_address(), device_of())


def remember_half(token: str) -> None:
    """Keep the sign-in that waits for its second factor, in a fresh cookie: it opens nothing else."""
    _begin_afresh()
    session[_HALF] = token


def half_token() -> str | None:
    """Return the token of the sign-in that waits for its second factor in this browser, or None."""
    token: str | None = session.get(_HALF)
    return token


def remember(token: str) -> None:
    """Begin a browser session for ``token`` with a fresh cookie, so that an older one is worth nothing."""
    _begin_afresh()
    found = sessions.find_signed_in(token)
    if found is not None:
        login_user(SignedIn(found, token))


def _begin_afresh() -> None:
    """Keep nothing of the browser's session but its language."""
    language = session.get("lang")
    session.clear()
    # The token of forms was made for the session that is gone; a page drawn in this very request needs a new one.
    g.pop("csrf_token", None)
    if language:
        session["lang"] = language


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
