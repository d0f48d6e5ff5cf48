"""A contest about a month with both files side by side: who claims it, what each stated, the work recorded, answers."""

from dataclasses import dataclass
from datetime import date

from jobmatch import clock
from jobmatch.doors.casework.seeker_shown import spell_rows
from jobmatch.employment.claim_tables import MonthClaim, MonthContest
from jobmatch.employment.said import say_reason
from jobmatch.employment.told import tell
from jobmatch.people.disclosure import Viewer
from jobmatch.web.claim_labels import CLAIM_STATES, CONTEST_GROUNDS
from jobmatch.web.claim_shown import stated_rows
from jobmatch.web.facts import month_name
from jobmatch.web.language import locale_code


@dataclass(frozen=True)
class ContestRow:
    """A contest in the list."""

    id: str
    name: str
    month: str
    opened_on: date
    answer_by: date
    has_all_answers: bool
    is_over: bool


@dataclass(frozen=True)
class Side:
    """One employer's file: what it stated, the work recorded there, its answer."""

    claim_id: str
    employer: str
    state: str
    claimed_on: date
    rows: tuple[tuple[str, str], ...]
    spells: tuple[object, ...]
    reasons: tuple[str, ...]
    answer: str
    answered_on: date | None


@dataclass(frozen=True)
class ContestShown:
    """A contest on its page; ``decided`` is (what, ground, reasons, day) or None."""

    row: ContestRow
    person_id: str
    sides: tuple[Side, Side]
    is_early: bool
    decided: tuple[str, str, str, date] | None


def contest_row(contest: MonthContest) -> ContestRow:
    """Return the line of a contest."""
    return ContestRow(
        id=contest.id,
        name=contest.earlier.person.name,
        month=month_name(contest.month),
        opened_on=clock.day_of(contest.opened_at),
        answer_by=contest.answer_by,
        has_all_answers=_has_all_answers(contest),
        is_over=clock.today() > contest.answer_by,
    )


def contest_shown(contest: MonthContest) -> ContestShown:
    """Return a contest with both files."""
    row = contest_row(contest)
    return ContestShown(
        row=row,
        person_id=contest.person_id,
        sides=(_side(contest, contest.earlier), _side(contest, contest.later)),
        is_early=not row.is_over and not row.has_all_answers,
        decided=_decided(contest),
    )


def _has_all_answers(contest: MonthContest) -> bool:
    return {contest.earlier_claim_id, contest.later_claim_id} <= {one.claim_id for one in contest.answers}


def _side(contest: MonthContest, claim: MonthClaim) -> Side:
    answer = next((one for one in contest.answers if one.claim_id == claim.id), None)
    return Side(
        claim_id=claim.id,
        employer=claim.employer.name,
        state=str(CLAIM_STATES[claim.state]),
        claimed_on=claim.submitted_on,
        rows=tuple(stated_rows(claim.facts)),
        spells=tuple(spell_rows(contest.person_id, claim.employer_id)),
        reasons=tuple(say_reason(one.kept, locale_code()) for one in tell(claim.reasons, Viewer.DESK)),
        answer=answer.text if answer else "",
        answered_on=clock.day_of(answer.answered_at) if answer else None,
    )


def _decided(contest: MonthContest) -> tuple[str, str, str, date] | None:
    if contest.decided_at is None or contest.ground is None:
        return None
    kept = {contest.earlier_claim_id: contest.earlier, contest.later_claim_id: contest.later}.get(
        contest.kept_claim_id or ""
    )
    decided_on = clock.day_of(contest.decided_at)
    return kept.employer.name if kept else "", str(CONTEST_GROUNDS[contest.ground]), contest.note or "", decided_on
