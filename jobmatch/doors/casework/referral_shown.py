"""A referral as the desk shows it: who, where, every step with who decided it, and what may follow."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from jobmatch.accounts.queries import names_of
from jobmatch.employment.queries import find_spell_of
from jobmatch.people.queries import find_consent
from jobmatch.people.tables import Purpose
from jobmatch.referrals.queries import find_referral
from jobmatch.referrals.rules import OPEN, STEPS
from jobmatch.referrals.tables import Referral, ReferralStep
from jobmatch.web.facts import hours_a_week, pay_range, place_name
from jobmatch.web.labels import DECLINE_REASONS, REFERRAL_STATES, STATE_TONES, WITHDRAW_REASONS
from jobmatch.web.templating import day, moment

REASONS = {**DECLINE_REASONS, **WITHDRAW_REASONS}


@dataclass(frozen=True)
class ReferralShown:
    """One referral. ``disclosed_consent`` is the key of the consent that lets the employer read the name, or None.

    ``is_shut``: the person took such a consent back, and the employer cannot open the referral any more.
    """

    id: str
    seeker_id: str
    position_id: str
    name: str
    phone: str
    pseudonym: str
    position: str
    employer: str
    facts: tuple[str, ...]
    state_name: str
    tone: str
    meet_on: date | None
    is_open: bool
    is_hired: bool
    can_hire: bool
    spell_id: str | None
    disclosed_consent: str | None
    is_shut: bool
    steps: tuple[dict[str, Any], ...]


def referral_shown(referral: Referral) -> ReferralShown:
    """Return a referral with its steps, newest first."""
    position, person = referral.position, referral.seeker.person
    consent = find_consent(person.id, Purpose.DISCLOSE, position.id)
    names = names_of(step.decided_by for step in referral.steps)
    facts = (
        position.employer.name,
        place_name(position.town),
        pay_range(position.wage_min_fen, position.wage_max_fen),
        hours_a_week(position.hours_week),
    )
    return ReferralShown(
        id=referral.id,
        seeker_id=referral.seeker_id,
        position_id=position.id,
        name=person.name,
        phone=person.phone or "",
        pseudonym=referral.pseudonym,
        position=position.title,
        employer=position.employer.name,
        facts=tuple(fact for fact in facts if fact),
        state_name=str(REFERRAL_STATES[referral.state]),
        tone=STATE_TONES[referral.state],
        meet_on=referral.meet_on,
        is_open=referral.state in OPEN,
        is_hired=referral.state == "hired",
        can_hire="hired" in STEPS[referral.state],
        spell_id=_spell_of(referral),
        disclosed_consent=consent.id if consent else None,
        is_shut=find_referral(referral.district_id, referral.id, position.employer_id) is None,
        steps=tuple(_step(step, names) for step in reversed(referral.steps)),
    )


def _spell_of(referral: Referral) -> str | None:
    spell = find_spell_of(referral.id) if referral.state == "hired" else None
    return spell.id if spell else None


def _step(step: ReferralStep, names: dict[str, str]) -> dict[str, Any]:
    said = [str(REASONS[step.reason])] if step.reason in REASONS else []
    title = _("已推荐给单位") if step.from_state is None else str(REFERRAL_STATES[step.to_state])
    if step.to_state == "interview" and step.referral.meet_on:
        said.append(_("面试日期：%(day)s", day=day(step.referral.meet_on)))
    return {
        "title": title,
        "when": (step.decided_at.isoformat(), moment(step.decided_at)),
        "by": names.get(step.decided_by, ""),
        "note": "；".join([*said, step.note] if step.note else said),
    }
