"""Acts on follow-ups: book the next one, keep what was found. One at a time is booked, as a task for the person."""

from datetime import date

from sqlalchemy import select

from jobmatch import clock
from jobmatch.employment.service import end_spell
from jobmatch.employment.tables import Spell
from jobmatch.matching.outcomes import log_outcome
from jobmatch.matching.tables import Outcome, OutcomeKind
from jobmatch.people.companion_tables import Task, TaskKind
from jobmatch.people.found_at_work import Found
from jobmatch.referrals import follow_up_rules as rules
from jobmatch.referrals.follow_up_rules import Answer
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError


class FollowUpRefusedError(SentenceError):
    """What was found cannot be kept so; its sentence says why."""


def book_first(by: Actor, spell: Spell) -> None:
    """Book the first follow-up of a hire that is still to come; one of an earlier job is not needed any more."""
    _book(by, spell, Answer(Found.STILL))


def record(by: Actor, spell: Spell, answer: Answer, note: str | None = None) -> None:
    """Keep what was found: the follow-up is done and the next one booked; who left has left; who stayed has stayed.

    Raises ``FollowUpRefusedError``.
    """
    with act(by=by, action="follow_up.recorded", about=spell) as this:
        if spell.ended_on is not None:
            raise FollowUpRefusedError("follow_up.over", day=spell.ended_on)
        if fault := rules.find_answer_fault(answer, spell.started_on, clock.today()):
            raise FollowUpRefusedError(fault.key, **fault.values)
        _finish(by, spell, answer.found, note)
        if answer.left_on is not None and answer.reason is not None:
            end_spell(by, spell, answer.left_on, answer.reason.value)
        if rules.has_stayed(answer, spell.started_on, clock.today()):
            _keep_stayed(spell)
        _book(by, spell, answer)
        this.note(person=spell.person_id, kind=answer.found.value)


def list_follow_ups(person_id: str) -> list[Task]:
    """List the follow-ups of a person, what is still to do first, then the newest."""
    query = select(Task).where(Task.person_id == person_id, Task.kind == TaskKind.FOLLOW_UP)
    return list(db.session.scalars(query.order_by(Task.done_at.is_not(None), Task.done_at.desc(), Task.id)))


def _finish(by: Actor, spell: Spell, found: Found, note: str | None) -> None:
    """Keep what was found with the follow-up that was due, or with one that nobody had booked."""
    task = _open_task(spell.person_id)
    if task is None:
        task = _new_task(by, spell, clock.today())
        db.session.add(task)
    task.found, task.note, task.done_at, task.done_by = found, note or None, clock.now(), by.human_id
    db.session.flush()


def _book(by: Actor, spell: Spell, answer: Answer) -> None:
    waiting = _open_task(spell.person_id)
    if waiting is not None:
        waiting.done_at = clock.now()
        db.session.flush()
    due_on = rules.find_following(answer, spell.started_on, clock.today())
    if due_on is not None:
        db.session.add(_new_task(by, spell, due_on))


def _new_task(by: Actor, spell: Spell, due_on: date) -> Task:
    whose = {"district_id": spell.district_id, "person_id": spell.person_id, "assigned_to": by.human_id}
    made = {"made_by": by.human_id, "made_at": clock.now()}
    return Task(kind=TaskKind.FOLLOW_UP, due_on=due_on, **whose, **made)


def _open_task(person_id: str) -> Task | None:
    query = select(Task).where(Task.person_id == person_id, Task.kind == TaskKind.FOLLOW_UP, Task.done_at.is_(None))
    return db.session.scalar(query)


def _keep_stayed(spell: Spell) -> None:
    """Say once of a hire that came through a referral that the person stayed: training learns from it."""
    if spell.referral_id is None or spell.position_id is None:
        return
    said = select(Outcome.id).where(
        Outcome.seeker_id == spell.person_id,
        Outcome.position_id == spell.position_id,
        Outcome.kind == OutcomeKind.RETAINED,
        Outcome.at >= spell.recorded_at,
    )
    if db.session.scalar(said) is None:
        log_outcome(spell.district_id, spell.person_id, spell.position_id, OutcomeKind.RETAINED)
