"""A person's identity numbers: their endings, and one in full for a reason, once. The person can read who looked."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.forms import NumberForm
from jobmatch.doors.casework.numbers_shown import NumberShown, grouped, number_rows, numbers_shown
from jobmatch.doors.casework.scope import person_or_404
from jobmatch.people.disclosure import Field, can_be_opened, viewer_of
from jobmatch.people.service import Request, open_number, record_view
from jobmatch.people.tables import OpenReason, Person
from jobmatch.web.signed_in import current_actor, get_signed_in_user


@blueprint.route("/people/<id:person_id>/numbers", methods=["GET", "POST"])
def numbers(person_id: str) -> ResponseReturnValue:
    """The last four of each number; with a reason one of them whole, on this one answer and no other."""
    person, form = person_or_404(person_id), NumberForm()
    viewer = viewer_of(get_signed_in_user().role)
    known = [one for one in numbers_shown(person) if one.ending and can_be_opened(viewer, one.what)]
    form.offer((one.what, one.name) for one in known)
    if not form.is_submitted():
        record_view(current_actor(), person.id, "numbers")
        return _page(person, form)
    if not form.validate():
        return _page(person, form), 422
    asked = Request(form.key.data, Field(form.what.data), OpenReason(form.reason.data), form.note.data)
    try:
        full = open_number(current_actor(), person, asked)
    except LookupError:
        abort(404)
    return _page(person, form, next(one for one in known if one.what == asked.what), full)


def _page(person: Person, form: NumberForm, opened: NumberShown | None = None, full: str | None = None) -> str:
    if opened is not None:
        form.begin_anew()
    return render_template(
        "casework/numbers.html",
        person_id=person.id,
        name=person.name,
        rows=number_rows(person),
        opened=opened,
        full=grouped(full) if full else "",
        form=form,
    )
