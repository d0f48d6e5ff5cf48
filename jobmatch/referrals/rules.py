"""Which steps a referral can take, who takes them, and why one is refused. Plain values in, reasons out."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

SENT, INTERVIEW, OFFERED, TRIAL = "sent", "interview", "offered", "trial"
HIRED, DECLINED, WITHDRAWN = "hired", "declined", "withdrawn"
OPEN = frozenset({SENT, INTERVIEW, OFFERED, TRIAL})

STEPS: Mapping[str, frozenset[str]] = {
    SENT: frozenset({INTERVIEW, OFFERED, TRIAL, HIRED, DECLINED, WITHDRAWN}),
    INTERVIEW: frozenset({OFFERED, TRIAL, HIRED, DECLINED, WITHDRAWN}),
    OFFERED: frozenset({TRIAL, HIRED, DECLINED, WITHDRAWN}),
    TRIAL: frozenset({OFFERED, HIRED, DECLINED, WITHDRAWN}),
    HIRED: frozenset(),
    DECLINED: frozenset(),
    WITHDRAWN: frozenset(),
}


class Mover(StrEnum):
    """Who takes a step: the federation's desk, or the employer of the position. No program ever does."""

    DESK = "desk"
    EMPLOYER = "employer"


MOVERS: Mapping[str, frozenset[Mover]] = {
    INTERVIEW: frozenset({Mover.DESK, Mover.EMPLOYER}),
    OFFERED: frozenset({Mover.DESK, Mover.EMPLOYER}),
    TRIAL: frozenset({Mover.DESK, Mover.EMPLOYER}),
    DECLINED: frozenset({Mover.DESK, Mover.EMPLOYER}),
    HIRED: frozenset({Mover.DESK}),
    WITHDRAWN: frozenset({Mover.DESK}),
}
"""Who may take a referral to a state; what an employer says on the telephone, the desk enters for it."""


class Answer(StrEnum):
    """What an employer can answer to a referral."""

    INTERVIEW = "interview"
    OFFERED = "offered"
    TRIAL = "trial"
    DECLINED = "declined"


class DeclineReason(StrEnum):
    """Why an employer declines; none of them is about a disability."""

    FILLED = "filled"
    SKILLS = "skills"
    HOURS = "hours"
    DISTANCE = "distance"
    ACCOMMODATION = "accommodation"
    NO_SHOW = "no_show"
    OTHER = "other"


class WithdrawReason(StrEnum):
    """Why the seeker or the federation withdraws a referral."""

    FOUND_WORK = "found_work"
    NOT_WANTED = "not_wanted"
    UNREACHABLE = "unreachable"
    MISTAKE = "mistake"


class Refusal(NamedTuple):
    """Why a step cannot be taken: a sentence key with its values."""

    key: str
    values: Mapping[str, object]


def find_step_fault(state: str, to: str) -> Refusal | None:
    """Return why a referral in ``state`` cannot step to ``to``, or None."""
    if to in STEPS[state]:
        return None
    if not STEPS[state]:
        return Refusal("referral.is_over", {"state": state})
    return Refusal("referral.no_such_step", {"state": state, "to": to})


def find_mover_fault(to: str, mover: Mover | None) -> Refusal | None:
    """Return why somebody (None: neither of the desk nor of this employer) may not take a referral there, or None."""
    return None if mover in MOVERS.get(to, frozenset()) else Refusal("referral.not_yours_to_take", {"to": to})


class Given(NamedTuple):
    """What comes with an employer's answer: why not, and the Beijing day on which both meet."""

    reason: str | None = None
    meet_on: date | None = None


def find_answer_fault(state: str, answer: str, given: Given, today: date) -> Refusal | None:
    """Return why an employer's answer cannot be taken, or None.

    A refusal without a reason helps nobody; a reason against somebody beside a yes means one of two things, and which
    only the employer knows. Nobody meets yesterday.
    """
    if answer == Answer.DECLINED and not given.reason:
        return Refusal("referral.decline_needs_a_reason", {})
    if answer != Answer.DECLINED and given.reason:
        return Refusal("referral.reason_without_declining", {})
    if given.meet_on is not None and given.meet_on < today:
        return Refusal("referral.meets_in_the_past", {"day": given.meet_on})
    return find_step_fault(state, answer)


def find_referral_fault(position_open: bool, seats_left: int, seeker_open: bool) -> Refusal | None:
    """Return why a seeker cannot be referred to a position now, or None.

    Decision: an exclusion by function or wish does not stop a caseworker, who may know more than the record; a
    closed or full position, or somebody who looks for no work, does.
    """
    if not position_open:
        return Refusal("referral.position_is_closed", {})
    if seats_left <= 0:
        return Refusal("referral.position_is_full", {})
    if not seeker_open:
        return Refusal("referral.seeker_is_not_looking", {})
    return None
