"""Forgetting what signing in leaves behind once it serves nothing any more; the audit trail keeps what happened."""

from sqlalchemy import delete, or_, select

from jobmatch import clock
from jobmatch.accounts import rules
from jobmatch.accounts.tables import HalfSignIn, PasskeyChallenge, SessionSighting, SignInFailure, UserSession
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db


def prune() -> None:
    """Delete failed sign-ins, half ones and challenges of yesterday, and sessions that are over and no longer tell
    which addresses an account knows."""
    at = clock.now()
    yesterday, long_ago = at - rules.TRACES_KEPT, at - rules.KNOWN_FOR
    over = or_(UserSession.ended_at.is_not(None), UserSession.created_at <= at - rules.SESSION_LASTS)
    old = select(UserSession.id).where(over, UserSession.created_at < long_ago)
    gone = (
        delete(SignInFailure).where(SignInFailure.at < yesterday).returning(SignInFailure.id),
        delete(HalfSignIn).where(HalfSignIn.created_at < yesterday).returning(HalfSignIn.id),
        delete(PasskeyChallenge).where(PasskeyChallenge.created_at < yesterday).returning(PasskeyChallenge.id),
        delete(SessionSighting).where(SessionSighting.session_id.in_(old)).returning(SessionSighting.session_id),
        delete(UserSession).where(UserSession.id.in_(old)).returning(UserSession.id),
    )
    with act(by=MACHINE, action="sign_ins.pruned") as this:
        this.note(rows=sum(len(db.session.execute(statement).all()) for statement in gone))
