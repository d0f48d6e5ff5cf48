"""Months that two employers claim: read both files, hear both, decide with a ground and reasons."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.month_contests_shown import contest_row, contest_shown
from jobmatch.doors.casework.scope import month_contest_or_404, my_district
from jobmatch.employment.claim_tables import ContestGround, MonthContest
from jobmatch.employment.claims import list_contests
from jobmatch.employment.contests import LONGEST_TEXT, ContestRefusedError, decide_contest
from jobmatch.people.service import record_view
from jobmatch.web.claim_labels import CONTEST_GROUNDS
from jobmatch.web.fields import ChoiceField, LongTextField
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.web.validators import Choose, Required, TooLong

NEITHER = "neither"
OF_ITSELF = ContestGround.OTHER_WITHDREW
"""Never chosen: a contest ends so when one of the two takes its claim back."""


class DecideMonthForm(Form):
    """Whose the month is, on what ground, why; ``decide_month_form`` names the two."""


def decide_month_form(contest: MonthContest) -> DecideMonthForm:
    """Return the form about one contest; nothing is chosen beforehand."""
    sides = [(one.id, one.employer.name) for one in (contest.earlier, contest.later)]
    grounds = [(key, label) for key, label in CONTEST_GROUNDS.items() if key != OF_ITSELF]
    thing, ground = _l("这个月计入哪家单位"), _l("决定的依据")
    fields = {
        "kept": ChoiceField(thing, choices=[*sides, (NEITHER, _l("都不计入"))], validators=[Choose(thing)]),
        "ground": ChoiceField(ground, choices=grounds, validators=[Choose(ground)]),
        "note": LongTextField(
            _l("理由"),
            hint=_l("写明看了哪些材料。单位只看到结论和依据，看不到这里，也看不到另一家单位。"),
            validators=[Required(), TooLong(high=LONGEST_TEXT)],
        ),
    }
    form: DecideMonthForm = type("DecideMonthFormNamed", (DecideMonthForm,), fields)()
    return form


@blueprint.get("/contests")
def month_contests() -> ResponseReturnValue:
    """Months that two employers claim: those to decide, or those decided."""
    is_open = request.args.get("state") != "decided"
    rows = [contest_row(one) for one in list_contests(my_district(), are_open=is_open)]
    return render_template("casework/month_contests.html", rows=rows, is_open=is_open)


@blueprint.route("/contests/<id:month_contest_id>", methods=["GET", "POST"])
def month_contest(month_contest_id: str) -> ResponseReturnValue:
    """Both files side by side, what both say, and the decision."""
    contest = month_contest_or_404(month_contest_id)
    form = decide_month_form(contest)
    if not form.validate_on_submit():
        return _page(contest, form), 422 if form.errors else 200
    kept, ground = str(form["kept"].data), ContestGround(form["ground"].data)
    try:
        decide_contest(current_actor(), contest.id, None if kept == NEITHER else kept, ground, str(form["note"].data))
    except ContestRefusedError as error:
        form.refuse(None, error.sentence(locale_code()))
        return _page(month_contest_or_404(month_contest_id), form), 409
    flash(_("已办结。两家单位会看到各自的结论。"), "success")
    return redirect(url_for("casework.month_contest", month_contest_id=month_contest_id), 303)


def _page(contest: MonthContest, form: DecideMonthForm) -> str:
    shown = contest_shown(contest)
    record_view(current_actor(), contest.person_id, "months")
    return render_template("casework/month_contest.html", shown=shown, form=form)
