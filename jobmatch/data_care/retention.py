"""The retention run: who has not been heard of for long is warned of, then erased; what has run out is deleted.

Certificate holders of the register stay: keeping it is a statutory duty. Whoever works, or whose referral is under
way, is not inactive.
"""

from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import joinedload

from jobmatch import clock
from jobmatch.accounts.tables import HalfSignIn, PasskeyChallenge, SessionSighting, SignInFailure, UserSession
from jobmatch.data_care import erasure_rules
from jobmatch.data_care.erasing import erase, finish, list_over, list_unfinished
from jobmatch.data_care.tables import Correction, Erasure, Ground, KeepReason, RetentionWarning
from jobmatch.employment.tables import Spell
from jobmatch.fairs.tables import KioskVisit, KioskVisitEnd, LimitReached
from jobmatch.finding.service import KEPT as SEARCHES_KEPT
from jobmatch.finding.tables import Search
from jobmatch.law.installed import law_on
from jobmatch.people.importing.service import purge_old as purge_imports
from jobmatch.people.tables import Consent, Person, PersonSource
from jobmatch.referrals.rules import OPEN
from jobmatch.referrals.tables import Referral, ReferralStep
from jobmatch.seekers.tables import Seeker, SubmissionLink
from jobmatch.storage.act import MACHINE, Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.idempotency import KeptAnswer
from jobmatch.storage.jobs import Job
from jobmatch.wording import SentenceError
from jobmatch.workshops.placement_tables import Placement

MOST_AT_ONCE = 200
"""How many are warned of, and how many erased, in one run: nobody else should wait for it."""

_ANSWERS_KEPT, _SIGN_INS_KEPT, _JOBS_KEPT = timedelta(days=2), timedelta(days=1), timedelta(days=30)
_SESSIONS_KEPT = _VISITS_KEPT = timedelta(days=30)


class KeepRefusedError(SentenceError):
    """A warning cannot be answered; its sentence says why."""


