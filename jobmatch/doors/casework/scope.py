"""Rows of the caseworker's own district, or 404: what lies in another district is not told apart from nothing."""

from typing import NoReturn

from flask import abort, redirect, request, url_for

from jobmatch.employers.queries import find_employer, find_position
from jobmatch.employers.tables import Employer, Position
from jobmatch.employment.claim_tables import MonthContest
from jobmatch.employment.claims import find_contest
from jobmatch.employment.queries import find_spell
from jobmatch.employment.tables import Spell
from jobmatch.fairs.queries import find_booth, find_fair
from jobmatch.fairs.registered import find_registration
from jobmatch.fairs.result_tables import FairResult
from jobmatch.fairs.results import find_result
from jobmatch.fairs.tables import Booth, Fair, FairKind
from jobmatch.levy.queries import find_declaration
from jobmatch.levy.tables import Declaration
from jobmatch.people.queries import find_person, find_survivor
from jobmatch.people.tables import Person
from jobmatch.referrals.queries import find_referral
from jobmatch.referrals.support import find_support
from jobmatch.referrals.support_tables import SpecialSupport
from jobmatch.referrals.tables import Referral
from jobmatch.reports.publication_tables import Publication
from jobmatch.reports.publications import find_publication
from jobmatch.seekers.queries import find_seeker, find_submission
from jobmatch.seekers.tables import Registration, Seeker, Submission
from jobmatch.web.signed_in import get_signed_in_user
from jobmatch.workshops.placement_tables import Placement
from jobmatch.workshops.queries import find_institution, find_placement
from jobmatch.workshops.tables import Institution


def my_district() -> str:
    """Return the key of the signed-in caseworker's district."""
    return get_signed_in_user().district_id


def publication_or_404(publication_id: str) -> Publication:
    """Return the published scorecard of my district, or answer 404."""
    return find_publication(my_district(), publication_id) or abort(404)


def submission_or_404(submission_id: str) -> Submission:
    """Return the submission of my district, or answer 404."""
    return find_submission(my_district(), submission_id) or abort(404)


def seeker_or_404(seeker_id: str) -> Seeker:
    """Return the seeker of my district; who was merged away leads to the survivor, anybody else to 404."""
    return find_seeker(my_district(), seeker_id) or _lead_on("seeker_id", seeker_id)


def referral_or_404(referral_id: str) -> Referral:
    """Return the referral of my district, or answer 404."""
    return find_referral(my_district(), referral_id) or abort(404)


def person_or_404(person_id: str) -> Person:
    """Return the person of my district; who was merged away leads to the survivor, anybody else to 404."""
    found = find_person(my_district(), person_id)
    return found if found is not None and found.merged_into_id is None else _lead_on("person_id", person_id)


def employer_or_404(employer_id: str) -> Employer:
    """Return the employer of my district, or answer 404."""
    return find_employer(my_district(), employer_id) or abort(404)


def position_or_404(position_id: str) -> Position:
    """Return the position of my district, or answer 404."""
    return find_position(my_district(), position_id) or abort(404)


def spell_or_404(spell_id: str) -> Spell:
    """Return the spell of work in my district, or answer 404."""
    return find_spell(my_district(), spell_id) or abort(404)


def month_contest_or_404(contest_id: str) -> MonthContest:
    """Return the contest of my district about a month, or answer 404."""
    return find_contest(my_district(), contest_id) or abort(404)


def institution_or_404(institution_id: str) -> Institution:
    """Return the institution of my district, or answer 404."""
    return find_institution(my_district(), institution_id) or abort(404)


def placement_or_404(placement_id: str) -> Placement:
    """Return the placement of my district, or answer 404."""
    return find_placement(my_district(), placement_id) or abort(404)


def declaration_or_404(declaration_id: str) -> Declaration:
    """Return the declaration to my district with its people and steps, or answer 404."""
    return find_declaration(my_district(), declaration_id) or abort(404)


def _lead_on(name: str, person_id: str) -> NoReturn:
    """Lead to the same page of whom somebody was merged into; what was sent is not done to anybody else."""
    found = find_survivor(my_district(), person_id)
    if found is None or found.id == person_id or request.endpoint is None:
        abort(404)
    if request.method != "GET":
        abort(redirect(url_for("casework.seeker", seeker_id=found.id), 303))
    abort(redirect(url_for(request.endpoint, **{**(request.view_args or {}), name: found.id})))


def fair_or_404(fair_id: str) -> Fair:
    """Return the fair of my district, or answer 404."""
    found = find_fair(fair_id)
    return found if found is not None and found.district_id == my_district() else abort(404)


def booth_or_404(booth_id: str) -> Booth:
    """Return the booth at a fair of my district, or answer 404."""
    return find_booth(my_district(), booth_id) or abort(404)


def registration_or_404(registration_id: str) -> Registration:
    """Return the registration at an e-commerce fair of my district, or answer 404: others have no such results."""
    return find_registration(my_district(), registration_id, FairKind.ECOMMERCE) or abort(404)


def result_or_404(fair_result_id: str) -> FairResult:
    """Return what was noted in my district of somebody at a fair, or answer 404."""
    return find_result(my_district(), fair_result_id) or abort(404)


def support_or_404(support_id: str) -> SpecialSupport:
    """Return the special support that was noted in my district, or answer 404."""
    return find_support(my_district(), support_id) or abort(404)
