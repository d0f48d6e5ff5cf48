"""Who has seen me (谁看过我): every look at a person, to be read out to them or printed for them."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.scope import person_or_404
from jobmatch.doors.casework.views_shown import view_rows
from jobmatch.people.queries import count_views, list_views
from jobmatch.people.service import record_views_read
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import current_actor


@blueprint.get("/people/<id:person_id>/views")
def views(person_id: str) -> ResponseReturnValue:
    """Who looked at this person, at what, when and for what reason, the newest first."""
    person = person_or_404(person_id)
    page = page_asked(count_views(person.id))
    record_views_read(current_actor(), person)
    found = list_views(person.id, PAGE_ROWS, page.offset)
    return render_template(
        "casework/views.html",
        person_id=person.id,
        name=person.name,
        rows=view_rows(person.district_id, found),
        page=page,
        href=lambda number: url_for("casework.views", person_id=person_id, page=number),
    )
