"""Requests about data: record one, see which are due, say what became of it; and the end of storing."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch.data_care import requests
from jobmatch.data_care.requests import RequestRefusedError
from jobmatch.data_care.tables import RequestKind, RequestOutcome
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.care.forms import OneChoiceForm, RequestForm, one_choice_form
from jobmatch.doors.casework.care.hub import care_page
from jobmatch.doors.casework.care.request_rows import request_row
from jobmatch.doors.casework.scope import my_district, person_or_404
from jobmatch.web.language import locale_code
from jobmatch.web.names import NAMES
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import current_actor

_OUTCOME = _l("办得怎么样")


@blueprint.get("/data-requests")
def data_requests() -> ResponseReturnValue:
    """What people asked about their data, what is due first first."""
    return _page({})


@blueprint.post("/people/<id:person_id>/requests")
def request_recorded(person_id: str) -> ResponseReturnValue:
    """The person asks to see, copy, correct, erase or have explained; the clock runs."""
    person, form = person_or_404(person_id), RequestForm()
    if not form.validate_on_submit():
        return care_page(person_id, form), 422
    try:
        day = form.received_on.data
        assert day is not None, "the form requires it"
        requests.record_request(current_actor(), person, RequestKind(form.kind.data), day)
    except RequestRefusedError as error:
        form.refuse("received_on", error.sentence(locale_code()))
        return care_page(person_id, form), 422
    flash(_("已记下，请在期限内答复本人。"), "success")
    return redirect(url_for("casework.care", person_id=person_id), 303)


@blueprint.post("/data-requests/<id:request_id>/close")
def request_closed(request_id: str) -> ResponseReturnValue:
    """It was answered: done, in part, refused with reasons, or taken back."""
    found = requests.find_request(my_district(), request_id) or abort(404)
    form = _outcome_form(request_id)
    if not form.validate_on_submit():
        return _page({request_id: form}), 422
    try:
        requests.close_request(current_actor(), found, RequestOutcome(form.chosen))
    except RequestRefusedError as error:
        flash(error.sentence(locale_code()))
        return _page({}), 409
    flash(_("已办结。"), "success")
    return redirect(url_for("casework.data_requests"), 303)


def _page(refused: dict[str, OneChoiceForm]) -> str:
    district_id = my_district()
    page = page_asked(requests.count_open_requests(district_id))
    found = requests.list_open_requests(district_id, PAGE_ROWS, page.offset)
    return render_template(
        "casework/care/requests.html",
        rows=[request_row(one, one.person.name) for one in found],
        forms={
            one.id: refused.get(one.id) or one_choice_form(one.id, _OUTCOME, NAMES[RequestOutcome]) for one in found
        },
        form=next(iter(refused.values()), None),
        page=page,
        href=lambda number: url_for("casework.data_requests", page=number),
    )


def _outcome_form(request_id: str) -> OneChoiceForm:
    return one_choice_form(request_id, _OUTCOME, NAMES[RequestOutcome])
