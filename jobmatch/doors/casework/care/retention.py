"""People whom nobody has heard of for long: contact them, keep them for a reason, or let the day come."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch.data_care import retention as run
from jobmatch.data_care.retention import KeepRefusedError
from jobmatch.data_care.tables import KeepReason
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.care.forms import OneChoiceForm, one_choice_form
from jobmatch.doors.casework.scope import my_district
from jobmatch.web.language import locale_code
from jobmatch.web.names import NAMES
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import current_actor

_REASON = _l("为什么保留")


@blueprint.get("/retention")
def retention() -> ResponseReturnValue:
    """Whom to contact before their data goes, the nearest day first."""
    return _page({})


@blueprint.post("/retention/<id:warning_id>/keep")
def retention_kept(warning_id: str) -> ResponseReturnValue:
    """I have reached the person: they stay, for this reason."""
    found = run.find_warning(my_district(), warning_id) or abort(404)
    form = one_choice_form(warning_id, _REASON, NAMES[KeepReason])
    if not form.validate_on_submit():
        return _page({warning_id: form}), 422
    try:
        run.keep(current_actor(), found, KeepReason(form.chosen))
    except KeepRefusedError as error:
        flash(error.sentence(locale_code()))
        return _page({}), 409
    flash(_("已保留，期限重新算起。"), "success")
    return redirect(url_for("casework.retention"), 303)


def _page(refused: dict[str, OneChoiceForm]) -> str:
    district_id = my_district()
    page = page_asked(run.count_warnings(district_id))
    found = run.list_warnings(district_id, PAGE_ROWS, page.offset)
    rows = [(one.id, one.person_id, one.person.name, one.last_active_on, one.erase_on) for one in found]
    return render_template(
        "casework/care/retention.html",
        rows=rows,
        forms={one.id: refused.get(one.id) or one_choice_form(one.id, _REASON, NAMES[KeepReason]) for one in found},
        form=next(iter(refused.values()), None),
        page=page,
        href=lambda number: url_for("casework.retention", page=number),
    )
