"""What became of people at e-commerce fairs: acts and questions."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jobmatch import clock
from jobmatch.fairs.result_tables import FairResult, ResultKind
from jobmatch.fairs.tables import Fair, FairKind
from jobmatch.seekers.tables import Registration
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError


class ResultRefusedError(SentenceError):
    """A result cannot be noted so; the sentence says why."""


def record_result(by: Actor, fair: Fair, registration: Registration, kind: ResultKind, on_day: date) -> FairResult:
    """Note what became of somebody who is registered at an e-commerce fair. Raises ``ResultRefusedError``."""
    with act(by=by, action="fair.result_recorded") as this:
        if fair.kind is not FairKind.ECOMMERCE or registration.fair_id != fair.id:
            raise ResultRefusedError("fair_result.other_fair")
        if not fair.starts_on <= on_day <= clock.today():
            raise ResultRefusedError("fair_result.day", day=fair.starts_on)
        stand = [one.kind for one in list_results_of(registration.person_id) if one.fair_id == fair.id]
        if kind in stand:
            raise ResultRefusedError("fair_result.noted_before")
        row = FairResult(
            district_id=fair.district_id,
            fair_id=fair.id,
            person_id=registration.person_id,
            kind=kind,
            on_day=on_day,
            recorded_by=by.human_id,
            recorded_at=clock.now(),
        )
        db.session.add(row)
        this.about(row)
        this.note(fair=fair.id, person=row.person_id, kind=kind.value)
    return row


def void_result(by: Actor, result: FairResult, reason: str) -> None:
    """Say that something was noted by mistake; it stays to be read, and counts nowhere."""
    with act(by=by, action="fair.result_voided", about=result) as this:
        if result.void_reason is not None:
            this.cancel()
            return
        result.void_reason = reason
        this.note(person=result.person_id)


def find_result(district_id: str, result_id: str) -> FairResult | None:
    """Return the result of that key in that district, or None."""
    query = select(FairResult).where(FairResult.district_id == district_id, FairResult.id == result_id)
    return db.session.scalar(query.options(joinedload(FairResult.fair)))


def list_results_of(person_id: str) -> list[FairResult]:
    """List what became of a person at e-commerce fairs, newest first, without what was noted by mistake."""
    query = select(FairResult).where(FairResult.person_id == person_id, FairResult.void_reason.is_(None))
    newest = (FairResult.on_day.desc(), FairResult.id)
    return list(db.session.scalars(query.options(joinedload(FairResult.fair)).order_by(*newest)))


def list_results(district_id: str, kind: ResultKind, begin: date, end: date) -> list[FairResult]:
    """List what people became at the e-commerce fairs of a district from ``begin`` to ``end``, the earliest first."""
    query = select(FairResult).where(
        FairResult.district_id == district_id,
        FairResult.kind == kind,
        FairResult.void_reason.is_(None),
        FairResult.on_day.between(begin, end),
    )
    query = query.join(Fair).where(Fair.is_practice.is_(False), Fair.kind == FairKind.ECOMMERCE)
    return list(db.session.scalars(query.order_by(FairResult.on_day, FairResult.id)))


def list_results_at(fair_id: str) -> list[FairResult]:
    """List what became of people at a fair, the earliest first, without what was noted by mistake."""
    query = select(FairResult).where(FairResult.fair_id == fair_id, FairResult.void_reason.is_(None))
    return list(db.session.scalars(query.order_by(FairResult.on_day, FairResult.id)))
