"""What became of people at e-commerce fairs, and special support: noted, and voided with a reason."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.fairs.forms import ResultForm
from jobmatch.doors.casework.forms import VoidForm
from jobmatch.doors.casework.scope import registration_or_404, result_or_404
from jobmatch.fairs import results as acts
from jobmatch.fairs.queries import find_fair
from jobmatch.fairs.result_tables import ResultKind
from jobmatch.fairs.results import ResultRefusedError
from jobmatch.people.queries import find_person
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.wording import SentenceError


@blueprint.route("/registrations/<id:registration_id>/result", methods=["GET", "POST"])
def fair_result(registration_id: str) -> ResponseReturnValue:
    """Note what became of somebody who registered at an e-commerce fair."""
    registration = registration_or_404(registration_id)
    fair = find_fair(registration.fair_id or "")
    assert fair is not None, "the scope looked"
    fair_id, form = fair.id, ResultForm()
    person = find_person(registration.district_id, registration.person_id)
    title = _("%(name)s在电商招聘会的结果", name=person.name if person else "")

    def keep() -> None:
        assert form.on_day.data is not None, "it is required"
        acts.record_result(current_actor(), fair, registration, ResultKind(form.kind.data), form.on_day.data)

    return answer(form, title, keep, url_for("casework.fair", fair_id=fair_id))


@blueprint.route("/fair-results/<id:fair_result_id>/void", methods=["GET", "POST"])
def fair_result_voided(fair_result_id: str) -> ResponseReturnValue:
    """Say that a result was noted by mistake."""
    result, form = result_or_404(fair_result_id), VoidForm()
    back = url_for("casework.fair", fair_id=result.fair_id)
    return answer(form, _("作废这项结果"), lambda: acts.void_result(current_actor(), result, form.reason.data), back)


def answer(form: Form, title: str, keep: Callable[[], object], back: str) -> ResponseReturnValue:
    """Show a form; keep what it says once it is right, and lead ``back``. What is refused is said above it."""
    status = 200
    if form.validate_on_submit():
        try:
            keep()
        except ResultRefusedError as error:
            status = _refused(form, error)
        else:
            flash(_("已保存。"), "success")
            return redirect(back, 303)
    elif form.errors:
        status = 422
    return render_template("casework/fairs/noted.html", form=form, title=title, back=back), status


def _refused(form: Form, error: SentenceError) -> int:
    form.refuse(None, error.sentence(locale_code()))
    return 409
