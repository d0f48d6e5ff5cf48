"""Update rounds at the desk: begin one, see how far each village is, take results in, close it."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.documents.spreadsheet import SpreadsheetError, read_table
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.scope import my_district
from jobmatch.doors.casework.villages.forms import BeginForm, ResultsForm
from jobmatch.doors.casework.villages.notice_rows import notice_row
from jobmatch.people import round_queries as queries
from jobmatch.people import rounds as acts
from jobmatch.people.round_import import Report, take_in
from jobmatch.people.round_results import HEADS, read_results
from jobmatch.people.round_tables import UpdateRound
from jobmatch.people.rounds import NewRound, RoundRefusedError
from jobmatch.people.situations import count_notices, list_notices
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.wording import sentence

SHOWN = 20
FINDINGS_SHOWN = 200


@blueprint.get("/rounds")
def rounds() -> ResponseReturnValue:
    """What came from the villages, and the rounds there were."""
    district_id = my_district()
    listed = queries.list_rounds(district_id)
    return render_template(
        "casework/villages/rounds.html",
        waiting=count_notices(district_id),
        notices=[notice_row(one) for one in list_notices(district_id, limit=5)],
        rounds=[(one, queries.count_states(one.id)) for one in listed],
    )


@blueprint.route("/rounds/new", methods=["GET", "POST"])
def begin_round() -> ResponseReturnValue:
    """Begin a round: everybody with a certificate in the chosen villages is on its list."""
    form, district_id, status = BeginForm(), my_district(), 200
    form.offer(district_id)
    if form.validate_on_submit() and form.due_on.data:
        try:
            new = NewRound(form.year.data, form.due_on.data, form.chosen())
            begun = acts.begin_round(current_actor(), district_id, new)
        except RoundRefusedError as error:
            form.refuse(None, error.sentence(locale_code()))
        except BrokenRuleError as error:
            form.refuse("year", sentence(f"rule.{error.rule}", {}, locale_code()))
            status = 409
        else:
            flash(_("已开始。专职委员打开手机就能看到自己的名单。"), "success")
            return redirect(url_for("casework.round", round_id=begun.id), 303)
    return render_template("casework/villages/begin.html", form=form), 422 if form.errors and status == 200 else status


@blueprint.get("/rounds/<id:round_id>")
def round(round_id: str) -> ResponseReturnValue:  # noqa: A001  # the page of a round
    """One round: how far each village is, what differs from the register."""
    return _page(round_or_404(round_id), ResultsForm())


@blueprint.post("/rounds/<id:round_id>/results")
def round_results(round_id: str) -> ResponseReturnValue:
    """Take in the national app's list: who is done, and what a caseworker has to look at."""
    one, form = round_or_404(round_id), ResultsForm()
    if not form.validate_on_submit():
        return _page(one, form), 422
    try:
        told = _take_in(one, form)
    except (SpreadsheetError, RoundRefusedError) as error:
        form.refuse("file", error.sentence(locale_code()))
        return _page(round_or_404(round_id), form), 422
    if told is None:
        return _page(round_or_404(round_id), form), 422
    findings = sorted(told.findings)
    return render_template(
        "casework/villages/results.html",
        round=one,
        told=told,
        findings=[(one.number, sentence(one.key, one.values, locale_code())) for one in findings[:FINDINGS_SHOWN]],
        unseen=max(0, len(findings) - FINDINGS_SHOWN),
    )


def _take_in(one: UpdateRound, form: ResultsForm) -> Report | None:
    """Return what the file came to; None where a column is missing, which the form then says."""
    table = read_table(form.file.data.stream.read())
    read = read_results([(line.number, line.cells) for line in table.lines])
    if read.missing:
        form.refuse("file", _("没有找到“%(head)s”这一列，请核对表头", head=HEADS[read.missing][0]))
        return None
    told = take_in(current_actor(), one, read.results)
    told.findings.extend(read.findings)
    return told


@blueprint.post("/rounds/<id:round_id>/close")
def round_closed(round_id: str) -> ResponseReturnValue:
    """End a round; who was not asked stays on its list as not asked."""
    one = round_or_404(round_id)
    try:
        acts.close_round(current_actor(), one.id)
    except RoundRefusedError as error:
        flash(error.sentence(locale_code()))
        return _page(round_or_404(round_id), ResultsForm()), 409
    flash(_("这一轮已经结束。"), "success")
    return redirect(url_for("casework.round", round_id=round_id), 303)


def round_or_404(round_id: str) -> UpdateRound:
    """Return the round of my district, or answer 404."""
    return queries.find_round(my_district(), round_id) or abort(404)


def _page(one: UpdateRound, form: ResultsForm) -> str:
    found = list_notices(one.district_id, round_id=one.id, limit=SHOWN)
    shown: dict[str, Any] = {
        "round": one,
        "states": queries.count_states(one.id),
        "progress": queries.list_progress(one.id),
        "differences": [notice_row(said) for said in found],
        "waiting": count_notices(one.district_id, round_id=one.id),
        "days": (one.due_on - clock.today()).days,
    }
    return render_template("casework/villages/round.html", form=form, **shown)
