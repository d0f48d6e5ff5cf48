"""One person at one glance, and everything that ever happened to them, on one page."""

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.people.certificate_shown import certificate_shown, military_rows
from jobmatch.doors.casework.people.glance import glance
from jobmatch.doors.casework.people.rows import family_rows, relation_rows, task_rows
from jobmatch.doors.casework.people.timeline import timeline_of
from jobmatch.doors.casework.scope import person_or_404
from jobmatch.doors.casework.seeker_shown import consent_rows, seeker_shown
from jobmatch.doors.casework.views_shown import view_rows
from jobmatch.doors.casework.workshops.shown import of_person_rows
from jobmatch.people.companions import list_family, list_relations, list_tasks
from jobmatch.people.queries import count_views, list_consents, list_views
from jobmatch.people.service import record_view
from jobmatch.people.tables import Person
from jobmatch.referrals.support import list_supports
from jobmatch.seekers.queries import find_seeker
from jobmatch.web.fair_labels import SUPPORT_KINDS
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import current_actor
from jobmatch.workshops.queries import list_of_person

VIEWS_SHOWN = 5


@blueprint.get("/people/<id:person_id>")
def person(person_id: str) -> ResponseReturnValue:
    """Who this is: certificate, wishes, who stands beside them, what is to do, what happened, who looked."""
    found = person_or_404(person_id)
    context = _context(found)
    record_view(current_actor(), found.id, "person")
    return render_template("casework/people/person.html", **context)


def _context(found: Person) -> dict[str, Any]:
    seeker, happened = find_seeker(found.district_id, found.id), timeline_of(found)
    page = page_asked(len(happened))
    tasks = list_tasks(found.id)
    return {
        "person": glance(found, seeker, tasks),
        "certificate": certificate_shown(found),
        "military": military_rows(found.id),
        "seeker": seeker_shown(seeker) if seeker else None,
        "supports": list_supports(found.id),
        "support_kinds": SUPPORT_KINDS,
        "tasks": task_rows(one for one in tasks if one.done_at is None),
        "relations": relation_rows(list_relations(found.id)),
        "family": family_rows(list_family(found)),
        "placements": of_person_rows(list_of_person(found.id)),
        "consents": consent_rows(list_consents(found.id)),
        "happened": happened[page.offset : page.offset + PAGE_ROWS],
        "views": view_rows(found.district_id, list_views(found.id, VIEWS_SHOWN)),
        "view_count": count_views(found.id),
        "page": page,
        "href": lambda number: url_for("casework.person", person_id=found.id, page=number, _anchor="history"),
    }
