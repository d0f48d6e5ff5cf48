"""Erasing what is held about a person (PIPL art. 47), all that no law keeps; what others need stays without a name."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select

from jobmatch import clock
from jobmatch.data_care import erasure_rules
from jobmatch.data_care.erasure_rules import Facts, Held, Hold
from jobmatch.data_care.forgetting import forget
from jobmatch.data_care.holdings import kin, rows_about
from jobmatch.data_care.merging import hold
from jobmatch.data_care.requests import close_request
from jobmatch.data_care.tables import Correction, Erasure, Ground, RequestKind, RequestOutcome, RetentionWarning
from jobmatch.employment.tables import MonthState, PersonMonth, Spell
from jobmatch.law.installed import law_on
from jobmatch.people.service import withdraw_consent
from jobmatch.people.tables import Consent, Person, PersonSource
from jobmatch.referrals.rules import OPEN
from jobmatch.referrals.service import withdraw
from jobmatch.seekers.tables import SubmissionLink
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import Base, db
from jobmatch.wording import SentenceError
from jobmatch.workshops.placement_tables import EndReason, PlacementState

Rows = dict[str, list[Any]]


class ErasureRefusedError(SentenceError):
    """Somebody's data cannot be erased; its sentence says why."""


def find_erasure(person_id: str) -> Erasure | None:
    """Return the erasure of a person, or None while their data is there, also where somebody has come back since."""
    erasure = _last_erasure(person_id)
    return None if erasure is None or _is_back(erasure) else erasure


def _last_erasure(person_id: str) -> Erasure | None:
    return db.session.scalar(select(Erasure).where(Erasure.person_id == person_id))


def _is_back(erasure: Erasure) -> bool:
    """Tell whether there is data again: whom the register keeps is known by their number when they register anew."""
    return any(
        db.session.scalar(select(row.id).where(row.person_id == erasure.person_id, at > erasure.erased_at).limit(1))
        for row, at in _SIGNS_OF_RETURN
    )


_SIGNS_OF_RETURN: tuple[tuple[Any, Any], ...] = (
    (SubmissionLink, SubmissionLink.seen_at),
    (Consent, Consent.given_at),
    (Correction, Correction.corrected_at),
)


def holds_now(person_id: str, rows: Rows | None = None) -> list[Hold]:
    """Decide what would be kept if a person were erased today, until when and why."""
    return erasure_rules.holds(_facts(rows or rows_about(person_id)), law_on(clock.today()), clock.today())


def _facts(rows: Rows) -> Facts:
    told = [clock.day_of(row.withdrawn_at or clock.now()) for row in rows["consents"]]
    return Facts(
        is_in_register=any(row.source is PersonSource.REGISTER for row in rows["people"]),
        last_month=_last_month(rows),
        last_disclosure_on=max(told, default=None),
        last_service_on=_last(clock.day_of(step.decided_at) for step in rows["referral_steps"]),
    )


def _last_month(rows: Rows) -> str | None:
    """Return the last month that is, or without anybody's doing will be, in the ledger: whoever works goes on working
    although their data is erased, and each month that begins is credited."""
    worked = [row.month for row in rows["person_months"] if row.state is MonthState.WORKED]
    going_on = [row.started_on for row in rows["spells"] if row.ended_on is None]
    return max([*worked, *(clock.month_of(max(one, clock.today())) for one in going_on)], default=None)


def _last(days: Iterable[date]) -> date | None:
    return max(days, default=None)


def erase(by: Actor, person_id: str, ground: Ground) -> Erasure:
    """Erase a person, those merged into them too, all at once. Audit entries name keys only and stay whole.

    Consents end and referrals under way are withdrawn first, so that nobody goes on with what is no longer there.
    Raises ``LookupError`` and ``ErasureRefusedError``.
    """
    with act(by=by, action="person.erased") as this:
        (person,) = hold(by, person_id)
        this.about(person)
        if person.merged_into_id is not None or find_erasure(person_id) is not None:
            raise ErasureRefusedError("erasure.done_already")
        rows = rows_about(person_id)
        kept = holds_now(person_id, rows)
        _end_what_goes_on(by, rows)
        erased = _write_down(by, person, ground, kept, rows)
        _answer_requests(by, rows, kept)
        count = forget(rows, keeps_register=any(one.what is Held.REGISTER for one in kept))
        _answer_warnings(person_id)
        this.note(ground=ground.value, rows=count, holds=len(kept))
    return erased


def _write_down(by: Actor, person: Person, ground: Ground, kept: list[Hold], rows: Rows) -> Erasure:
    """Keep what is held until when; of somebody who came back and goes again, the same row begins anew."""
    erased = _last_erasure(person.id) or Erasure(district_id=person.district_id, person_id=person.id)
    erased.ground, erased.erased_by, erased.erased_at = ground, by.user_id, clock.now()
    erased.holds = [[one.what.value, one.until.isoformat() if one.until else None] for one in kept]
    erased.finished_at = erased.scrubbed_at = None
    what = {one.what for one in kept}
    if Held.LEVY in what and Held.REGISTER not in what:
        erased.held = json.dumps(_identity(rows), ensure_ascii=False)
    db.session.add(erased)
    return erased