@dataclass
class Counts:
    """What a run did, or (``is_dry``) would do."""

    is_dry: bool
    looked_at: int = 0
    warned: int = 0
    active_again: int = 0
    erased: int = 0
    held_let_go: int = 0
    purged: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the counts as plain JSON values."""
        return asdict(self)


def run(is_dry: bool = False) -> Counts:
    """Do what is due today; with ``is_dry`` only count it. Each person is an act of their own."""
    counts = Counts(is_dry)
    active = _last_activity()
    counts.looked_at = len(active)
    _answer_warnings(counts, active)
    _warn(counts, active)
    _let_go(counts)
    _purge(counts)
    counts.purged["register_imports"] = purge_imports(is_dry)
    return counts


def _last_activity() -> dict[str, date]:
    """Return the day on which each person was last heard of; who works or is referred is heard of today."""
    erased = select(Erasure.person_id)
    people = select(Person.id, Seeker.since_on).outerjoin(Seeker, Seeker.id == Person.id)
    people = people.where(
        Person.merged_into_id.is_(None), Person.source != PersonSource.REGISTER, Person.id.not_in(erased)
    )
    last = {key: since or date.min for key, since in db.session.execute(people)}
    for query in _SIGNS:
        for key, at in db.session.execute(query):
            if key in last and at is not None:
                last[key] = max(last[key], clock.day_of(at))
    going_on = select(Spell.person_id).where(Spell.ended_on.is_(None))
    under_way = select(Referral.seeker_id).where(Referral.state.in_(list(OPEN)))
    placed = select(Placement.person_id).where(Placement.ended_on.is_(None))
    for key in [key for query in (going_on, under_way, placed) for key in db.session.scalars(query)]:
        if key in last:
            last[key] = clock.today()
    return last


_SIGNS: tuple[Any, ...] = (
    select(SubmissionLink.person_id, func.max(SubmissionLink.seen_at)).group_by(SubmissionLink.person_id),
    select(Consent.person_id, func.max(Consent.given_at)).group_by(Consent.person_id),
    select(Referral.seeker_id, func.max(ReferralStep.decided_at)).join(Referral.steps).group_by(Referral.seeker_id),
    select(Spell.person_id, func.max(Spell.recorded_at)).group_by(Spell.person_id),
    select(Correction.person_id, func.max(Correction.corrected_at)).group_by(Correction.person_id),
    select(RetentionWarning.person_id, func.max(RetentionWarning.kept_at)).group_by(RetentionWarning.person_id),
)


def _answer_warnings(counts: Counts, active: dict[str, date]) -> None:
    today, law = clock.today(), law_on(clock.today())
    query = select(RetentionWarning).where(RetentionWarning.over_at.is_(None)).order_by(RetentionWarning.erase_on)
    for warning in db.session.scalars(query.order_by(RetentionWarning.id)).all():
        key, warning_id = warning.person_id, warning.id
        still = key in active and erasure_rules.is_inactive(active[key], law.get("inactive_after"), today)
        if not still:
            counts.active_again += 1
            if not counts.is_dry:
                _end(warning_id)
        elif warning.erase_on <= today and counts.erased < MOST_AT_ONCE:
            counts.erased += 1
            if not counts.is_dry:
                district = Actor("machine", district_id=warning.district_id)
                erase(district, key, Ground.INACTIVE)


def _end(warning_id: str) -> None:
    with act(by=MACHINE, action="retention.heard_of_again") as this:
        warning = db.session.get_one(RetentionWarning, warning_id)
        warning.over_at = clock.now()
        this.about(warning)


def _warn(counts: Counts, active: dict[str, date]) -> None:
    today, law = clock.today(), law_on(clock.today())
    warned = set(db.session.scalars(select(RetentionWarning.person_id).where(RetentionWarning.over_at.is_(None))))
    gone = set(db.session.scalars(select(Erasure.person_id)))
    for key, last in sorted(active.items(), key=lambda one: (one[1], one[0])):
        if key in warned | gone or not erasure_rules.is_inactive(last, law.get("inactive_after"), today):
            continue
        if counts.warned == MOST_AT_ONCE:
            break
        counts.warned += 1
        if not counts.is_dry:
            _warn_of(key, last, erasure_rules.after(today, law.get("inactive_warning")))


def _warn_of(person_id: str, last: date, erase_on: date) -> None:
    with act(by=MACHINE, action="retention.warned") as this:
        person = db.session.get_one(Person, person_id)
        warning = RetentionWarning(
            district_id=person.district_id,
            person_id=person_id,
            last_active_on=last,
            warned_at=clock.now(),
            erase_on=erase_on,
        )
        db.session.add(warning)
        this.about(warning)
        this.note(person=person_id)


def _let_go(counts: Counts) -> None:
    for erasure in list_unfinished():
        if list_over(erasure):
            counts.held_let_go += 1
            if not counts.is_dry:
                finish(MACHINE, erasure)


def _purge(counts: Counts) -> None:
    """Delete what has run out and says nothing any more: refused sign-ins, kept answers, ended sessions, done jobs,
    visits at a kiosk (over after minutes; kept a month for whoever looks into what happened at a fair)."""
    now = clock.now()
    old = select(UserSession.id).where(
        or_(UserSession.ended_at < now - _SESSIONS_KEPT, UserSession.created_at < now - _SESSIONS_KEPT)
    )
    old_visits = select(KioskVisit.id).where(KioskVisit.begun_at < now - _VISITS_KEPT)
    rules: tuple[tuple[Any, Any], ...] = (
        (KioskVisitEnd, KioskVisitEnd.visit_id.in_(old_visits)),
        (KioskVisit, KioskVisit.id.in_(old_visits)),
        (LimitReached, LimitReached.window_began_at < now - _VISITS_KEPT),
        (SessionSighting, SessionSighting.session_id.in_(old)),
        (UserSession, UserSession.id.in_(old)),
        (SignInFailure, SignInFailure.at < now - _SIGN_INS_KEPT),
        (HalfSignIn, HalfSignIn.created_at < now - _SIGN_INS_KEPT),
        (PasskeyChallenge, PasskeyChallenge.created_at < now - _SIGN_INS_KEPT),
        (KeptAnswer, KeptAnswer.at < now - _ANSWERS_KEPT),
        (Search, Search.at < now - SEARCHES_KEPT),
        (Job, Job.done_at < now - _JOBS_KEPT),
    )
    counts.purged = {table.__tablename__: _count(table, rule) for table, rule in rules}
    if counts.is_dry or not any(counts.purged.values()):
        return
    with act(by=MACHINE, action="retention.purged") as this:
        for table, rule in rules:
            db.session.execute(delete(table).where(rule))
        this.note(**counts.purged)


def _count(table: Any, rule: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(rule)) or 0


def keep(by: Actor, warning: RetentionWarning, reason: KeepReason) -> None:
    """Keep somebody who was warned of. Raises ``KeepRefusedError`` when the warning is over."""
    with act(by=by, action="retention.kept", about=warning) as this:
        if warning.over_at is not None:
            raise KeepRefusedError("retention.over_already")
        warning.kept_by, warning.kept_at, warning.keep_reason = by.human_id, clock.now(), reason
        warning.over_at = clock.now()
        this.note(person=warning.person_id, reason=reason.value)


def find_warning(district_id: str, warning_id: str) -> RetentionWarning | None:
    """Return the warning of that key in that district, or None."""
    return db.session.scalar(
        select(RetentionWarning).where(RetentionWarning.district_id == district_id, RetentionWarning.id == warning_id)
    )


def list_warnings(district_id: str, limit: int | None = None, offset: int = 0) -> list[RetentionWarning]:
    """List the warnings that nobody has answered, those first whose day comes first."""
    query = select(RetentionWarning).where(
        RetentionWarning.district_id == district_id, RetentionWarning.over_at.is_(None)
    )
    query = query.options(joinedload(RetentionWarning.person))
    query = query.order_by(RetentionWarning.erase_on, RetentionWarning.id)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_warnings(district_id: str) -> int:
    """Count the warnings that nobody has answered."""
    query = select(func.count()).select_from(RetentionWarning)
    rules = (RetentionWarning.district_id == district_id, RetentionWarning.over_at.is_(None))
    return db.session.scalar(query.where(*rules)) or 0
