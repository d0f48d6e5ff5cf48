"""Ask for a place for a person: what speaks for it and against it, then the waiting list."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.scope import institution_or_404, my_district, person_or_404
from jobmatch.doors.casework.workshops.forms import AskForm
from jobmatch.doors.casework.workshops.shown import NOTHING, institution_row, say
from jobmatch.people.service import record_view
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.wording import sentence
from jobmatch.workshops.eligibility import judge_person
from jobmatch.workshops.queries import list_institutions, occupancies
from jobmatch.workshops.service import Asked, PlacingRefusedError, ask


@blueprint.route("/people/<id:person_id>/place", methods=["GET", "POST"])
def ask_for_place(person_id: str) -> ResponseReturnValue:
    """Show whether somebody can be placed and why, and put them on a waiting list."""
    found, form = person_or_404(person_id), AskForm()
    _offer(form)
    if not form.validate_on_submit():
        return _page(found.id, form), 422 if form.errors else 200
    institution = institution_or_404(form.institution.data)
    assert form.asked_on.data is not None, "it is required"
    try:
        placement = ask(current_actor(), institution, Asked(found.id, form.by, form.asked_on.data))
    except PlacingRefusedError as error:
        form.refuse(None, error.sentence(locale_code()))
        return _page(person_id, form), 409
    except BrokenRuleError as error:
        form.refuse(None, sentence(f"rule.{error.rule}", {}, locale_code()))
        return _page(person_id, form), 409
    flash(_("已经排进轮候。"), "success")
    return redirect(url_for("casework.placement", placement_id=placement.id), 303)


def _offer(form: AskForm) -> None:
    district_id = my_district()
    full = occupancies(district_id)
    rows = [institution_row(one, full.get(one.id, NOTHING)) for one in list_institutions(district_id) if one.gives_work]
    form.institution.choices = [(row.id, f"{row.name} ・ {row.state}") for row in rows]


def _page(person_id: str, form: AskForm) -> str:
    found = person_or_404(person_id)
    judged = judge_person(found.district_id, found.id)
    record_view(current_actor(), found.id, "placement")
    return render_template(
        "casework/workshops/ask.html",
        person=found,
        form=form,
        is_eligible=judged.is_eligible,
        against=[say(one) for one in judged.against],
        cautions=[say(one) for one in judged.cautions],
        grounds=[say(one) for one in judged.grounds],
    )
