"""Acts on contests: hear an employer, decide, let the month follow the decision."""

from datetime import timedelta

from sqlalchemy import select

from jobmatch import clock
from jobmatch.employment import claims
from jobmatch.employment.claim_tables import ClaimState, ContestAnswer, ContestGround, MonthClaim, MonthContest
from jobmatch.law.installed import law_on
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError

LONGEST_TEXT = 2000


class ContestRefusedError(SentenceError):
    """A contest cannot be answered or decided so; its sentence says why."""


def open_contest(earlier: MonthClaim, later: MonthClaim) -> MonthContest:
    """Let somebody decide between two claims to one month; both employers may answer for some days. Inside an act."""
    days = law_on(clock.today()).get("contest_answer_days").whole
    contest = MonthContest(
        district_id=later.district_id,
        person_id=earlier.person_id,
        month=earlier.month,
        earlier_claim_id=earlier.id,
        later_claim_id=later.id,
        opened_at=clock.now(),
        answer_by=clock.today() + timedelta(days=days),
    )
    db.session.add(contest)
    db.session.flush()
    return contest


def answer_contest(by: Actor, contest: MonthContest, claim: MonthClaim, text: str) -> None:
    """Keep what an employer says about its claim; it may change its answer until the last day, or somebody decides.

    Raises ``ContestRefusedError``.
    """
    with act(by=by, action="contest.answered", about=contest):
        held = _hold(contest.id)
        if clock.today() > held.answer_by:
            raise ContestRefusedError("contest.answer_too_late", day=held.answer_by)
        given = next((one for one in held.answers if one.claim_id == claim.id), None)
        if given is None:
            given = ContestAnswer(contest_id=held.id, claim_id=claim.id)
            db.session.add(given)
        given.text, given.answered_by, given.answered_at = text[:LONGEST_TEXT], by.human_id, clock.now()


def decide_contest(by: Actor, contest_id: str, kept_id: str | None, ground: ContestGround, note: str) -> MonthContest:
    """Decide whose the month is: one of the two claims, or (None) neither. Raises ``ContestRefusedError``."""
    with act(by=by, action="contest.decided") as this:
        contest = _hold(contest_id)
        this.about(contest)
        if not note.strip():
            raise ContestRefusedError("contest.reasons_needed")
        if kept_id not in {contest.earlier_claim_id, contest.later_claim_id, None}:
            raise ContestRefusedError("contest.not_one_of_the_two")
        _close(by, contest, kept_id, ground, note.strip())
        this.note(person=contest.person_id, claim=kept_id, ground=ground.value)
    return contest


def settle(by: Actor, withdrawn: MonthClaim) -> None:
    """End the contests about a claim that was just withdrawn: the other one stands. Inside an act."""
    while (contest := claims.find_open_contest(withdrawn)) is not None:
        other = contest.later if contest.earlier_claim_id == withdrawn.id else contest.earlier
        if other.state is ClaimState.CONTESTED:
            other.state = ClaimState.ACCEPTED
            db.session.flush()
        contest.kept_claim_id, contest.ground = other.id, ContestGround.OTHER_WITHDREW
        contest.note, contest.decided_by, contest.decided_at = "—", by.human_id, clock.now()
        db.session.flush()
        _follow(contest, withdrawn, other)  # further contests are then against whoever has the month now


def _close(by: Actor, contest: MonthContest, kept_id: str | None, ground: ContestGround, note: str) -> None:
    both = {contest.earlier_claim_id: contest.earlier, contest.later_claim_id: contest.later}
    kept = both.pop(kept_id) if kept_id is not None else None
    contest.kept_claim_id, contest.ground, contest.note = kept_id, ground, note
    contest.decided_by, contest.decided_at = by.human_id, clock.now()
    for claim in both.values():
        if claim.state in claims.STANDING:
            claim.state = ClaimState.LOST
    db.session.flush()  # the month is free before it is given
    if kept is not None:
        if kept.state not in claims.STANDING:
            raise ContestRefusedError("contest.claim_withdrawn")
        kept.state = ClaimState.ACCEPTED
        db.session.flush()
        for loser in both.values():
            _follow(contest, loser, kept)


def _follow(contest: MonthContest, loser: MonthClaim, kept: MonthClaim) -> None:
    """Let other undecided contests be against whoever has the month now."""
    for other in claims.list_open_contests_about([loser.id]):
        if other.id != contest.id and other.earlier_claim_id == loser.id and other.later_claim_id != kept.id:
            other.earlier_claim_id = kept.id
    db.session.flush()


def _hold(contest_id: str) -> MonthContest:
    query = select(MonthContest).where(MonthContest.id == contest_id).with_for_update()
    contest = db.session.scalar(query.execution_options(populate_existing=True))
    if contest is None:
        raise LookupError(contest_id)
    if contest.decided_at is not None:
        raise ContestRefusedError("contest.decided_already")
    return contest
