"""Rows of the caseworker's own district, or 404: what lies in another district is not told apart from nothing."""

from flask import abort

from jobmatch.employers.queries import find_employer
from jobmatch.employers.tables import Employer
from jobmatch.people.queries import find_person
from jobmatch.people.tables import Person
from jobmatch.referrals.queries import find_referral
from jobmatch.referrals.tables import Referral
from jobmatch.seekers.queries import find_seeker, find_submission
from jobmatch.seekers.tables import Seeker, Submission
from jobmatch.web.signed_in import get_signed_in_user


def my_district() -> str:
    """Return the key of the signed-in caseworker's district."""
    return get_signed_in_user().district_id


def submission_or_404(submission_id: str) -> Submission:
    """Return the submission of my district, or answer 404."""
    return find_submission(my_district(), submission_id) or abort(404)


def seeker_or_404(seeker_id: str) -> Seeker:
    """Return the seeker of my district, or answer 404."""
    return find_seeker(my_district(), seeker_id) or abort(404)


def referral_or_404(referral_id: str) -> Referral:
    """Return the referral of my district, or answer 404."""
    return find_referral(my_district(), referral_id) or abort(404)


def person_or_404(person_id: str) -> Person:
    """Return the person of my district, or answer 404."""
    return find_person(my_district(), person_id) or abort(404)


def employer_or_404(employer_id: str) -> Employer:
    """Return the employer of my district, or answer 404."""
    return find_employer(my_district(), employer_id) or abort(404)
