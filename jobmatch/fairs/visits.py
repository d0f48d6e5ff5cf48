"""A visit at the kiosk: what its browser's cookie opens, from the ticket until somebody or the clock ends it.

*Decision* (docs/decisions/0061): the cookie holds a random token and nothing else. What it opens is decided here, so a
copy of the cookie is worth nothing from the moment in which the visit ends.
"""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jobmatch import clock
from jobmatch.accounts.passwords import new_token, token_digest
from jobmatch.fairs.tables import KioskVisit, KioskVisitEnd, Ticket
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError

_ENDED_ALREADY = "kiosk_visit_ends_come_once_a_visit"


def begin(by: Actor, ticket: Ticket) -> str:
    """Begin a visit that shows ``ticket`` and return its token."""
    token = new_token()
    with act(by=by, action="kiosk.visit_begun") as this:
        visit = KioskVisit(token_hash=token_digest(token), submission_id=ticket.submission_id, begun_at=clock.now())
        db.session.add(visit)
        this.about(visit)
    return token


def find_shown(token: str, seconds: int) -> Ticket | None:
    """Return the ticket that ``token`` opens: while nobody has ended the visit, for ``seconds`` at most."""
    since = clock.now() - timedelta(seconds=seconds)
    query = (
        select(Ticket)
        .join(KioskVisit, KioskVisit.submission_id == Ticket.submission_id)
        .outerjoin(KioskVisitEnd, KioskVisitEnd.visit_id == KioskVisit.id)
        .where(KioskVisit.token_hash == token_digest(token), KioskVisit.begun_at >= since, KioskVisitEnd.id.is_(None))
    )
    return db.session.scalar(query.options(joinedload(Ticket.fair)))


def end(by: Actor, token: str) -> None:
    """End the visit of ``token`` for good; one that is over, or never was, is left alone."""
    visit = _find_going_on(token)
    if visit is None:
        return
    try:
        with act(by=by, action="kiosk.visit_ended", about=visit):
            db.session.add(KioskVisitEnd(visit_id=visit.id, at=clock.now()))
    except BrokenRuleError as error:
        # Two at once, a tap and the clock: the first one ended it.
        if error.rule != _ENDED_ALREADY:
            raise


def _find_going_on(token: str) -> KioskVisit | None:
    query = select(KioskVisit).outerjoin(KioskVisitEnd, KioskVisitEnd.visit_id == KioskVisit.id)
    return db.session.scalar(query.where(KioskVisit.token_hash == token_digest(token), KioskVisitEnd.id.is_(None)))