def _end_what_goes_on(by: Actor, rows: Rows) -> None:
    for consent in rows["consents"]:
        if consent.withdrawn_at is None:
            withdraw_consent(by, consent)
    for referral in rows["referrals"]:
        if referral.state in OPEN:
            withdraw(by, referral, "not_wanted", is_about_the_job=False)
    for placement in rows["placements"]:
        if placement.state is PlacementState.WAITING:
            placement.state, placement.ended_on = PlacementState.DROPPED, clock.today()
            placement.end_reason = EndReason.TAKEN_BACK


def _answer_requests(by: Actor, rows: Rows, kept: list[Hold]) -> None:
    """Close what asked for just this; in part where something is kept. The audit trail holds nothing of the person.

    *Decision:* the nightly run answers nobody: what it erases leaves a request open for somebody to write to them.
    """
    if by.user_id is None:
        return
    in_part = any(one.what is not Held.AUDIT for one in kept)
    for request in rows["data_requests"]:
        if request.kind is RequestKind.ERASE and request.closed_at is None:
            close_request(by, request, RequestOutcome.PARTLY if in_part else RequestOutcome.DONE)


def _identity(rows: Rows) -> dict[str, Any]:
    """Return who was credited, and on which certificates: what a levy audit asks for and nothing else."""
    people = [{"name": row.name, "citizen_number": row.citizen_number} for row in rows["people"] if row.name]
    certificates = [
        {
            "number": row.number,
            "kind": row.kind,
            "grade": row.grade,
            "valid_from": row.valid_from.isoformat(),
            "valid_until": row.valid_until.isoformat(),
        }
        for row in rows["certificates"]
    ]
    military = [
        {
            "number": row.number,
            "soldier_grade": row.soldier_grade,
            "valid_from": row.valid_from.isoformat(),
            "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        }
        for row in rows["military_certificates"]
    ]
    return {"people": people, "certificates": certificates, "military_certificates": military}


def _answer_warnings(person_id: str) -> None:
    query = select(RetentionWarning).where(RetentionWarning.person_id == person_id, RetentionWarning.over_at.is_(None))
    for warning in db.session.scalars(query):
        warning.over_at = clock.now()


def finish(by: Actor, erasure: Erasure) -> list[str]:
    """Let go what a law kept until now, and return what that was; an erasure without holds left is finished."""
    with act(by=by, action="erasure.held_let_go", about=erasure) as this:
        done, holds = _look_anew(erasure)
        if not done:
            this.cancel()
            return []
        if Held.LEVY in done:
            erasure.held = None
        if Held.DISCLOSURES in done:
            # Who has come back since has given new consents: those are theirs, not the erasure's.
            rows = rows_about(erasure.person_id)
            _delete(row for row in rows["consents"] if row.given_at <= erasure.erased_at)
            _delete(row for row in rows["person_views"] if row.at <= erasure.erased_at)
        left = [one for one in holds if one[0] not in done]
        erasure.holds, erasure.scrubbed_at = left, None
        if all(until is None for _, until in left):
            erasure.finished_at = clock.now()
        this.note(let_go=len(done), left=len(left))
    return done


def list_over(erasure: Erasure) -> list[str]:
    """List what a law kept until now and ``finish`` would let go."""
    return _look_anew(erasure)[0]


def _look_anew(erasure: Erasure) -> tuple[list[str], list[Any]]:
    """Return what is over today, and the holds with the levy's as it follows from the ledger of today."""
    today, holds = clock.today(), list(erasure.holds)
    last_month = _last_month(_work_of(erasure.person_id)) if any(what == Held.LEVY for what, _ in holds) else None
    if last_month is not None:
        until = erasure_rules.levy_hold(last_month, law_on(today)).until
        assert until is not None, "the levy's time has an end"
        holds = [[what, until.isoformat() if what == Held.LEVY else end] for what, end in holds]
    return erasure_rules.over([(what, end) for what, end in holds], today), holds


def _work_of(person_id: str) -> Rows:
    """Return the rows of work alone: the nightly run asks for every erasure that is not finished."""
    keys = kin(person_id)
    months = select(PersonMonth).where(PersonMonth.person_id.in_(keys))
    spells = select(Spell).where(Spell.person_id.in_(keys))
    return {"person_months": list(db.session.scalars(months)), "spells": list(db.session.scalars(spells))}


def _delete(rows: Iterable[Base]) -> None:
    for row in rows:
        db.session.delete(row)
    db.session.flush()


def list_unfinished(limit: int = 500) -> list[Erasure]:
    """List the erasures of which something is still held, oldest first."""
    query = select(Erasure).where(Erasure.finished_at.is_(None)).order_by(Erasure.erased_at, Erasure.id)
    return list(db.session.scalars(query.limit(limit)))


def is_erased(person: Person) -> bool:
    """Tell whether a person's data was erased."""
    return find_erasure(person.id) is not None
