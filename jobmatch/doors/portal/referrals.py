"""A referral on the employer's screen, and the employer's answer."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.accounts.queries import find_district
from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.forms import AnswerForm
from jobmatch.doors.portal.referral_shown import referral_shown
from jobmatch.doors.portal.scope import referral_or_404
from jobmatch.people.service import record_view
from jobmatch.referrals.rules import Answer
from jobmatch.referrals.service import ReferralRefusedError, Step, take_answer
from jobmatch.referrals.tables import Referral, ReferralState
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor


@blueprint.get("/referrals/<id:referral_id>")
def referral(referral_id: str) -> ResponseReturnValue:
    """Somebody whom the federation recommends to us: what suits, what they need, what we answer."""
    return _page(referral_or_404(referral_id), AnswerForm())


@blueprint.post("/referrals/<id:referral_id>/answer")
def answer(referral_id: str) -> ResponseReturnValue:
    """We invite, try out, take on, or say why not."""
    referral, form = referral_or_404(referral_id), AnswerForm()
    if form.answer.data not in set(Answer):
        abort(400)
    if not form.validate_on_submit():
        return _page(referral, form), 422
    try:
        take_answer(current_actor(), referral, _step(form))
    except ReferralRefusedError as error:
        form.refuse(None, error.sentence(locale_code()))
        return _page(referral_or_404(referral_id), form), 409
    flash(_("已答复，残联经办人会告诉本人。"), "success")
    return redirect(url_for("portal.referral", referral_id=referral_id), 303)


def _step(form: AnswerForm) -> Step:
    """Return the step with what was sent; the form and the service refuse what does not belong to it."""
    return Step(ReferralState(str(form.answer.data)), reason=form.reason.data or None, meet_on=form.meet_on.data)


def _page(referral: Referral, form: AnswerForm) -> str:
    shown, person_id = referral_shown(referral), referral.seeker_id
    district = find_district()
    phone = district.phone if district else ""
    # The person can read later that this employer looked ("谁看过我").
    record_view(current_actor(), person_id, "portal")
    return render_template("portal/referral.html", shown=shown, form=form, phone=phone)
