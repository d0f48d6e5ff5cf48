"""Sessions on the server: begin one, find whose it is, note that it is in use, end it. The browser holds a token."""

from datetime import datetime

from sqlalchemy import update

from jobmatch import clock
from jobmatch.accounts import passwords, queries, rules
from jobmatch.accounts.tables import SessionSighting, User, UserSession
from jobmatch.storage.act import Actor, act, beside
from jobmatch.storage.base import db


def actor_for(user: User) -> Actor:
    """Return ``user`` as the one who acts."""
    return Actor("human", user.id, user.district_id)


def begin(user: User, device: str, address_index: str, is_strong: bool = False) -> str:
    """Begin a session inside the act under way and return its token, which is new every time (ASVS 7.2.4)."""
    token, at = passwords.new_token(), clock.now()
    session = UserSession(
        token_hash=passwords.token_digest(token),
        user_id=user.id,
        device=device,
        address_index=address_index,
        is_strong=is_strong,
        created_at=at,
    )
    db.session.add(session)
    db.session.flush()
    db.session.add(SessionSighting(session_id=session.id, at=at))
    return token


def begin_anew(user: User, token: str) -> str:
    """End every session of ``user`` and begin a strong one in the place of the one of ``token``; returns its token."""
    here = queries.find_user_session(token)
    device, address_index = (here.device, here.address_index) if here is not None else ("", "")
    end_sessions(actor_for(user), user)
    return begin(user, device, address_index, is_strong=True)


def find_signed_in(token: str) -> UserSession | None:
    """Return the session of whoever is signed in with ``token``, or None when it is over or the account disabled.

    Whoever is found has been seen: that is written down, once a minute at most.
    """
    session = queries.find_user_session(token)
    if session is None or session.user.disabled_at is not None or find_end(session) is not None:
        return None
    at = clock.now()
    if at - session.last_seen_at >= rules.SEEN_EVERY:
        _note_seen(session.id, at)
    return session


def _note_seen(session_id: str, at: datetime) -> None:
    """A clock that was put back moves nothing: the later instant stays."""
    with beside() as connection:
        sighting = update(SessionSighting).where(SessionSighting.session_id == session_id, SessionSighting.at < at)
        connection.execute(sighting.values(at=at))


def find_over(token: str) -> tuple[User, rules.Ended] | None:
    """Return whose session ``token`` opened and why it is over, or None where it is good or never was."""
    session = queries.find_user_session(token)
    end = find_end(session) if session is not None else None
    return (session.user, end) if session is not None and end is not None else None


def find_end(session: UserSession) -> rules.Ended | None:
    """Return why a session is over, or None while it is good."""
    times = rules.SessionTimes(session.created_at, session.last_seen_at, session.ended_at)
    return rules.find_end(session.user.role, times, clock.now())


def sign_out(user: User, token: str) -> None:
    """End the session everywhere: its token opens nothing any more."""
    with act(by=actor_for(user), action="user.signed_out", about=user):
        session = queries.find_user_session(token)
        if session is not None and session.ended_at is None:
            session.ended_at = clock.now()


def end_session(by: Actor, user: User, session_id: str) -> bool:
    """End one session of ``user``; False when there is no such open one."""
    with act(by=by, action="user.session_ended", about=user) as this:
        found = next((one for one in queries.list_open_sessions(user.id) if one.id == session_id), None)
        if found is None:
            this.cancel()
            return False
        found.ended_at = clock.now()
        this.note(session=found.id)
    return True


def end_sessions(by: Actor, user: User, keep_token: str | None = None) -> int:
    """End every session of ``user``, wherever it is open, but the one of ``keep_token``; returns how many ended.

    To be called inside whatever changes what the account may do: role, scope, password, second factor, being disabled.
    """
    kept = passwords.token_digest(keep_token) if keep_token else None
    with act(by=by, action="user.sessions_ended", about=user) as this:
        ended = [one for one in queries.list_open_sessions(user.id) if one.token_hash != kept]
        for session in ended:
            session.ended_at = clock.now()
        for half in queries.list_open_halves(user.id):
            half.done_at = clock.now()
        this.note(sessions_ended=len(ended))
    return len(ended)
