"""Acts on declarations: hand a year in, take it up, send it back with one complete notice, confirm or refuse it.

A confirmation makes its letter, and taking it back ends the letter: neither is done by itself.
"""

from datetime import date, timedelta

from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.employment.claim_tables import ClaimState
from jobmatch.employment.claims import list_claims_of_year, list_open_contests_about
from jobmatch.law.installed import law_on
from jobmatch.levy.filing import levy_day
from jobmatch.levy.letters import make_letter, supersede
from jobmatch.levy.queries import find_newest
from jobmatch.levy.rules.declarations import HELD, Phase, may_follow, weigh, window_of
from jobmatch.levy.tables import Declaration, DeclarationState, DeclarationStep, DeclaredPerson
from jobmatch.levy.telling import may_count_untold
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError

LONGEST_NOTE = 2000
LONGEST_ANSWER_DAYS = 90


class DeclarationRefusedError(SentenceError):
    """A declaration cannot be taken or changed; its sentence says why and what to do."""


def submit(by: Actor, district_id: str, employer_id: str, work_year: int) -> Declaration:
    """Hand in what an employer claims of a year: who counts in which month, as the claims stand now.

    A returned declaration is handed in again as the same; after a refused or withdrawn one begins the next turn.

    Months that are being checked count for nobody until that is decided, whoever claimed first. Where people are in it
    whom only the employer named, it is taken whether they count or not: an answer would be one from the register.

    Raises ``DeclarationRefusedError`` outside the window, where nothing counts, and where the year is handed in
    already; ``NoLegalValueError``.
    """
    with act(by=by, action="declaration.submitted") as this:
        window = window_of(work_year, law_on(levy_day(work_year)))
        before = find_newest(employer_id, work_year)
        is_again = before is not None and before.state is DeclarationState.RETURNED
        _refuse_outside(window.phase(clock.today()), window.until_on, before if is_again else None)
        if before is not None and before.state in HELD:
            raise DeclarationRefusedError("declaration.handed_in_already", year=work_year)
        declared = before if before is not None and is_again else _new(by, district_id, employer_id, work_year)
        if not _count(declared) and not may_count_untold(employer_id, work_year):
            raise DeclarationRefusedError("declaration.nothing_counts", year=work_year)
        _step(by, declared, DeclarationState.SUBMITTED)
        declared.submitted_by, declared.submitted_at = by.human_id, clock.now()
        declared.reviewer_id = declared.answer_by = None
        this.about(declared)
        this.note(employer=employer_id, people=len(declared.people))
    return declared


def withdraw(by: Actor, declared: Declaration) -> None:
    """Take a declaration back before anybody has taken it up, or after it came back."""
    with act(by=by, action="declaration.withdrawn") as this:
        one = _hold(declared, DeclarationState.WITHDRAWN)
        _step(by, one, DeclarationState.WITHDRAWN)
        one.answer_by = None
        this.about(one)


def take_up(by: Actor, declared: Declaration) -> None:
    """Begin the review: whoever does so is its reviewer."""
    with act(by=by, action="declaration.taken_up") as this:
        one = _hold(declared, DeclarationState.IN_REVIEW)
        _step(by, one, DeclarationState.IN_REVIEW)
        one.reviewer_id = by.human_id
        this.about(one)


def send_back(by: Actor, declared: Declaration, note: str, answer_by: date) -> None:
    """Send it back with everything that is missing, told once, to be mended by a day.

    Raises ``DeclarationRefusedError`` for a day that is not ahead or too far.
    """
    with act(by=by, action="declaration.returned") as this:
        one = _hold(declared, DeclarationState.RETURNED, DeclarationState.IN_REVIEW)
        _refuse_day(answer_by)
        _step(by, one, DeclarationState.RETURNED, note)
        one.answer_by = answer_by
        this.about(one)


def reopen(by: Actor, declared: Declaration, note: str, answer_by: date) -> None:
    """Take a confirmation back with what is wrong, to be mended by a day; its letter is valid no longer from today.

    What is confirmed anew gets a letter of its own. Raises ``DeclarationRefusedError`` for a day that is not ahead or
    too far, and for whoever handed it in.
    """
    with act(by=by, action="declaration.reopened") as this:
        one = _hold(declared, DeclarationState.RETURNED, DeclarationState.CONFIRMED)
        if one.submitted_by == by.human_id:
            raise DeclarationRefusedError("declaration.own")
        _refuse_day(answer_by)
        supersede(one)
        _step(by, one, DeclarationState.RETURNED, note)
        one.answer_by, one.confirmed_on = answer_by, None
        this.about(one)
        this.note(employer=one.employer_id)


