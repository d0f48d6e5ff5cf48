"""Acts on referrals: refer, take the employer's answer, withdraw, record the hire. Each step has a person's id."""

import secrets
from datetime import date
from typing import NamedTuple

from jobmatch import clock
from jobmatch.accounts.tables import Role, User
from jobmatch.employers.queries import find_position
from jobmatch.employers.silence import hear
from jobmatch.employers.tables import PositionState
from jobmatch.employment import rules as employment_rules
from jobmatch.employment.queries import count_filled
from jobmatch.employment.service import Place, Terms, open_spell
from jobmatch.employment.tables import Spell
from jobmatch.law.installed import law_on
from jobmatch.law.working import working_age
from jobmatch.matching.outcomes import log_outcome
from jobmatch.matching.tables import OutcomeKind
from jobmatch.referrals import following, queries, rules
from jobmatch.referrals.tables import Referral, ReferralState, ReferralStep
from jobmatch.seekers.queries import find_seeker
from jobmatch.seekers.tables import SeekerState
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError

_OUTCOMES = {
    "interview": OutcomeKind.INTERVIEWED,
    "offered": OutcomeKind.OFFERED,
    "hired": OutcomeKind.HIRED,
    "declined": OutcomeKind.DECLINED,
}
_PSEUDONYM_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


class ReferralRefusedError(SentenceError):
    """A step cannot be taken; its sentence says why."""


class Step(NamedTuple):
    """Where a referral goes, and why."""

    to: ReferralState
    reason: str | None = None
    note: str | None = None
    meet_on: date | None = None


def refer(by: Actor, district_id: str, seeker_id: str, position_id: str, note: str | None = None) -> Referral:
    """Recommend a seeker for a position. Raises ``LookupError``, ``ReferralRefusedError`` or ``BrokenRuleError``."""
    with act(by=by, action="referral.made") as this:
        seeker, position = find_seeker(district_id, seeker_id), find_position(district_id, position_id)
        if seeker is None or position is None:
            raise LookupError(seeker_id if seeker is None else position_id)
        seats_left = position.seats - count_filled([position.id]).get(position.id, 0)
        is_open = position.state is PositionState.OPEN and not (
            position.closes_on and position.closes_on < clock.today()
        )
        _refuse(rules.find_referral_fault(is_open, seats_left, seeker.state is SeekerState.OPEN))
        if queries.find_open_referral(seeker_id, position_id) is not None:
            raise ReferralRefusedError("referral.is_under_way")
        referral = Referral(
            district_id=district_id,
            seeker_id=seeker_id,
            position_id=position_id,
            state=ReferralState.SENT,
            pseudonym=_new_pseudonym(district_id),
            made_by=by.human_id,
            made_at=clock.now(),
        )
        db.session.add(referral)
        _add_step(by, referral, Step(ReferralState.SENT, note=note), from_state=None)
        log_outcome(district_id, seeker_id, position_id, OutcomeKind.REFERRED)
        this.about(referral)
        this.note(seeker=seeker_id, position=position_id)
    return referral


def take_answer(by: Actor, referral: Referral, step: Step) -> None:
    """Take the employer's answer. Raises ``ReferralRefusedError``."""
    with act(by=by, action="referral.answered", about=referral):
        _refuse(rules.find_answer_fault(referral.state, step.to, rules.Given(step.reason, step.meet_on), clock.today()))
        _move(by, referral, step)
        hear(referral.position)


def withdraw(
    by: Actor, referral: Referral, reason: str, note: str | None = None, *, is_about_the_job: bool = True
) -> None:
    """Take a referral back, for the seeker or the federation. Raises ``ReferralRefusedError``.

    *Decision* (docs/decisions/0148): one that the person does not want was declined by them, unless they want nothing
    kept of them at all. That, and the other reasons (work found elsewhere, not reached, a mistake), say nothing about
    how the pair fits, and training would learn from them that it does not.
    """
    with act(by=by, action="referral.withdrawn", about=referral):
        _move(by, referral, Step(ReferralState.WITHDRAWN, reason, note))
        if is_about_the_job and reason == rules.WithdrawReason.NOT_WANTED:
            log_outcome(*_pair(referral), OutcomeKind.DECLINED, reason)


def record_hire(by: Actor, referral: Referral, terms: Terms) -> Spell:
    """Record that the seeker was hired: the referral, a spell of work with its months, the outcome, in one act.

    *Decision:* a position that has been filled meanwhile does not stop it. A hire is a fact that has happened; the
    ledger would be false without it. Whoever refers is stopped earlier.

    Raises ``ReferralRefusedError``, or ``BrokenRuleError`` when the person works for that employer already.
    """
    with act(by=by, action="referral.hired", about=referral) as this:
        person = referral.seeker.person
        age = working_age(law_on(terms.started_on))
        if fault := employment_rules.find_start_fault(terms.started_on, clock.today(), person.born_on, age):
            raise ReferralRefusedError(fault, started_on=terms.started_on, age=age)
        if terms.contract_until is not None and terms.contract_until < terms.started_on:
            raise ReferralRefusedError("hire.contract_ends_before_it_begins")
        _move(by, referral, Step(ReferralState.HIRED))
        place = Place(referral.position.employer_id, referral.position_id, referral.id)
        spell = open_spell(by, referral.district_id, person.id, place, terms)
        referral.seeker.state = SeekerState.CLOSED
        following.book_first(by, spell)
        this.note(spell=spell.id)
    return spell


def _mover(by: Actor, referral: Referral) -> rules.Mover | None:
    """Return as whom a person moves a referral. Raises ``PermissionError`` for a machine."""
    user = db.session.get_one(User, by.human_id)
    if user.district_id != referral.district_id:
        return None
    if user.role in (Role.CASEWORKER, Role.HEAD):
        return rules.Mover.DESK
    is_theirs = user.role is Role.EMPLOYER and user.scope_id == referral.position.employer_id
    return rules.Mover.EMPLOYER if is_theirs else None


def _move(by: Actor, referral: Referral, step: Step) -> None:
    _refuse(rules.find_mover_fault(step.to, _mover(by, referral)))
    _refuse(rules.find_step_fault(referral.state, step.to))
    before, referral.state = referral.state, step.to
    if step.meet_on is not None:
        referral.meet_on = step.meet_on
    _add_step(by, referral, step, from_state=before)
    if step.to in _OUTCOMES:
        log_outcome(*_pair(referral), _OUTCOMES[step.to], step.reason)


def _pair(referral: Referral) -> tuple[str, str, str]:
    return referral.district_id, referral.seeker_id, referral.position_id


def _add_step(by: Actor, referral: Referral, step: Step, from_state: ReferralState | None) -> None:
    referral.steps.append(
        ReferralStep(
            number=len(referral.steps) + 1,
            from_state=from_state,
            to_state=step.to,
            reason=step.reason,
            note=step.note or None,
            decided_by=by.human_id,
            decided_at=clock.now(),
        )
    )


def _new_pseudonym(district_id: str) -> str:
    """A letter and four digits, at random: in order, they would tell an employer how many people were referred."""
    while True:
        pseudonym = f"{secrets.choice(_PSEUDONYM_LETTERS)}-{secrets.randbelow(9000) + 1000}"
        if not queries.pseudonym_is_taken(district_id, pseudonym):
            return pseudonym


def _refuse(fault: rules.Refusal | None) -> None:
    if fault is not None:
        raise ReferralRefusedError(fault.key, **fault.values)
