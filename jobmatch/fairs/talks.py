"""Draws up the timetable of a fair from the tickets given there: the booths that suit each, ranked as for a slip."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jobmatch.fairs import queries, rules
from jobmatch.fairs.queries import Offered
from jobmatch.fairs.tables import Fair, Ticket
from jobmatch.fairs.timetable import Hall, Talk, Timetable, TimetableError, Visitor, Wish, plan
from jobmatch.matching import service as matching
from jobmatch.people.queries import list_consenting
from jobmatch.people.tables import Purpose
from jobmatch.seekers.service import answers_of
from jobmatch.seekers.tables import Submission
from jobmatch.storage.base import db

INTERPRETED = "sign_language"
EVERY_BOOTH = 10_000


@dataclass(frozen=True)
class Hours:
    """When a fair is open, and how many minutes a talk takes, the way to the next booth included."""

    opens: time
    closes: time
    minutes: int

    @property
    def slots(self) -> int:
        """How many talks fit one after the other."""
        return max(0, (_minutes(self.closes) - _minutes(self.opens)) // self.minutes)

    def begins(self, slot: int) -> str:
        """Return when a slot begins, such as ``09:15``."""
        hour, minute = divmod(_minutes(self.opens) + slot * self.minutes, 60)
        return f"{hour:02d}:{minute:02d}"

    def slot_at(self, begins: str) -> int:
        """Return the slot that begins then. Raises ``TimetableError`` where none does."""
        for slot in range(self.slots):
            if self.begins(slot) == begins:
                return slot
        raise TimetableError("timetable.no_such_time", time=begins)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


class _Told(NamedTuple):
    """Somebody's ticket, and the best position of each booth that suits them, by booth."""

    ticket: Ticket
    with_interpreter: bool
    best: dict[int, tuple[str, float]]


class Drawn(NamedTuple):
    """A timetable and what its keys stand for."""

    timetable: Timetable
    assignments: list[dict[str, Any]]


def draw_up(fair: Fair, hours: Hours, hall: Hall, standing: Iterable[tuple[int, int, str]] = ()) -> Drawn:
    """Return who talks at which booth and when: everybody with a ticket who agrees to be recommended, once each.

    ``standing``: talks that are not moved, as (ticket number, booth number, time). Raises ``TimetableError``.
    """
    offered = {one.position.id: one for one in queries.list_offered(fair.id)}
    told = {str(one.number): _told(one, offered) for one in _tickets(fair)}
    visitors = [Visitor(key, one.with_interpreter) for key, one in told.items()]
    wishes = [Wish(key, booth, score) for key, one in told.items() for booth, (_id, score) in one.best.items()]
    stays = [Talk(hours.slot_at(begins), booth, str(ticket)) for ticket, booth, begins in standing]
    timetable = plan(hall, visitors, wishes, stays)
    return Drawn(timetable, [_line(one, told[one.visitor], offered, hours) for one in timetable.talks])


def _tickets(fair: Fair) -> list[Ticket]:
    """List the tickets of a fair by number; of several that turned out to be one person's only the newest."""
    query = select(Ticket, Submission).join(Submission, Submission.id == Ticket.submission_id)
    query = query.where(Ticket.fair_id == fair.id).options(joinedload(Submission.link)).order_by(Ticket.number)
    agreeing, newest = list_consenting(fair.district_id, Purpose.RECOMMEND), dict[str, Ticket]()
    for ticket, submission in db.session.execute(query):
        known = submission.link.person_id if submission.link else None
        agrees = known in agreeing if known else "recommend" in answers_of(submission).consents
        if agrees:
            newest[known or ticket.id] = ticket
    return sorted(newest.values(), key=lambda one: one.number)


def _told(ticket: Ticket, offered: dict[str, Offered]) -> _Told:
    submission = db.session.get_one(Submission, ticket.submission_id)
    answers = answers_of(submission)
    rows = (one.position for one in offered.values())
    ranked = matching.rank_for_answers(submission.id, submission.district_id, answers, rows)
    scores = {one.id: one.score for one in ranked}
    chosen = rules.booths_worth_visiting(((one.id, offered[one.id].booth) for one in ranked), EVERY_BOOTH)
    best = {booth: (position, scores[position]) for position, booth in chosen}
    return _Told(ticket, INTERPRETED in answers.needs, best)


def _line(talk: Talk, told: _Told, offered: dict[str, Offered], hours: Hours) -> dict[str, Any]:
    position, score = told.best.get(talk.booth, (None, None))
    return {
        "ticket": told.ticket.number,
        "booth": talk.booth,
        "begins": hours.begins(talk.slot),
        "ends": hours.begins(talk.slot + 1),
        "position": position,
        "title": offered[position].position.title if position else None,
        "employer": offered[position].position.employer if position else None,
        "score": score,
        "interpreter": told.with_interpreter,
    }


def short_of(timetable: Timetable) -> Sequence[dict[str, int]]:
    """List who is short of how many talks, by ticket number."""
    missing = sorted((int(key), count) for key, count in timetable.short.items())
    return [{"ticket": ticket, "missing": count} for ticket, count in missing]