def confirm(by: Actor, declared: Declaration) -> None:
    """Confirm what the claims say at this moment; months that were decided meanwhile are counted anew.

    Raises ``DeclarationRefusedError`` while a month is being checked, where nothing counts any more, and for whoever
    handed it in.
    """
    with act(by=by, action="declaration.confirmed") as this:
        one = _hold(declared, DeclarationState.CONFIRMED)
        if _list_disputed(one):
            raise DeclarationRefusedError("declaration.being_checked")
        if not _count(one):
            raise DeclarationRefusedError("declaration.nothing_counts", year=one.work_year)
        _decide(by, one, DeclarationState.CONFIRMED)
        one.confirmed_on = clock.today()
        make_letter(by, one)
        this.about(one)
        this.note(employer=one.employer_id, people=sum(person.counted > 0 for person in one.people))


def reject(by: Actor, declared: Declaration, note: str) -> None:
    """Refuse it, with the reasons. Raises ``DeclarationRefusedError`` for whoever handed it in."""
    with act(by=by, action="declaration.rejected") as this:
        one = _hold(declared, DeclarationState.REJECTED)
        _decide(by, one, DeclarationState.REJECTED, note)
        this.about(one)


def require_open(employer_id: str, work_year: int) -> None:
    """Raise ``DeclarationRefusedError`` where the claims of a year stay as they are."""
    if is_held(employer_id, work_year):
        raise DeclarationRefusedError("declaration.year_is_held", year=work_year)


def is_held(employer_id: str, work_year: int) -> bool:
    """Tell whether the claims of a year stay as they are, because a declaration of it is under way or confirmed."""
    newest = find_newest(employer_id, work_year)
    return newest is not None and newest.state in HELD


def _refuse_day(answer_by: date) -> None:
    if not clock.today() < answer_by <= clock.today() + timedelta(days=LONGEST_ANSWER_DAYS):
        raise DeclarationRefusedError("declaration.answer_day", most=LONGEST_ANSWER_DAYS)


def _refuse_outside(phase: Phase, until_on: date, returned: Declaration | None) -> None:
    if returned is not None:
        if returned.answer_by is not None and returned.answer_by < clock.today():
            raise DeclarationRefusedError("declaration.answer_too_late", day=returned.answer_by)
    elif phase is Phase.BEFORE:
        raise DeclarationRefusedError("declaration.not_open")
    elif phase is Phase.CLOSED:
        raise DeclarationRefusedError("declaration.closed", day=until_on)


def _new(by: Actor, district_id: str, employer_id: str, work_year: int) -> Declaration:
    of = (Declaration.employer_id == employer_id, Declaration.work_year == work_year)
    turn = (db.session.scalar(select(func.max(Declaration.turn)).where(*of)) or 0) + 1
    declared = Declaration(
        district_id=district_id,
        employer_id=employer_id,
        work_year=work_year,
        turn=turn,
        state=DeclarationState.SUBMITTED,
        submitted_by=by.human_id,
        submitted_at=clock.now(),
    )
    db.session.add(declared)
    return declared


def _hold(declared: Declaration, then: DeclarationState, now: DeclarationState | None = None) -> Declaration:
    """Lock a declaration that may go on to a state (from ``now``); two reviewers take turns, the second is told."""
    query = select(Declaration).where(Declaration.id == declared.id)
    one = db.session.scalars(query.with_for_update().execution_options(populate_existing=True)).one()
    if not may_follow(one.state, then) or (now is not None and one.state is not now):
        raise DeclarationRefusedError("declaration.moved_on")
    return one


def _decide(by: Actor, one: Declaration, then: DeclarationState, note: str | None = None) -> None:
    if one.submitted_by == by.human_id:
        raise DeclarationRefusedError("declaration.own")
    _step(by, one, then, note)
    one.decided_by, one.decided_at = by.human_id, clock.now()


def _step(by: Actor, one: Declaration, then: DeclarationState, note: str | None = None) -> None:
    of = {"number": len(one.steps) + 1, "to_state": then, "note": note}
    one.steps.append(DeclarationStep(taken_by=by.human_id, taken_at=clock.now(), **of))
    one.state = then


def _list_disputed(one: Declaration) -> set[str]:
    """List the claims of the year about which a contest is open: for both sides, so that neither can tell."""
    keys = [claim.id for claim in list_claims_of_year(one.employer_id, one.work_year)]
    contests = list_open_contests_about(keys)
    return {key for contest in contests for key in (contest.earlier_claim_id, contest.later_claim_id)}


def _count(one: Declaration) -> bool:
    """Write down who counts in which month by the claims, and return whether anybody does."""
    claims, disputed = list_claims_of_year(one.employer_id, one.work_year), _list_disputed(one)
    weights: dict[str, dict[int, int]] = {}
    for claim in claims:
        counts = claim.state is ClaimState.ACCEPTED and claim.id not in disputed
        weights.setdefault(claim.person_id, {})[int(claim.month[-2:])] = claim.weight if counts else 0
    known = {person.person_id: person for person in one.people}
    for person_id in known.keys() - weights.keys():
        one.people.remove(known[person_id])
    for person_id, months in weights.items():
        by_month, counted, credited = weigh(months)
        person = known.get(person_id)
        if person is None:
            person = DeclaredPerson(person_id=person_id)
            one.people.append(person)
        person.by_month, person.counted, person.credited = by_month, counted, credited
    return any(person.counted for person in one.people)
