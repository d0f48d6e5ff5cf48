"""Signing in: the password, then the second factor where the account has one. Guessing is slowed down before both.

Whoever must wait is refused before anything dear is computed, and is asked about once more in the act that says
whether the guess was right (``_take_turn``): many who guess at once are all let past the first question, but no more
of them than the rule allows learn anything, and the right guess among the others opens nothing.
"""

from dataclasses import dataclass

from sqlalchemy import update

from jobmatch import clock, metrics
from jobmatch.accounts import passkeys, passwords, queries, rules, second_factor, sessions
from jobmatch.accounts.passkeys import Answer, Site
from jobmatch.accounts.sessions import actor_for
from jobmatch.accounts.tables import HalfSignIn, SignInFailure, User
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.indexes import blind_index, blind_indexes, wait_for_others
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
        return Entry(_begin_half(user, caller), is_half=True)
    with act(by=actor_for(user), action="user.signed_in", about=user):
        _take_turn(login, caller)
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
    # A wrong code takes its turn once, to be noted: asked about in an act before that, it would learn that it is wrong.
    if second_factor.fits(half.user_id, code):
        with act(by=actor_for(half.user), action="user.signed_in", about=half.user) as this:
            _take_turn(half.user.login, caller)
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
        # Nobody guesses a signature, so it takes no turn: copies of it that came too late would make its owner wait.
        with act(by=actor_for(half.user), action="user.signed_in", about=half.user) as this:
            if passkeys.use(*signed) and _finish(half):
                this.note(second_factor="passkey", passkey=signed[0])
                return sessions.begin(half.user, caller.device, caller.address_index, is_strong=True)
            this.cancel()
    note_failure(half.user.login, caller)
    raise SignInRefusedError("passkey.not_accepted")


def is_own_password(user: User, password: str, caller: Caller) -> bool:
    """Tell whether somebody who is signed in knows the account's password; wrong ones count as failed sign-ins.

    Raises ``SignInRefusedError``: a screen that was left open is no place to guess at either.
    """
    refuse_while_waiting(user.login, caller)
    if not passwords.matches(user.password_hash, password):
        note_failure(user.login, caller)
        return False
    with act(by=actor_for(user), action="user.password_given", about=user) as this:
        _take_turn(user.login, caller)
        this.cancel()
    return True


def refuse_while_waiting(login: str, caller: Caller) -> None:
    """Refuse who failed too often of late, before anything dear is computed. Raises ``SignInRefusedError``."""
    at = clock.now()
    logins, addresses = blind_indexes("sign_in.login", login), blind_indexes("sign_in.address", caller.address)
    failures = queries.list_failures(logins, addresses, since=at - rules.FAILURE_WINDOW)
    is_known = queries.has_signed_in_from(login, addresses, since=at - rules.KNOWN_FOR)
    if wait := rules.find_wait(failures, is_known, at):
        raise SignInRefusedError("sign_in.wait", minutes=-(-int(wait.total_seconds()) // 60))


def note_failure(login: str, caller: Caller) -> None:
    """Write down that a sign-in, or a code, failed. Raises ``SignInRefusedError`` where too many did meanwhile."""
    with act(by=Actor("device"), action="user.sign_in_refused"):
        _take_turn(login, caller)
        index = blind_index("sign_in.login", login)
        db.session.add(SignInFailure(login_index=index, address_index=caller.address_index, at=clock.now()))
    metrics.SIGN_IN_FAILURES.inc()


def _take_turn(login: str, caller: Caller) -> None:
    """Let the guesses of one login, and those from one address, be judged one after the other, inside an act.

    Raises ``SignInRefusedError`` where those before were too many. The locks are always taken in the same order.
    """
    for what in sorted((f"sign_in.login {login}", f"sign_in.address {caller.address}")):
        wait_for_others(what)
    refuse_while_waiting(login, caller)


def _begin_half(user: User, caller: Caller) -> str:
    token = passwords.new_token()
    with act(by=actor_for(user), action="user.password_given", about=user):
        _take_turn(user.login, caller)
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
