"""Putting right what is known of a person: a reason, the old value as history, nothing typed is ever lost."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.accounts.queries import names_of
from jobmatch.data_care.correcting import CorrectionRefusedError, correct, list_corrections
from jobmatch.data_care.tables import Correction, CorrectionReason
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.care.correction_form import CorrectionForm
from jobmatch.doors.casework.care.lines import ending_of
from jobmatch.doors.casework.scope import person_or_404
from jobmatch.people.service import record_view
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.language import locale_code
from jobmatch.web.names import name_of
from jobmatch.web.signed_in import current_actor
from jobmatch.web.templating import moment
from jobmatch.wording import sentence

_ENDINGS = {"citizen_number", "phone"}


@blueprint.route("/people/<id:person_id>/correction", methods=["GET", "POST"])
def correction(person_id: str) -> ResponseReturnValue:
    """This is wrong: it is so. The old value stays as history."""
    form = CorrectionForm(person_or_404(person_id))
    if not form.validate_on_submit():
        return _page(person_id, form, []), 422 if form.errors else 200
    try:
        changed = correct(
            current_actor(), person_id, int(form.version.data or 0), form.facts, CorrectionReason(form.reason.data)
        )
    except CorrectionRefusedError as error:
        form.refuse(None, error.sentence(locale_code()))
        return _look_again(person_id, form), 409
    except BrokenRuleError as error:
        form.refuse("citizen_number", sentence(f"rule.{error.rule}", {}, locale_code()))
        return _page(person_id, form, []), 409
    flash(_("已更正，原来的内容留作历史。") if changed else _("没有改动。"), "success")
    return redirect(url_for("casework.correction", person_id=person_id), 303)


def _look_again(person_id: str, form: CorrectionForm) -> str:
    """Show mine and what is there now side by side; the next press is about what is there now."""
    db.session.expire_all()
    person = person_or_404(person_id)
    form.version.data = str(person.version)
    return _page(person_id, form, form.beside(person))


def _page(person_id: str, form: CorrectionForm, beside: list[list[str]]) -> str:
    person = person_or_404(person_id)
    name, history = person.name, _history(list_corrections(person_id))
    record_view(current_actor(), person_id, "correction")
    return render_template(
        "casework/care/correction.html", person_id=person_id, name=name, form=form, beside=beside, history=history
    )


def _history(rows: list[Correction]) -> list[dict[str, Any]]:
    names = names_of(one.corrected_by for one in rows)
    return [
        {
            "title": _("%(field)s：由%(before)s改为%(after)s", field=name_of(one.field), **_values(one)),
            "when": (one.corrected_at.isoformat(), moment(one.corrected_at)),
            "by": names.get(one.corrected_by, ""),
            "note": name_of(one.reason),
        }
        # The birth day that follows from a number would stand beside its ending.
        for one in rows
        if one.field != "born_on"
    ]


def _values(row: Correction) -> dict[str, str]:
    shown = ending_of if row.field in _ENDINGS else str
    return {
        name: shown(value) if value else _("没有填写") for name, value in (("before", row.before), ("after", row.after))
    }
