"""Referrals: where each one stands, what the employer answered, what the person agreed to, taking one back."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.forms import ConsentForm, WithdrawForm
from jobmatch.doors.casework.referral_shown import referral_shown
from jobmatch.doors.casework.rows import referral_row
from jobmatch.doors.casework.scope import my_district, referral_or_404
from jobmatch.people.service import record_view
from jobmatch.referrals import service
from jobmatch.referrals.queries import count_by_state, list_referrals
from jobmatch.referrals.service import ReferralRefusedError
from jobmatch.referrals.tables import Referral
from jobmatch.web.labels import REFERRAL_STATES
from jobmatch.web.language import locale_code
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import current_actor


@blueprint.get("/referrals")
def referrals() -> ResponseReturnValue:
    """All referrals, newest first; with ``?state=`` those that stand there."""
    district_id, state = my_district(), request.args.get("state", "")
    if state and state not in REFERRAL_STATES:
        abort(404)
    counts = count_by_state(district_id)
    page = page_asked(counts.get(state, 0) if state else sum(counts.values()))
    states = [state] if state else None
    found = list_referrals(district_id, states=states, limit=PAGE_ROWS, offset=page.offset)
    return render_template(
        "casework/referrals.html",
        rows=[referral_row(one) for one in found],
        page=page,
        state=state,
        states=[(key, label, counts.get(key, 0)) for key, label in REFERRAL_STATES.items()],
        total=sum(counts.values()),
        href=lambda number: url_for("casework.referrals", state=state or None, page=number),
    )


@blueprint.get("/referrals/<id:referral_id>")
def referral(referral_id: str) -> ResponseReturnValue:
    """One referral: who, to which position, step by step, and what can be done next."""
    return referral_page(referral_or_404(referral_id))


@blueprint.post("/referrals/<id:referral_id>/withdraw")
def withdraw(referral_id: str) -> ResponseReturnValue:
    """Take the referral back, for the person or because of a mistake."""
    referral, form = referral_or_404(referral_id), WithdrawForm()
    if not form.validate_on_submit():
        return referral_page(referral, withdraw_form=form), 422
    try:
        service.withdraw(current_actor(), referral, form.reason.data, form.note.data)
    except ReferralRefusedError as error:
        form.refuse(None, error.sentence(locale_code()))
        return referral_page(referral_or_404(referral_id), withdraw_form=form), 409
    flash(_("已撤回这条推荐，单位看不到姓名了。"), "success")
    return redirect(url_for("casework.referral", referral_id=referral_id), 303)


def referral_page(
    referral: Referral, consent_form: ConsentForm | None = None, withdraw_form: WithdrawForm | None = None
) -> str:
    """Draw the page of a referral, with the form that was refused; that somebody looked is kept."""
    shown = referral_shown(referral)
    record_view(current_actor(), shown.seeker_id, "referral")
    return render_template(
        "casework/referral.html",
        referral=shown,
        form=consent_form or withdraw_form,
        consent_form=consent_form or ConsentForm(),
        withdraw_form=withdraw_form or WithdrawForm(),
    )
