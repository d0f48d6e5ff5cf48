"""The people of my villages: the list, looking for one by name, one person."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.doors.village import blueprint
from jobmatch.doors.village.person_shown import person_shown
from jobmatch.doors.village.rows import person_rows
from jobmatch.doors.village.scope import my_district, my_keys, my_villages, person_or_404, village_or_404
from jobmatch.people.lines import one_line
from jobmatch.people.service import record_view
from jobmatch.people.tables import Person
from jobmatch.people.village_queries import count_villagers, list_villagers
from jobmatch.web.facts import village_name
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import current_actor

NAME_MOST = 80
MOST_FOUND = 50


@blueprint.get("/people")
def people() -> ResponseReturnValue:
    """Everybody of my villages, by name."""
    return _list(my_keys(), "", "village.people")


@blueprint.get("/villages/<id:village_id>")
def village(village_id: str) -> ResponseReturnValue:
    """Everybody of one of my villages, by name."""
    one = village_or_404(village_id)
    return _list([one.id], village_name(one), "village.village", village_id=one.id)


def _list(keys: list[str], name: str, endpoint: str, **of: Any) -> str:
    district_id, today = my_district(), clock.today()
    page = page_asked(count_villagers(district_id, keys, today))
    found = list_villagers(district_id, keys, today, limit=PAGE_ROWS, offset=page.offset)
    return render_template(
        "village/people.html",
        rows=person_rows(found),
        page=page,
        village=name,
        several=len(keys) > 1,
        typed="",
        href=lambda number: url_for(endpoint, **of, page=number),
    )


@blueprint.post("/people")
def found() -> ResponseReturnValue:
    """Who has that in the name: posted, because a name stands in no address and no log."""
    typed = one_line(request.form.get("name", ""))[:NAME_MOST]
    if not typed:
        return _list(my_keys(), "", "village.people")
    district_id, keys, today = my_district(), my_keys(), clock.today()
    some = list_villagers(district_id, keys, today, name=typed, limit=MOST_FOUND)
    count = count_villagers(district_id, keys, today, name=typed)
    return render_template(
        "village/found.html", rows=person_rows(some), count=count, typed=typed, several=len(my_villages()) > 1
    )


@blueprint.get("/people/<id:person_id>")
def person(person_id: str) -> ResponseReturnValue:
    """One person: how it stands with them, and what I can report."""
    return person_page(person_or_404(person_id))


def person_page(someone: Person) -> str:
    """Draw the page of a person; they can read later that an officer looked ("谁看过我")."""
    shown = person_shown(someone)
    record_view(current_actor(), someone.id, "village")
    return render_template("village/person.html", shown=shown)
