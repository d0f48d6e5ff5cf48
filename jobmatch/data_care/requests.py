"""Requests about data: each has a day by which it is answered (30 days; GB/T 35273-2020 8.7, to be confirmed)."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from jobmatch import clock
from jobmatch.data_care import erasure_rules
from jobmatch.data_care.merging import hold
from jobmatch.data_care.tables import DataRequest, RequestKind, RequestOutcome
from jobmatch.law.installed import law_on
from jobmatch.people.queries import list_consents
from jobmatch.people.service import withdraw_consent
from jobmatch.people.tables import Consent, Person
from jobmatch.referrals.queries import list_referrals
from jobmatch.referrals.rules import OPEN
from jobmatch.referrals.service import withdraw
from jobmatch.referrals.tables import Referral
from jobmatch.seekers.tables import Seeker, SeekerState
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError


class RequestRefusedError(SentenceError):
    """A request cannot be kept or closed; its sentence says why."""


def record_request(by: Actor, person: Person, kind: RequestKind, received_on: date) -> DataRequest:
    """Keep a request about a person's data. Raises ``RequestRefusedError`` for a day that has not come."""
    if received_on > clock.today():
        raise RequestRefusedError("request.in_the_future")
    with act(by=by, action="data.requested") as this:
        request = DataRequest(
            district_id=person.district_id,
            person_id=person.id,
            kind=kind,
            received_on=received_on,
            due_on=_due_on(received_on),
            recorded_by=by.human_id,
        )
        db.session.add(request)
        this.about(request)
        this.note(person=person.id, kind=kind.value)
    return request


def close_request(by: Actor, request: DataRequest, outcome: RequestOutcome) -> None:
    """Say what became of a request. Raises ``RequestRefusedError`` when somebody has said so before."""
    with act(by=by, action="data.request_closed", about=request) as this:
        if request.closed_at is not None:
            raise RequestRefusedError("request.closed_already")
        request.outcome, request.closed_by, request.closed_at = outcome, by.human_id, clock.now()
        this.note(outcome=outcome.value)


class Stopping(NamedTuple):
    """What ends when storing stops: consents in force, referrals under way; the day by which erasing is answered."""

    consents: list[Consent]
    referrals: list[Referral]
    due_on: date


def what_stops(person: Person) -> Stopping:
    """Return what would end now if the person no longer agreed that their data is kept. Changes nothing."""
    waiting = find_open_request(person.id, RequestKind.ERASE)
    return Stopping(
        [one for one in list_consents(person.id) if one.withdrawn_at is None],
        list_referrals(person.district_id, seeker_id=person.id, states=OPEN),
        waiting.due_on if waiting else _due_on(clock.today()),
    )


def _due_on(received_on: date) -> date:
    return erasure_rules.after(received_on, law_on(received_on).get("data_request_answered"))


def stop_storing(by: Actor, person_id: str) -> DataRequest:
    """The person no longer agrees that their data is kept (PIPL art. 15, 47): everything that rests on it ends now.

    All consents are withdrawn, referrals under way too, nothing is suggested any more; what is to be erased, and what
    the law keeps, is decided within the days that the request has. Raises ``LookupError``.
    """
    with act(by=by, action="storing.stopped") as this:
        (person,) = hold(by, person_id)
        this.about(person)
        stopping = what_stops(person)
        for consent in stopping.consents:
            withdraw_consent(by, consent)
        for referral in stopping.referrals:
            withdraw(by, referral, "not_wanted", is_about_the_job=False)
        seeker = db.session.get(Seeker, person_id)
        if seeker is not None:
            seeker.state = SeekerState.CLOSED
        return find_open_request(person_id, RequestKind.ERASE) or record_request(
            by, person, RequestKind.ERASE, clock.today()
        )


def find_open_request(person_id: str, kind: RequestKind) -> DataRequest | None:
    """Return the oldest request of that kind that nobody has closed, or None."""
    query = select(DataRequest).where(
        DataRequest.person_id == person_id, DataRequest.kind == kind, DataRequest.closed_at.is_(None)
    )
    return db.session.scalar(query.order_by(DataRequest.received_on, DataRequest.id).limit(1))


def find_request(district_id: str, request_id: str) -> DataRequest | None:
    """Return the request of that key in that district, or None."""
    return db.session.scalar(
        select(DataRequest).where(DataRequest.district_id == district_id, DataRequest.id == request_id)
    )


def list_open_requests(district_id: str, limit: int | None = None, offset: int = 0) -> list[DataRequest]:
    """List the requests that wait for an answer, the one due first first."""
    query = select(DataRequest).where(DataRequest.district_id == district_id, DataRequest.closed_at.is_(None))
    query = query.options(joinedload(DataRequest.person)).order_by(DataRequest.due_on, DataRequest.id)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_open_requests(district_id: str, due_before: date | None = None) -> int:
    """Count the requests that wait for an answer; with ``due_before`` those that should have had it before that day."""
    query = select(func.count()).select_from(DataRequest)
    query = query.where(DataRequest.district_id == district_id, DataRequest.closed_at.is_(None))
    if due_before is not None:
        query = query.where(DataRequest.due_on < due_before)
    return db.session.scalar(query) or 0


def list_requests_of(person_id: str) -> list[DataRequest]:
    """List a person's requests, newest first."""
    query = select(DataRequest).where(DataRequest.person_id == person_id)
    return list(db.session.scalars(query.order_by(DataRequest.received_on.desc(), DataRequest.id)))
