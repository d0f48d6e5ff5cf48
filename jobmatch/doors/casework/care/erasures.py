"""Erasing a person's data: what goes now, what a law keeps until when, and the press that the head alone has."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.data_care import erasing
from jobmatch.data_care.erasing import ErasureRefusedError
from jobmatch.data_care.erasure_rules import Held
from jobmatch.data_care.forgetting import FORGOTTEN
from jobmatch.data_care.holdings import rows_about
from jobmatch.data_care.tables import Ground
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.care.forms import EraseForm
from jobmatch.doors.casework.care.held_labels import SECTIONS
from jobmatch.doors.casework.care.holds_shown import hold_line
from jobmatch.doors.casework.scope import person_or_404
from jobmatch.people.service import record_view
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor, get_signed_in_user


@blueprint.get("/people/<id:person_id>/erasure")
def erasure(person_id: str) -> ResponseReturnValue:
    """What would go now, and what the law keeps, until when and why."""
    return _page(person_id, EraseForm())


@blueprint.post("/people/<id:person_id>/erasure")
def erased(person_id: str) -> ResponseReturnValue:
    """The person asked, and knows that there is no way back."""
    person, form = person_or_404(person_id), EraseForm()
    if not form.validate_on_submit():
        return _page(person_id, form), 422
    try:
        erasing.erase(current_actor(), person.id, Ground(form.ground.data))
    except ErasureRefusedError as error:
        form.refuse(None, error.sentence(locale_code()))
        return _page(person_id, form), 409
    flash(_("已删除。依法保留的部分到期后自动删除。"), "success")
    return redirect(url_for("casework.care", person_id=person_id), 303)


def _page(person_id: str, form: EraseForm) -> str:
    person = person_or_404(person_id)
    rows = rows_about(person.id)
    held = erasing.holds_now(person.id, rows)
    done = erasing.find_erasure(person.id)
    context = {
        "name": person.name,
        "goes": _goes(rows, {one.what for one in held}),
        "phone_goes": any(row.phone for row in rows["people"]) and any(one.what is Held.REGISTER for one in held),
        "holds": [hold_line(one) for one in held],
        "erased_at": done.erased_at if done else None,
        "may_erase": get_signed_in_user().role == "head",
    }
    record_view(current_actor(), person_id, "care")
    return render_template("casework/care/erasure.html", person_id=person_id, form=form, **context)


def _goes(rows: erasing.Rows, held: set[Held]) -> list[tuple[str, int, bool]]:
    """Name what an erasure empties or deletes: how many rows, and whether they go whole."""
    keeps_register = Held.REGISTER in held
    return [
        (str(SECTIONS[table]), len(rows[table]), left.is_deleted)
        for table, left in FORGOTTEN.items()
        if rows[table] and (left.emptied or left.is_deleted) and not (left.is_register and keeps_register)
    ]
