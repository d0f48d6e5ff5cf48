"""Rows of the signed-in employer alone: another employer's are not told apart from nothing."""

from flask import abort

from jobmatch.employers.draft_tables import PositionDraft
from jobmatch.employers.drafts import Owner, find_draft
from jobmatch.employers.queries import find_position
from jobmatch.employers.tables import Position
from jobmatch.employment.claim_tables import MonthClaim
from jobmatch.employment.claims import find_claim
from jobmatch.employment.roster import Worker, find_worker
from jobmatch.referrals.queries import find_referral
from jobmatch.referrals.tables import Referral
from jobmatch.web.signed_in import get_signed_in_user


def my_employer() -> tuple[str, str]:
    """Return the keys of the signed-in employer's district and of the employer; 404 for an account without one."""
    user = get_signed_in_user()
    return user.district_id, user.scope_id or abort(404)


def referral_or_404(referral_id: str) -> Referral:
    """Return the referral to one of my positions, or answer 404."""
    district_id, employer_id = my_employer()
    return find_referral(district_id, referral_id, employer_id=employer_id) or abort(404)


def position_or_404(position_id: str) -> Position:
    """Return the position of my employer, or answer 404."""
    district_id, employer_id = my_employer()
    found = find_position(district_id, position_id)
    return found if found and found.employer_id == employer_id else abort(404)


def draft_or_404(draft_id: str) -> PositionDraft:
    """Return the draft of my employer, or answer 404."""
    return find_draft(Owner(*my_employer()), draft_id) or abort(404)


def worker_or_404(spell_id: str) -> Worker:
    """Return whose spell at my employer it is, or answer 404."""
    return find_worker(*my_employer(), spell_id) or abort(404)


def claim_or_404(claim_id: str) -> MonthClaim:
    """Return the claim that my employer made, or answer 404."""
    return find_claim(*my_employer(), claim_id) or abort(404)
