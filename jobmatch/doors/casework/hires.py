"""Recording a hire, and the months of work that follow from it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.forms import HireForm
from jobmatch.doors.casework.months_shown import claim_rows, month_cells, month_rows
from jobmatch.doors.casework.referral_shown import referral_shown
from jobmatch.doors.casework.scope import person_or_404, referral_or_404
from jobmatch.doors.casework.seeker_shown import spell_rows
from jobmatch.employment.claims import list_claims_of_person
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.queries import list_months
from jobmatch.employment.service import Terms
from jobmatch.people.service import record_view
from jobmatch.referrals.service import ReferralRefusedError, record_hire
from jobmatch.referrals.tables import Referral
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.wording import sentence

FIELD_OF = {
    "hire.start_too_early": "started_on",
    "hire.start_too_late": "started_on",
    "hire.too_young": "started_on",
    "hire.contract_ends_before_it_begins": "contract_until",
}


@blueprint.route("/referrals/<id:referral_id>/hire", methods=["GET", "POST"])
def hire(referral_id: str) -> ResponseReturnValue:
    """The person was hired: since when, on what terms. Nobody types it a second time."""
    referral, form = referral_or_404(referral_id), HireForm()
    person_id, status = referral.seeker_id, 200
    if form.validate_on_submit():
        status = _record(referral, form)
    elif form.errors:
        status = 422
    if status == 303:
        flash(_("已登记录用，每个月的就业记录从上班日期算起。"), "success")
        return redirect(url_for("casework.months", person_id=person_id), status)
    record_view(current_actor(), person_id, "hire")
    shown = referral_shown(referral_or_404(referral_id))
    return render_template("casework/hire.html", form=form, referral=shown), status


def _record(referral: Referral, form: HireForm) -> int:
    """Record the hire and return the status of the answer; a refusal stands beside the field that it is about."""
    try:
        record_hire(current_actor(), referral, _terms(form))
    except ReferralRefusedError as error:
        form.refuse(FIELD_OF.get(error.key), error.sentence(locale_code()))
        return 422 if error.key in FIELD_OF else 409
    except BrokenRuleError as error:
        form.refuse(None, sentence(f"rule.{error.rule}", {}, locale_code()))
        return 409
    return 303


def _terms(form: HireForm) -> Terms:
    started_on, wage, code = form.started_on.data, form.wage.data, form.employment_form.data
    assert started_on is not None, "the form requires it"
    assert wage is not None, "the form requires it"
    kind = ContractKind(form.contract_kind.data)
    return Terms(started_on, kind, form.contract_until.data, wage_fen=100 * wage, form=int(code))


@blueprint.get("/people/<id:person_id>/months")
def months(person_id: str) -> ResponseReturnValue:
    """Which months a person has worked, and where: what levy, subsidies and follow-up read."""
    person = person_or_404(person_id)
    name, rows, spells = person.name, list_months(person.id), spell_rows(person.id)
    cells, lines, claims = month_cells(rows), month_rows(rows), claim_rows(list_claims_of_person(person.id))
    record_view(current_actor(), person_id, "months")
    return render_template(
        "casework/months.html", person_id=person_id, name=name, spells=spells, cells=cells, rows=lines, claims=claims
    )
