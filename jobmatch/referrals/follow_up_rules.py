"""When somebody who was hired is asked how it goes, and what an answer leads to. Plain values in, days and reasons out.

*Decision* (docs/decisions/0148): after 7 days, 1, 3, 6 and 12 months, counted from the first day at work; whoever is
still there after six months has stayed: so long a trial may last at most by law (Labour Contract Law art. 19).
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from jobmatch.employment.job_changes import plus_months
from jobmatch.people.found_at_work import Found
from jobmatch.referrals.rules import Refusal

FIRST_DAYS = 7
MONTHS = (1, 3, 6, 12)
STAYED_MONTHS = 6
AGAIN_DAYS = 7
"""After so many days somebody who was not reached is asked again."""


class LeaveReason(StrEnum):
    """Why somebody left; none of them is about a disability."""

    RESIGNED = "resigned"
    DISMISSED = "dismissed"
    RUN_OUT = "run_out"
    CLOSED = "closed"
    OTHER = "other"


class Answer(NamedTuple):
    """What was found; of who left, the last day at work and why."""

    found: Found
    left_on: date | None = None
    reason: LeaveReason | None = None


def list_due(started_on: date) -> tuple[date, ...]:
    """Return the days on which somebody who began on ``started_on`` is asked, the earliest first."""
    return (started_on + timedelta(days=FIRST_DAYS), *(plus_months(started_on, months) for months in MONTHS))


def find_next(started_on: date, after: date) -> date | None:
    """Return the first of these days after ``after``, None where none is left."""
    return next((day for day in list_due(started_on) if day > after), None)


def find_following(answer: Answer, started_on: date, today: date) -> date | None:
    """Return on which day is asked again after an answer, None where nobody is to be asked any more.

    Who was not reached is asked again soon, but after a year no more than anybody else.
    """
    if answer.found is Found.LEFT:
        return None
    if answer.found is Found.UNREACHED and today < list_due(started_on)[-1]:
        return today + timedelta(days=AGAIN_DAYS)
    return find_next(started_on, today)


def has_stayed(answer: Answer, started_on: date, today: date) -> bool:
    """Tell whether an answer shows that somebody has stayed in the job."""
    return answer.found is Found.STILL and today >= plus_months(started_on, STAYED_MONTHS)


def find_answer_fault(answer: Answer, started_on: date, today: date) -> Refusal | None:
    """Return why an answer cannot be kept, or None. Nobody leaves before the first day, or tomorrow."""
    if answer.found is not Found.LEFT:
        return Refusal("follow_up.not_gone", {}) if answer.left_on or answer.reason else None
    if answer.left_on is None or answer.reason is None:
        return Refusal("follow_up.gone_when_and_why", {})
    if not started_on <= answer.left_on <= today:
        return Refusal("follow_up.gone_on_another_day", {"first": started_on, "last": today})
    return None
