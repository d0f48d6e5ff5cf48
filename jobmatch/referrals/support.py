"""Special support (专项扶持): acts and questions."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from jobmatch import clock
from jobmatch.people.tables import Person
from jobmatch.referrals.support_tables import SpecialSupport, SupportKind
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError


class SupportRefusedError(SentenceError):
    """Support cannot be noted so; the sentence says why."""


@dataclass(frozen=True)
class NewSupport:
    """What somebody was given, and when; ``amount_fen`` None where it is no money."""

    kind: SupportKind
    given_on: date
    amount_fen: int | None = None
    note: str | None = None


def record_support(by: Actor, person: Person, new: NewSupport) -> SpecialSupport:
    """Note what somebody was given. Raises ``SupportRefusedError`` for a day to come, or the same thing again."""
    with act(by=by, action="support.recorded") as this:
        if new.given_on > clock.today():
            raise SupportRefusedError("support.not_yet", day=new.given_on)
        if any((one.kind, one.given_on) == (new.kind, new.given_on) for one in list_supports(person.id)):
            raise SupportRefusedError("support.noted_before", day=new.given_on)
        row = SpecialSupport(
            district_id=person.district_id,
            person_id=person.id,
            kind=new.kind,
            given_on=new.given_on,
            amount_fen=new.amount_fen,
            note=new.note,
            recorded_by=by.human_id,
            recorded_at=clock.now(),
        )
        db.session.add(row)
        this.about(row)
        this.note(person=person.id, kind=new.kind.value)
    return row


def void_support(by: Actor, support: SpecialSupport, reason: str) -> None:
    """Say that something was noted by mistake; it stays to be read, and counts nowhere."""
    with act(by=by, action="support.voided", about=support) as this:
        if support.void_reason is not None:
            this.cancel()
            return
        support.void_reason = reason
        this.note(person=support.person_id)


def list_supports(person_id: str) -> list[SpecialSupport]:
    """List what a person was given, newest first, without what was noted by mistake."""
    query = select(SpecialSupport).where(SpecialSupport.person_id == person_id, SpecialSupport.void_reason.is_(None))
    return list(db.session.scalars(query.order_by(SpecialSupport.given_on.desc(), SpecialSupport.id)))


def find_support(district_id: str, support_id: str) -> SpecialSupport | None:
    """Return the support of that key in that district, or None."""
    query = select(SpecialSupport).where(SpecialSupport.district_id == district_id, SpecialSupport.id == support_id)
    return db.session.scalar(query)


def list_supported(district_id: str, begin: date, end: date) -> list[SpecialSupport]:
    """List what was given in a district from ``begin`` to ``end``, both included, the earliest first."""
    query = select(SpecialSupport).where(
        SpecialSupport.district_id == district_id,
        SpecialSupport.void_reason.is_(None),
        SpecialSupport.given_on.between(begin, end),
    )
    return list(db.session.scalars(query.order_by(SpecialSupport.given_on, SpecialSupport.id)))
