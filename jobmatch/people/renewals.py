"""The nightly look at every certificate: books the renewals that are due, and ends those that are no longer needed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.people.certificate_rules import WATCHED_DAYS, CertificateFacts, needs_renewal
from jobmatch.people.companion_tables import Task, TaskKind
from jobmatch.people.register_tables import CertificateEvent
from jobmatch.people.tables import Certificate, Person
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db

MOST_AT_ONCE = 1000
"""How many renewals one night books: what is left waits for the next."""


class Booked(NamedTuple):
    """How many renewals were booked, and how many open ones were ended because the card is good again."""

    booked: int
    ended: int


class _Watched(NamedTuple):
    person_id: str
    district_id: str
    facts: CertificateFacts


def book_renewals() -> Booked:
    """Book a task for every certificate that ends soon or has ended, those that end first first."""
    with act(by=MACHINE, action="renewals.booked") as this:
        ended = _end_needless()
        wanted = _list_wanted()[:MOST_AT_ONCE]
        for one in wanted:
            assert one.facts.valid_until is not None, "who is to renew has a certificate"
            task = {"kind": TaskKind.RENEW_CERTIFICATE, "due_on": one.facts.valid_until, "made_at": clock.now()}
            db.session.add(Task(district_id=one.district_id, person_id=one.person_id, **task))
        if not wanted and not ended:
            this.cancel()
        this.note(booked=len(wanted), ended=ended)
    return Booked(len(wanted), ended)


def _list_wanted() -> list[_Watched]:
    open_tasks = select(Task.person_id).where(Task.kind == TaskKind.RENEW_CERTIFICATE, Task.done_at.is_(None))
    has_one, done = set(db.session.scalars(open_tasks)), _last_done()
    soon = clock.today() + timedelta(days=WATCHED_DAYS[0])
    return [
        one
        for one in _watched(soon)
        if one.person_id not in has_one and needs_renewal(one.facts, clock.today(), done.get(one.person_id))
    ]


def _last_done() -> dict[str, date]:
    query = select(Task.person_id, func.max(Task.done_at)).where(
        Task.kind == TaskKind.RENEW_CERTIFICATE, Task.done_by.is_not(None)
    )
    return {key: clock.day_of(at) for key, at in db.session.execute(query.group_by(Task.person_id)) if at is not None}


def _watched(until: date) -> Iterator[_Watched]:
    """Go through the people whose newest certificate ends by a day, in the order of its end."""
    ends = func.max(Certificate.valid_until)
    query = select(Person.id, Person.district_id, Person.source, Person.home_code, ends)
    query = query.join(Certificate, Certificate.person_id == Person.id).where(Person.merged_into_id.is_(None))
    query = query.group_by(Person.id, Person.district_id, Person.source, Person.home_code).having(ends <= until)
    events = last_events()
    for key, district_id, source, home_code, valid_until in db.session.execute(query.order_by(ends, Person.id)):
        yield _Watched(key, district_id, CertificateFacts(source, home_code, valid_until, events.get(key)))


def last_events(person_id: str | None = None) -> dict[str, str]:
    """Map everybody (or one person) to the word of the last thing that happened to their certificate."""
    query = select(CertificateEvent.person_id, CertificateEvent.kind)
    if person_id is not None:
        query = query.where(CertificateEvent.person_id == person_id)
    query = query.order_by(CertificateEvent.on_day, CertificateEvent.turn, CertificateEvent.id)
    return {key: kind.value for key, kind in db.session.execute(query)}


def _end_needless() -> int:
    """End the open renewals of people whose certificate is good again, or gone; nobody had to tick them off."""
    query = select(Task).where(Task.kind == TaskKind.RENEW_CERTIFICATE, Task.done_at.is_(None)).order_by(Task.id)
    soon = clock.today() + timedelta(days=WATCHED_DAYS[0])
    still = {one.person_id for one in _watched(soon) if needs_renewal(one.facts, clock.today(), None)}
    # A task that somebody booked by hand for a person whose card is not watched stays theirs.
    needless = [one for one in db.session.scalars(query) if one.made_by is None and one.person_id not in still]
    for task in needless:
        task.done_at = clock.now()
    return len(needless)
