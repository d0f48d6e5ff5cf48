"""What the federation holds about one person, and what can be done with it: the way in to data care."""

from flask import render_template
from flask.typing import ResponseReturnValue

from jobmatch.data_care.queries import list_merges_of
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.care.merge_shown import merge_shown, person_hint
from jobmatch.doors.casework.scope import person_or_404
from jobmatch.people.service import record_view
from jobmatch.seekers.queries import find_seeker
from jobmatch.web.signed_in import current_actor


@blueprint.get("/people/<id:person_id>/care")
def care(person_id: str) -> ResponseReturnValue:
    """Whose data it is, what was merged, and what the person may ask for."""
    person = person_or_404(person_id)
    name, hint = person.name, person_hint(person)
    has_profile = find_seeker(person.district_id, person.id) is not None
    merges = [merge_shown(one) for one in list_merges_of(person.id)]
    record_view(current_actor(), person_id, "care")
    return render_template(
        "casework/care/hub.html", person_id=person_id, name=name, hint=hint, has_profile=has_profile, merges=merges
    )
