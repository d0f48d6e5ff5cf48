"""Reports from the villages: an officer's tap, its undoing, and what a caseworker makes of it.

*Decision* (docs/decisions/0084): a report never changes the register. That somebody died or moved away becomes a
notice; a caseworker who has looked at the proof settles it, and only then is there a certificate event.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from jobmatch import clock
from jobmatch.accounts.villages import find_village
from jobmatch.people import report_rules as rules
from jobmatch.people.queries import find_survivor
from jobmatch.people.register_tables import CertificateEvent, EventKind, EventSource
from jobmatch.people.situation_tables import ASKING, WHEREABOUTS, Outcome, PersonSituation, SituationKind
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError

_EVENTS = {Outcome.CANCELLED: EventKind.CANCELLED, Outcome.MOVED_OUT: EventKind.MOVED_OUT}


class SituationRefusedError(SentenceError):
    """A report cannot be undone or settled; its sentence says why."""


class Standing(NamedTuple):
    """How it stands with somebody: the newest report of where they are, and the newest wish to work."""

    whereabouts: PersonSituation | None = None
    wish: PersonSituation | None = None


@dataclass(frozen=True)
class Settling:
    """What a caseworker makes of a report: from which day on, and into which village somebody moved."""

    outcome: Outcome
    on_day: date
    village_id: str | None = None


def standings(person_ids: Iterable[str]) -> dict[str, Standing]:
    """Return how it stands with each of the people of whom anything was reported."""
    query = select(PersonSituation).where(PersonSituation.person_id.in_(list(person_ids)), _counts())
    found: dict[str, Standing] = {}
    for one in db.session.scalars(query.order_by(PersonSituation.recorded_at, PersonSituation.id)):
        before = found.get(one.person_id, Standing())
        field = "wish" if one.kind is SituationKind.WILLING else "whereabouts"
        found[one.person_id] = before._replace(**{field: one})
    return found


def find_situation(district_id: str, situation_id: str) -> PersonSituation | None:
    """Return the report of that key in that district, or None."""
    query = select(PersonSituation).where(
        PersonSituation.district_id == district_id, PersonSituation.id == situation_id
    )
    return db.session.scalar(query.options(joinedload(PersonSituation.person)))


def list_notices(
    district_id: str, *, round_id: str | None = None, limit: int | None = None, offset: int = 0
) -> list[PersonSituation]:
    """List the reports that wait for a caseworker, oldest first; ``round_id``: those of that round's results."""
    query = select(PersonSituation).where(*_waiting(district_id, round_id))
    query = query.options(joinedload(PersonSituation.person).joinedload(Person.village))
    query = query.options(joinedload(PersonSituation.recorder))
    query = query.order_by(PersonSituation.recorded_at, PersonSituation.id)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_notices(district_id: str, *, round_id: str | None = None) -> int:
    """Count the reports that wait for a caseworker."""
    query = select(func.count()).select_from(PersonSituation).where(*_waiting(district_id, round_id))
    return db.session.scalar(query) or 0


def report(by: Actor, person: Person, kind: SituationKind, round_id: str | None = None) -> PersonSituation:
    """Keep what ``by`` says of somebody today; the same button pressed twice is one report."""
    with act(by=by, action="situation.reported", about=person) as this:
        newest = _newest(person.id, (kind,) if kind is SituationKind.WILLING else WHEREABOUTS)
        if newest is not None and rules.is_again(
            kind, newest.kind, is_open=newest.settled_at is None, said_at=newest.recorded_at, now=clock.now()
        ):
            this.cancel()
            return newest
        said = PersonSituation(
            district_id=person.district_id,
            person_id=person.id,
            kind=kind,
            on_day=clock.today(),
            round_id=round_id,
            recorded_by=by.human_id,
            recorded_at=clock.now(),
        )
        db.session.add(said)
        this.note(situation=said.id)
    return said


def undo(by: Actor, situation_id: str) -> None:
    """Take back a tap that was wrong. Raises ``SituationRefusedError``."""
    with act(by=by, action="situation.undone") as this:
        said = _held(situation_id)
        this.about(said)
        fault = rules.find_undo_fault(
            is_mine=said.recorded_by == by.human_id,
            is_settled=said.settled_at is not None,
            is_undone=said.undone_at is not None,
            age=clock.now() - said.recorded_at,
        )
        if fault:
            raise SituationRefusedError(fault)
        said.undone_by, said.undone_at = by.human_id, clock.now()


def settle(by: Actor, situation_id: str, settling: Settling) -> PersonSituation:
    """Say what a report came to, having looked; the certificate's event is written in the same act.

    Raises ``SituationRefusedError``, ``LookupError`` for a village that the district does not have.
    """
    with act(by=by, action="situation.settled") as this:
        said = _held(situation_id)
        this.about(said)
        fault = rules.find_settle_fault(
            said.kind,
            settling.outcome,
            is_settled=said.settled_at is not None,
            is_undone=said.undone_at is not None,
            has_village=bool(settling.village_id),
        )
        if fault:
            raise SituationRefusedError(fault)
        said.settled_by, said.settled_at, said.outcome = by.human_id, clock.now(), settling.outcome
        person = find_survivor(said.district_id, said.person_id)
        if person is not None:
            _follow(person, settling)
            this.note(person=person.id)
    return said


def _follow(person: Person, settling: Settling) -> None:
    if settling.outcome is Outcome.MOVED_WITHIN:
        village = find_village(person.district_id, settling.village_id or "")
        if village is None:
            raise LookupError(settling.village_id)
        person.town_id, person.village_id = village.town_id, village.id
    kind = _EVENTS.get(settling.outcome)
    if kind is not None and person.source is PersonSource.REGISTER:
        scope = {"district_id": person.district_id, "person_id": person.id, "source": EventSource.VILLAGE}
        turn = _next_turn(person.id, settling.on_day)
        db.session.add(CertificateEvent(kind=kind, on_day=settling.on_day, turn=turn, **scope))


def _next_turn(person_id: str, on_day: date) -> int:
    query = select(func.max(CertificateEvent.turn)).where(
        CertificateEvent.person_id == person_id, CertificateEvent.on_day == on_day
    )
    last = db.session.scalar(query)
    return 0 if last is None else last + 1


def _held(situation_id: str) -> PersonSituation:
    """Read a report anew and hold it, so that it is settled or undone once."""
    query = select(PersonSituation).where(PersonSituation.id == situation_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _newest(person_id: str, kinds: Collection[SituationKind]) -> PersonSituation | None:
    query = select(PersonSituation).where(
        PersonSituation.person_id == person_id, PersonSituation.kind.in_(kinds), _counts()
    )
    return db.session.scalar(query.order_by(PersonSituation.recorded_at.desc(), PersonSituation.id.desc()).limit(1))


def _counts() -> ColumnElement[bool]:
    return PersonSituation.undone_at.is_(None)


def _waiting(district_id: str, round_id: str | None) -> list[ColumnElement[bool]]:
    rule = [
        PersonSituation.district_id == district_id,
        PersonSituation.kind.in_(ASKING),
        PersonSituation.settled_at.is_(None),
        _counts(),
    ]
    return rule if round_id is None else [*rule, PersonSituation.round_id == round_id]
