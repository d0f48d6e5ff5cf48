"""One claim of ours: what we stated, whether it is being checked, what we say to that, how it ended."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.months_shown import name_of_worker
from jobmatch.doors.portal.scope import claim_or_404, my_employer
from jobmatch.employment import claims
from jobmatch.employment.claim_tables import ClaimState, MonthClaim, MonthContest
from jobmatch.employment.contests import LONGEST_TEXT, ContestRefusedError, answer_contest
from jobmatch.employment.grid import Telling
from jobmatch.employment.roster import find_worker_of
from jobmatch.levy.telling import telling_of
from jobmatch.people.service import record_view
from jobmatch.web.claim_labels import OUTCOMES
from jobmatch.web.claim_shown import stated_rows
from jobmatch.web.facts import month_name
from jobmatch.web.fields import LongTextField
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.web.validators import Required, TooLong


class SayForm(Form):
    """What we say about a claim that is being checked."""

    text = LongTextField(
        _l("您的说明"),
        hint=_l("写明合同、工资和社保的情况，以及有什么材料可以证明。不要写证件号码。"),
        validators=[Required(), TooLong(high=LONGEST_TEXT)],
    )


@blueprint.route("/claims/<id:claim_id>", methods=["GET", "POST"])
def claim(claim_id: str) -> ResponseReturnValue:
    """A month that we claimed; where it is being checked, we can say something until a day."""
    found = claim_or_404(claim_id)
    contest = claims.find_open_contest(found) if _telling(found) is not Telling.STATED else None
    form = SayForm(text=_given(contest, found))
    if not form.validate_on_submit():
        return _page(found, contest, form), 422 if form.errors else 200
    try:
        if contest is None:
            raise ContestRefusedError("contest.decided_already")
        answer_contest(current_actor(), contest, found, str(form.text.data))
    except ContestRefusedError as error:
        form.refuse(None, error.sentence(locale_code()))
        return _page(found, contest, form), 409
    flash(_("已收到您的说明。核实结束以前可以修改。"), "success")
    return redirect(url_for("portal.claim", claim_id=claim_id), 303)


def _given(contest: MonthContest | None, claim: MonthClaim) -> str:
    answers = contest.answers if contest else []
    return next((one.text for one in answers if one.claim_id == claim.id), "")


def _page(claim: MonthClaim, contest: MonthContest | None, form: SayForm) -> str:
    worker = find_worker_of(*my_employer(), claim.person_id)
    record_view(current_actor(), claim.person_id, "months")
    return render_template(
        "portal/claim.html",
        who=name_of_worker(worker) if worker else "",
        month=month_name(claim.month),
        year=int(claim.month[:4]),
        rows=stated_rows(claim.facts),
        is_checked=contest is not None,
        answer_by=contest.answer_by if contest else None,
        may_answer=contest is not None and clock.today() <= contest.answer_by,
        given=_given(contest, claim),
        outcome=_outcome(claim),
        form=form,
    )


def _telling(claim: MonthClaim) -> Telling:
    return telling_of(claim.employer_id, int(claim.month[:4])).get(claim.person_id, Telling.ALL)


def _outcome(claim: MonthClaim) -> tuple[bool, str] | None:
    """Whether the month counts after a check, and why not in neutral words; None where nothing was checked."""
    if _telling(claim) is Telling.STATED:
        return None
    decided = [one for one in claims.list_contests_about([claim.id]) if one.decided_at is not None]
    if not decided or claim.state not in (ClaimState.ACCEPTED, ClaimState.LOST):
        return None
    ground = decided[-1].ground
    is_lost = claim.state is ClaimState.LOST
    return not is_lost, str(OUTCOMES[ground.value]) if is_lost and ground else ""
