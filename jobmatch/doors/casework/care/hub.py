"""What the federation holds about one person, and what can be done with it: the way in to data care."""

from flask import render_template
from flask.typing import ResponseReturnValue

from jobmatch.data_care.erasing import find_erasure
from jobmatch.data_care.queries import list_merges_of
from jobmatch.data_care.requests import list_requests_of
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.care.forms import RequestForm
from jobmatch.doors.casework.care.merge_shown import merge_shown, person_hint
from jobmatch.doors.casework.care.request_rows import request_row
from jobmatch.doors.casework.scope import person_or_404
from jobmatch.people.queries import find_consent
from jobmatch.people.service import record_view
from jobmatch.people.tables import Purpose
from jobmatch.seekers.queries import find_seeker
from jobmatch.web.signed_in import current_actor


@blueprint.get("/people/<id:person_id>/care")
def care(person_id: str) -> ResponseReturnValue:
    """Whose data it is, what was merged, and what the person may ask for."""
    return care_page(person_id, RequestForm())


def care_page(person_id: str, form: RequestForm) -> str:
    """Draw the page of a person's data, with the form that was refused; that somebody looked is kept."""
    person = person_or_404(person_id)
    context = {
        "name": person.name,
        "hint": person_hint(person),
        "has_profile": find_seeker(person.district_id, person.id) is not None,
        "merges": [merge_shown(one) for one in list_merges_of(person.id)],
        "requests": [request_row(one, person.name) for one in list_requests_of(person.id)],
        "erased_at": erased.erased_at if (erased := find_erasure(person.id)) else None,
        "may_store": find_consent(person.id, Purpose.STORE) is not None,
    }
    record_view(current_actor(), person_id, "care")
    return render_template("casework/care/hub.html", person_id=person_id, form=form, **context)
