"""Acts at a fair: one registration is one act, keyed by the device's own id, however often it is sent."""

import json
from typing import Any, NamedTuple

from sqlalchemy import bindparam, update

from jobmatch import clock
from jobmatch.fairs import blocks, limits, queries, rules, slips, visits
from jobmatch.fairs.blocks import Handed
from jobmatch.fairs.slips import Slip
from jobmatch.fairs.tables import Ticket
from jobmatch.matching import service as matching
from jobmatch.seekers import service as seekers
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.queries import find_kept
from jobmatch.seekers.service import Arrival
from jobmatch.storage.act import Act, Actor, act
from jobmatch.storage.base import Base, connection
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.storage.idempotency import KeyReusedError, body_hash
from jobmatch.storage.rows import keep
from jobmatch.wording import SentenceError

_SAME_KEY = "submissions_pk"
_FAIRS = Base.metadata.tables["fairs"].c
_DRAWING = (
    update(_FAIRS.id.table)
    .where(_FAIRS.id == bindparam("fair"))
    .values(last_ticket=_FAIRS.last_ticket + 1)
    .returning(_FAIRS.last_ticket, _FAIRS.name, _FAIRS.starts_on, _FAIRS.ends_on)
)


class FairRefusedError(SentenceError):
    """The fair takes no registration; its sentence says why."""


class Registered(NamedTuple):
    """What a registration came to. ``is_new`` is False when the same one had come before; ``visit`` is the token of
    the visit that shows the ticket, where one was asked for."""

    ticket: Ticket
    is_new: bool
    visit: str | None = None


def register(
    by: Actor,
    fair_id: str,
    arrival: Arrival,
    answers: Answers,
    *,
    on_screen: bool = False,
    handed: Handed | None = None,
) -> Registered:
    """Keep a submission and give it a ticket with the booths worth visiting, in one act.

    ``handed``: a device took it by itself and told the person a number of its block; that number it gets.

    ``on_screen`` begins the visit that shows the ticket, in the same act: nothing is kept of which nobody is told.

    The positions are ranked before the act, where nobody waits for it; the act only asks whether what is on the slip
    is still true. The same key with the same answers gives the same ticket. Raises ``KeyReusedError`` for other
    answers under a used key, ``LookupError`` for an unknown fair, ``FairRefusedError`` when it is not on,
    ``TooManyError`` when registrations come too thick.
    """
    source = arrival.source.key if arrival.source else None
    standing = queries.find_standing(fair_id, source, limits.window_begins())
    if standing is None or standing.district_id != arrival.district_id:
        raise LookupError(fair_id)
    if (again := _find_earlier(arrival, answers)) is not None:
        return _again(by, again, on_screen)
    limits.check(by, arrival, standing)
    slip = slips.draw_up(fair_id, arrival, answers)
    try:
        with act(by=by, action="fair.registered") as this:
            ticket = _register(this, fair_id, arrival, answers, slip, handed)
            return Registered(ticket, is_new=True, visit=visits.begin(by, ticket) if on_screen else None)
    except BrokenRuleError as error:
        # Two copies of one request side by side: the later answers with the earlier one's ticket.
        again = _find_earlier(arrival, answers) if error.rule == _SAME_KEY else None
        if again is None:
            raise
        return _again(by, again, on_screen)


def _again(by: Actor, ticket: Ticket, on_screen: bool) -> Registered:
    return Registered(ticket, is_new=False, visit=visits.begin(by, ticket) if on_screen else None)


def _register(this: Act, fair_id: str, arrival: Arrival, answers: Answers, slip: Slip, handed: Handed | None) -> Ticket:
    submission = seekers.submit(this.by, arrival, answers)
    if not slips.is_still_true(slip, fair_id):
        slip = slips.draw_up(fair_id, arrival, answers)
    if "recommend" in answers.consents and slip.is_ranked:
        matching.log_shown(this.by, arrival.district_id, slip.shown, submission_id=submission.id)
    ticket = Ticket(
        fair_id=fair_id,
        number=_told_number(fair_id, handed) if handed else _draw_number(fair_id),
        submission_id=submission.id,
        issued_at=clock.now(),
        taken_at=handed.taken_at if handed else None,
        slip=json.dumps(slip.lines, ensure_ascii=False),
    )
    keep(ticket)
    this.about(ticket)
    this.note(fair=fair_id, submission=submission.id)
    return ticket


def _told_number(fair_id: str, handed: Handed) -> int:
    """Return the number that a device told. *Decision:* it is taken after the fair is over too: what waited in an
    outbox all day was registered while it was on, and the numbers were given to that device alone."""
    blocks.refuse_foreign(fair_id, handed)
    return handed.number


def _draw_number(fair_id: str) -> int:
    """Draw the next number. Everybody at this fair queues for it, so it is drawn last.

    *Decision:* one UPDATE on the table, not a changed object: it leaves the fair's version alone, so that whoever edits
    the fair while people register is told of other editors only, and on PostgreSQL it takes the weaker lock (FOR NO
    KEY UPDATE) beside which submissions can name the fair.
    """
    fair = connection().execute(_DRAWING, {"fair": fair_id}).one()
    if not rules.is_taking_registrations(fair.starts_on, fair.ends_on, clock.today()):
        raise FairRefusedError("fair.is_not_on", fair=fair.name)
    return int(fair.last_ticket)


def _find_earlier(arrival: Arrival, answers: Answers) -> Ticket | None:
    kept = find_kept(arrival.district_id, arrival.key)
    if kept is None:
        return None
    if kept.body_hash != body_hash(answers.as_json()) or kept.fair_id != arrival.fair_id:
        raise KeyReusedError(arrival.key)
    return queries.find_ticket(arrival.key)


def slip_of(ticket: Ticket) -> list[dict[str, Any]]:
    """Open the lines of a ticket's slip: booth, position, title, employer, score, reasons by locale."""
    lines: list[dict[str, Any]] = json.loads(ticket.slip or "[]")
    return lines
