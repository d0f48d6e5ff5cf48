"""From the fair desk to the levy month: who registered in a year, and what became of them, out of the rows."""

from datetime import date

from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.employment.tables import Spell
from jobmatch.fairs.registered import Where, list_registered
from jobmatch.fairs.tables import Fair, FairKind
from jobmatch.levy.tables import Declaration, DeclarationState, DeclaredPerson
from jobmatch.referrals.tables import Referral, ReferralState, ReferralStep
from jobmatch.reports.chain_rules import Chain, Journey, count_chain
from jobmatch.reports.job_service import ASSISTED
from jobmatch.seekers.tables import Registration
from jobmatch.storage.base import db

_STEPS = {ReferralState.INTERVIEW: "interviewed", ReferralState.OFFERED: "offered"}
_AT_ONCE = 5_000


def chain_of(district_id: str, year: int, today: date) -> Chain:
    """Return what became, by ``today``, of those who registered at a fair in ``year``: each person once, from the first
    registration on; e-commerce fairs lead elsewhere and are left out, and so is assisted employment."""
    registered = list_registered(district_id, date(year, 1, 1), date(year, 12, 31), where=Where.AT_FAIRS)
    journeys = {one.person_id: Journey(clock.day_of(one.registered_at)) for one in registered}
    people = list(journeys)
    for start in range(0, len(people), _AT_ONCE):
        _fill(journeys, people[start : start + _AT_ONCE])
    return count_chain(journeys.values(), today)


def find_newest_year(district_id: str) -> int | None:
    """Return the newest year in which somebody registered at such a fair, or None."""
    query = select(func.max(Registration.registered_at)).join(Fair, Fair.id == Registration.fair_id)
    query = query.where(Registration.district_id == district_id)
    newest = db.session.scalar(query.where(Fair.is_practice.is_(False), Fair.kind != FairKind.ECOMMERCE))
    return None if newest is None else clock.day_of(newest).year


def _fill(journeys: dict[str, Journey], people: list[str]) -> None:
    """Read what happened to these people."""
    referred = select(Referral.seeker_id, Referral.made_at).where(Referral.seeker_id.in_(people))
    for person, at in db.session.execute(referred):
        journeys[person].steps.setdefault("referred", []).append(clock.day_of(at))
    taken = select(Referral.seeker_id, ReferralStep.to_state, ReferralStep.decided_at).join(ReferralStep.referral)
    taken = taken.where(Referral.seeker_id.in_(people), ReferralStep.to_state.in_(list(_STEPS)))
    for person, state, at in db.session.execute(taken):
        journeys[person].steps.setdefault(_STEPS[state], []).append(clock.day_of(at))
    worked = select(Spell.person_id, Spell.started_on, Spell.ended_on).where(Spell.form != ASSISTED)
    for person, begun, end in db.session.execute(worked.where(Spell.person_id.in_(people))):
        journeys[person].spells.append((begun, end))
    credited = select(DeclaredPerson.person_id, Declaration.work_year).join(DeclaredPerson.declaration)
    credited = credited.where(Declaration.state == DeclarationState.CONFIRMED, DeclaredPerson.counted > 0)
    for person, year in db.session.execute(credited.where(DeclaredPerson.person_id.in_(people))):
        journeys[person].credited.add(year)
