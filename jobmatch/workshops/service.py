"""Acts on places at institutions: ask, try, agree, suspend, resume, end. Never more people than places.

*Decision:* whoever takes a place holds the institution's row until the act is over, so that the second of two is told
in a sentence; should that ever fail, the database refuses a place that is taken (``a_place_is_taken_by_one_person``).
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from jobmatch import clock
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError
from jobmatch.workshops import rules
from jobmatch.workshops.eligibility import judge_person
from jobmatch.workshops.placement_tables import AgreementKind, AskedBy, EndReason, Placement, PlacementState
from jobmatch.workshops.queries import find_current, find_free_place, list_of_person
from jobmatch.workshops.rules import Reason
from jobmatch.workshops.tables import Institution


class PlacingRefusedError(SentenceError):
    """A place cannot be asked for, taken or left as asked; its sentence says why."""


@dataclass(frozen=True)
class Asked:
    """For whom a place is asked, by whom, since when."""

    person_id: str
    by: AskedBy
    on: date


@dataclass(frozen=True)
class Agreement:
    """What was agreed: in which form, from which day, for how many hours a week; who signed, if another employer."""

    kind: AgreementKind
    began_on: date
    hours_week: int | None = None
    employer_id: str | None = None


def ask(by: Actor, institution: Institution, asked: Asked) -> Placement:
    """Put somebody on an institution's waiting list.

    Raises ``PlacingRefusedError`` where the person is not eligible or the institution gives no work, ``LookupError``
    for somebody who is not in the district, ``BrokenRuleError`` for somebody who waits there already.
    """
    with act(by=by, action="place.asked") as this:
        if not institution.gives_work:
            raise PlacingRefusedError("placing.no_work_here")
        if asked.on > clock.today():
            _refuse(Reason("placing.not_yet", {"day": asked.on}))
        judged = judge_person(institution.district_id, asked.person_id)
        _refuse(next(iter(judged.against), None))
        current = find_current(asked.person_id)
        if current is not None and current.institution_id == institution.id:
            raise PlacingRefusedError("placing.here_already")
        placement = Placement(
            district_id=institution.district_id,
            person_id=asked.person_id,
            institution_id=institution.id,
            state=PlacementState.WAITING,
            asked_by=asked.by,
            asked_on=asked.on,
            changed_by=by.human_id,
            changed_at=clock.now(),
        )
        db.session.add(placement)
        db.session.flush()
        this.about(placement)
        this.note(person=asked.person_id)
    return placement


def start_trial(by: Actor, placement: Placement) -> None:
    """Give somebody who waits a free place, on trial from today.

    Raises ``PlacingRefusedError`` where every place is taken, and ``BrokenRuleError`` where the person has one already.
    """
    with act(by=by, action="place.trial_started", about=placement) as this:
        _hold_institution(placement.institution_id)
        place_id, name = find_free_place(placement.institution_id), placement.institution.name
        _step(by, placement, PlacementState.TRIAL)
        if place_id is None:
            raise PlacingRefusedError("placing.full", institution=name)
        placement.place_id, placement.trial_from_on = place_id, clock.today()
        this.note(person=placement.person_id)


def agree(by: Actor, placement: Placement, agreement: Agreement) -> None:
    """Write down the agreement by which somebody on trial is placed. Raises ``PlacingRefusedError``."""
    with act(by=by, action="place.agreed", about=placement) as this:
        former = [
            (one.began_on, one.ended_on)
            for one in list_of_person(placement.person_id)
            if one.began_on is not None and one.ended_on is not None
        ]
        _step(by, placement, PlacementState.PLACED, frm=PlacementState.TRIAL)
        fault = rules.find_agreement_fault(agreement.began_on, placement.trial_from_on, clock.today(), former)
        _refuse(fault)
        if agreement.employer_id is not None and agreement.kind is not AgreementKind.LABOUR:
            raise PlacingRefusedError("placing.flexible_has_no_employer")
        placement.began_on, placement.contract_kind = agreement.began_on, agreement.kind
        placement.hours_week, placement.employer_id = agreement.hours_week, agreement.employer_id
        this.note(person=placement.person_id)


def suspend(by: Actor, placement: Placement) -> None:
    """Let an agreement rest from today, for illness say: the place stays taken. Raises ``PlacingRefusedError``."""
    with act(by=by, action="place.suspended", about=placement) as this:
        _step(by, placement, PlacementState.SUSPENDED)
        placement.suspended_on = clock.today()
        this.note(person=placement.person_id)


def resume(by: Actor, placement: Placement) -> None:
    """Let somebody come back whose agreement rested. Raises ``PlacingRefusedError``."""
    with act(by=by, action="place.resumed", about=placement) as this:
        _step(by, placement, PlacementState.PLACED, frm=PlacementState.SUSPENDED)
        placement.suspended_on = None
        this.note(person=placement.person_id)


def end(by: Actor, placement: Placement, reason: EndReason, ended_on: date, note: str | None = None) -> None:
    """End it on a day for a reason; the place is free from then on. Raises ``PlacingRefusedError``."""
    with act(by=by, action="place.ended", about=placement) as this:
        _step(by, placement, _end_state(placement, reason))
        since = placement.began_on or placement.trial_from_on or placement.asked_on
        _refuse(rules.find_end_fault(ended_on, since, clock.today()))
        placement.ended_on, placement.end_reason, placement.note = ended_on, reason, note or None
        this.note(person=placement.person_id)


def _end_state(placement: Placement, reason: EndReason) -> PlacementState:
    is_agreed = placement.began_on is not None
    if reason not in (rules.AFTER_AGREEMENT if is_agreed else rules.WITHOUT_AGREEMENT):
        raise PlacingRefusedError("placing.no_such_step")
    if not is_agreed:
        return PlacementState.DROPPED
    return PlacementState.TRANSFERRED if reason is EndReason.TRANSFER else PlacementState.LEFT


def _step(by: Actor, placement: Placement, to: PlacementState, frm: PlacementState | None = None) -> None:
    # Asked for by itself: a row that came with its person and institution cannot be locked (PostgreSQL, outer joins).
    locked = select(Placement).where(Placement.id == placement.id).with_for_update()
    db.session.scalar(locked.execution_options(populate_existing=True))
    if frm is not None and placement.state is not frm:
        raise PlacingRefusedError("placing.no_such_step")
    _refuse(rules.find_step_fault(placement.state, to))
    placement.state, placement.changed_by, placement.changed_at = to, by.human_id, clock.now()


def _hold_institution(institution_id: str) -> None:
    """Lock the institution's row: whoever takes a place there at once waits (on SQLite the whole database does)."""
    query = select(Institution).where(Institution.id == institution_id).with_for_update()
    db.session.scalar(query.execution_options(populate_existing=True))


def _refuse(fault: Reason | None) -> None:
    if fault is not None:
        raise PlacingRefusedError(fault.key, **fault.values)
