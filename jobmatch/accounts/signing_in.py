"""Signing in: the password, then the second factor where the account has one. Guessing is slowed down before both."""

from dataclasses import dataclass

from sqlalchemy import update

from jobmatch import clock, metrics
from jobmatch.accounts import passkeys, passwords, queries, rules, second_factor, sessions
from jobmatch.accounts.passkeys import Answer, Site
from jobmatch.accounts.sessions import actor_for
from jobmatch.accounts.tables import HalfSignIn, SignInFailure, User
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.indexes import blind_index
from jobmatch.wording import SentenceError


class SignInRefusedError(SentenceError):
    """The sign-in failed; what it says never tells whether the account exists."""

    @property
    def must_wait(self) -> bool:
        """Tell whether waiting is what helps."""
        return self.key == "sign_in.wait"


@dataclass(frozen=True)
class Caller:
    """From where somebody signs in: the address, and browser and system in coarse words."""

    address: str
    device: str = ""

    @property
    def address_index(self) -> str:
        """The keyed index under which the address is kept."""
        return blind_index("sign_in.address", self.address)


@dataclass(frozen=True)
class Entry:
    """A right password: the token of a session, or (``is_half``) of a sign-in that waits for the second factor."""

    token: str
    is_half: bool = False


def sign_in(login: str, password: str, caller: Caller) -> Entry:
    """Check ``password`` and let its owner in, or on to the second factor. Raises ``SignInRefusedError``.

    Whether there is such an account or not, the same statements and one hash are computed; while somebody must wait,
    none is.
    """
    refuse_while_waiting(login, caller)
    user = queries.find_user(login)
    fits = passwords.matches(user.password_hash if user else None, password)
    if user is None or not fits or user.disabled_at is not None:
        note_failure(login, caller)
        raise SignInRefusedError("sign_in.refused")
    if rules.is_expired(user.password_expires_at, clock.now()):
        raise SignInRefusedError("sign_in.password_expired")
    if queries.has_second_factor(user.id):
        return Entry(_begin_half(user), is_half=True)
    with act(by=actor_for(user), action="user.signed_in", about=user):
        return Entry(sessions.begin(user, caller.device, caller.address_index))


def find_half(token: str) -> HalfSignIn | None:
    """Return the sign-in that waits for its second factor, or None when it is done, too old or the account disabled."""
    half = queries.find_half(token)
    if half is None or half.done_at is not None or half.user.disabled_at is not None:
        return None
    return half if clock.now() - half.created_at < rules.HALF_LASTS else None


def give_code(token: str, code: str, caller: Caller) -> str:
    """Finish a sign-in with a code from the app or from paper; returns the token of the session.

    Raises ``SignInRefusedError``; wrong codes count as failed sign-ins.
    """
    half = _half_of(token)
    refuse_while_waiting(half.user.login, caller)
    with act(by=actor_for(half.user), action="user.signed_in", about=half.user) as this:
        way = second_factor.use_code(half.user_id, code)
        if way is not None and _finish(half):
            this.note(second_factor=way)
            return sessions.begin(half.user, caller.device, caller.address_index, is_strong=True)
        this.cancel()
    note_failure(half.user.login, caller)
    raise SignInRefusedError("second_factor.code_wrong")


def give_passkey(token: str, answer: Answer, site: Site, caller: Caller) -> str:
    """Finish a sign-in with what a passkey signed; returns the token of the session. Raises ``SignInRefusedError``."""
    half = _half_of(token)
    refuse_while_waiting(half.user.login, caller)
    signed = passkeys.find_signed(half.user, site, answer)
    if signed is not None:
        with act(by=actor_for(half.user), action="user.signed_in", about=half.user) as this:
            if passkeys.use(*signed) and _finish(half):
                this.note(second_factor="passkey", passkey=signed[0])
                return sessions.begin(half.user, caller.device, caller.address_index, is_strong=True)
            this.cancel()
    note_failure(half.user.login, caller)
    raise SignInRefusedError("passkey.not_accepted")


def refuse_while_waiting(login: str, caller: Caller) -> None:
    """Refuse who failed too often of late, before anything dear is computed. Raises ``SignInRefusedError``."""
    at = clock.now()
    index, address = blind_index("sign_in.login", login), caller.address_index
    failures = queries.list_failures(index, address, since=at - rules.FAILURE_WINDOW)
    is_known = queries.has_signed_in_from(login, address, since=at - rules.KNOWN_FOR)
    if wait := rules.find_wait(failures, is_known, at):
        raise SignInRefusedError("sign_in.wait", minutes=-(-int(wait.total_seconds()) // 60))


def note_failure(login: str, caller: Caller) -> None:
    """Write down that a sign-in, or a code, failed."""
    with act(by=Actor("device"), action="user.sign_in_refused"):
        index = blind_index("sign_in.login", login)
        db.session.add(SignInFailure(login_index=index, address_index=caller.address_index, at=clock.now()))
    metrics.SIGN_IN_FAILURES.inc()


def _begin_half(user: User) -> str:
    token = passwords.new_token()
    with act(by=actor_for(user), action="user.password_given", about=user):
        half = HalfSignIn(token_hash=passwords.token_digest(token), user_id=user.id, created_at=clock.now())
        db.session.add(half)
    return token


def _half_of(token: str) -> HalfSignIn:
    half = find_half(token)
    if half is None:
        raise SignInRefusedError("sign_in.half_over")
    return half


def _finish(half: HalfSignIn) -> bool:
    """Use the half sign-in up inside the act under way; False when another request was first."""
    open_half = update(HalfSignIn).where(HalfSignIn.id == half.id, HalfSignIn.done_at.is_(None))
    return db.session.execute(open_half.values(done_at=clock.now()).returning(HalfSignIn.id)).first() is not None
