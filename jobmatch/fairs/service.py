"""Acts at a fair: one registration is one act, keyed by the device's own id, however often it is sent."""

import json
from typing import Any, NamedTuple

from sqlalchemy import select

from jobmatch import clock
from jobmatch.employers.tables import Position
from jobmatch.fairs import queries, rules
from jobmatch.fairs.tables import Fair, Ticket
from jobmatch.matching import service as matching
from jobmatch.matching.suggest import Suggestion, Suggestions
from jobmatch.seekers import service as seekers
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.queries import find_submission
from jobmatch.seekers.service import Arrival
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.storage.idempotency import KeyReusedError, body_hash
from jobmatch.wording import SentenceError

_SAME_KEY = "submissions_pk"
LOCALES = ("zh_Hans_CN", "en")
REASONS_ON_A_SLIP = 2


class FairRefusedError(SentenceError):
    """The fair takes no registration; its sentence says why."""


class Registered(NamedTuple):
    """What a registration came to. ``is_new`` is False when the same one had come before."""

    ticket: Ticket
    is_new: bool


def register(by: Actor, fair_id: str, arrival: Arrival, answers: Answers) -> Registered:
    """Keep a submission and give it a ticket with the booths worth visiting, in one act.

    The same key with the same answers gives the same ticket. Raises ``KeyReusedError`` for other answers under a
    used key, ``LookupError`` for an unknown fair, ``FairRefusedError`` when it is not on.
    """
    fair = queries.find_fair(fair_id)
    if fair is None or fair.district_id != arrival.district_id:
        raise LookupError(fair_id)
    if (again := _find_earlier(arrival, answers)) is not None:
        return Registered(again, is_new=False)
    try:
        return _register(by, fair, arrival, answers)
    except BrokenRuleError as error:
        # PostgreSQL lets two copies of one request run side by side: the later answers with the earlier one's ticket.
        again = _find_earlier(arrival, answers) if error.rule == _SAME_KEY else None
        if again is None:
            raise
        return Registered(again, is_new=False)


def _register(by: Actor, fair: Fair, arrival: Arrival, answers: Answers) -> Registered:
    with act(by=by, action="fair.registered") as this:
        # SQLite lets the second of two copies in when the first is done.
        if (again := _find_earlier(arrival, answers)) is not None:
            this.cancel()
            return Registered(again, is_new=False)
        if not rules.is_taking_registrations(fair.starts_on, fair.ends_on, clock.today()):
            raise FairRefusedError("fair.is_not_on", fair=fair.name)
        submission = seekers.submit(by, arrival, answers)
        db.session.flush()
        ticket = _give_ticket(by, fair, submission.id, answers)
        this.about(ticket)
        this.note(fair=fair.id, submission=submission.id)
    return Registered(ticket, is_new=True)


def _find_earlier(arrival: Arrival, answers: Answers) -> Ticket | None:
    submission = find_submission(arrival.district_id, arrival.key)
    if submission is None:
        return None
    if submission.body_hash != body_hash(answers.as_json()) or submission.fair_id != arrival.fair_id:
        raise KeyReusedError(arrival.key)
    return queries.find_ticket(submission.id)


def _give_ticket(by: Actor, fair: Fair, submission_id: str, answers: Answers) -> Ticket:
    slip = _slip(by, fair, submission_id, answers) if "recommend" in answers.consents else []
    # Everybody at this fair queues for the number, so it is drawn last. The key may be shared (FOR NO KEY UPDATE):
    # whoever has just handed in a submission holds it on PostgreSQL, and two of them would wait for each other.
    locked = select(Fair).where(Fair.id == fair.id).with_for_update(key_share=True)
    db.session.scalars(locked.execution_options(populate_existing=True)).one().last_ticket += 1
    ticket = Ticket(
        fair_id=fair.id,
        number=fair.last_ticket,
        submission_id=submission_id,
        issued_at=clock.now(),
        slip=json.dumps(slip, ensure_ascii=False),
    )
    db.session.add(ticket)
    return ticket


def _slip(by: Actor, fair: Fair, submission_id: str, answers: Answers) -> list[dict[str, Any]]:
    positions = {position.id: position for position in queries.list_positions_at(fair.id)}
    booth_of = {booth.employer_id: booth.number for booth in queries.list_booths(fair.id)}
    ranked = matching.suggest_for_answers(submission_id, fair.district_id, answers, list(positions.values()), None)
    by_id = {one.id: one for one in ranked.suggestions}
    order = [(one.id, booth_of[positions[one.id].employer_id]) for one in ranked.suggestions]
    chosen = rules.booths_worth_visiting(order)
    shown = tuple(by_id[position_id] for position_id, _booth in chosen)
    matching.log_shown(
        by, fair.district_id, Suggestions(ranked.about, shown, ranked.excluded), submission_id=submission_id
    )
    return [_line(by_id[position_id], positions[position_id], booth) for position_id, booth in chosen]


def _line(suggestion: Suggestion, position: Position, booth: int) -> dict[str, Any]:
    """One line of the slip, with its reasons in every language, as it was true when it was printed."""
    # The start is the same for every position: it speaks for none of them.
    speaking = [part for part in suggestion.parts if part.points > 0 and part.reason != "start"]
    best = sorted(speaking, key=lambda part: -part.points)
    return {
        "booth": booth,
        "position": position.id,
        "title": position.title,
        "employer": position.employer.name,
        "score": suggestion.score,
        "reasons": {locale: [p.sentence(locale) for p in best[:REASONS_ON_A_SLIP]] for locale in LOCALES},
    }


def slip_of(ticket: Ticket) -> list[dict[str, Any]]:
    """Open the lines of a ticket's slip: booth, position, title, employer, score, reasons by locale."""
    lines: list[dict[str, Any]] = json.loads(ticket.slip or "[]")
    return lines
