"""Which certificate somebody's months are judged by on a day: the register's newest version, and what became of it."""

from datetime import date

from sqlalchemy import select

from jobmatch.employment.facts import CardFacts
from jobmatch.employment.weights import Card, weights_in
from jobmatch.law.installed import law_on
from jobmatch.people.companion_tables import MilitaryCertificate
from jobmatch.people.register_tables import LEAVING, CertificateEvent, EventKind
from jobmatch.people.tables import Certificate, Person
from jobmatch.storage.base import db

_AGAIN = (EventKind.ISSUED, EventKind.MOVED_IN, EventKind.RENEWED, EventKind.REPLACED, EventKind.REGRADED)
_STOPS = (*LEAVING, EventKind.FROZEN)


def find_card(person: Person, on: date) -> CardFacts | None:
    """Return the certificate by which ``person``'s months are judged on a day, or None where there is none.

    *Decision:* who has both is judged by the one that counts for more, valid ones first; at a tie by the disability
    certificate, which the register itself holds. Nothing counts by both.
    """
    cards = [card for card in (_find_disability_card(person, on), _find_military_card(person, on)) if card is not None]
    weights = weights_in(law_on(on))
    return max(cards, key=lambda card: (card.is_valid_on(on), weights.of(card.card, card.grade)), default=None)


def _find_military_card(person: Person, on: date) -> CardFacts | None:
    """Return the newest military certificate that has begun; the register of the army's is not ours to check."""
    held = MilitaryCertificate
    query = select(held).where(held.person_id == person.id, held.valid_from <= on)
    newest = db.session.scalar(query.order_by(held.valid_from.desc(), held.id.desc()).limit(1))
    if newest is None:
        return None
    return CardFacts(
        Card.MILITARY, newest.soldier_grade, newest.valid_from, newest.valid_until, is_checked=person.home_code is None
    )


def _find_disability_card(person: Person, on: date) -> CardFacts | None:
    """Return the disability certificate of a day, or None.

    Of several versions the newest that has begun counts: the validity in the register prevails (残联厅函〔2022〕63号).
    A certificate that was cancelled, moved away or frozen since ends on that day.
    """
    query = select(Certificate).where(Certificate.person_id == person.id, Certificate.valid_from <= on)
    newest = db.session.scalar(query.order_by(Certificate.valid_from.desc(), Certificate.id.desc()).limit(1))
    if newest is None:
        return None
    events = _list_events(person.id, on)
    stopped = events[-1].on_day if events and events[-1].kind in _STOPS else None
    regraded = [
        event.on_day for event in events if event.kind is EventKind.REGRADED and event.on_day.year >= on.year - 1
    ]
    return CardFacts(
        card=Card.DISABILITY,
        grade=newest.grade,
        valid_from=newest.valid_from,
        valid_until=newest.valid_until if stopped is None else min(stopped, newest.valid_until),
        is_checked=person.home_code is None,
        regraded_on=max(regraded, default=None),
    )


def _list_events(person_id: str, on: date) -> list[CertificateEvent]:
    query = select(CertificateEvent).where(
        CertificateEvent.person_id == person_id,
        CertificateEvent.on_day <= on,
        CertificateEvent.kind.in_((*_AGAIN, *_STOPS)),
    )
    return list(db.session.scalars(query.order_by(CertificateEvent.on_day, CertificateEvent.turn, CertificateEvent.id)))
