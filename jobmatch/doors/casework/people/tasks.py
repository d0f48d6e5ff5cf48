"""What is to do for people: everybody's, or mine; what is due first stands first. Ticking one off."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.people.rows import task_rows
from jobmatch.doors.casework.scope import my_district
from jobmatch.people.companion_service import CompanionRefusedError, finish_task
from jobmatch.people.companions import count_open_tasks, find_task, list_open_tasks
from jobmatch.web.language import locale_code
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import current_actor, get_signed_in_user

MINE = "mine"


@blueprint.get("/tasks")
def tasks() -> ResponseReturnValue:
    """What is to do in the district; with ``?whose=mine`` only what I took on."""
    district_id, is_mine = my_district(), request.args.get("whose") == MINE
    user_id = get_signed_in_user().id if is_mine else None
    page = page_asked(count_open_tasks(district_id, user_id))
    found = list_open_tasks(district_id, user_id, PAGE_ROWS, page.offset)
    return render_template(
        "casework/people/tasks.html",
        rows=task_rows(found),
        is_mine=is_mine,
        page=page,
        href=lambda number: url_for("casework.tasks", whose=MINE if is_mine else None, page=number),
    )


@blueprint.post("/tasks/<id:task_id>/done")
def task_done(task_id: str) -> ResponseReturnValue:
    """This is done."""
    found = find_task(my_district(), task_id) or abort(404)
    person_id = found.person_id
    try:
        finish_task(current_actor(), found)
    except CompanionRefusedError as error:
        flash(error.sentence(locale_code()))
    else:
        flash(_("已办完，记进了时间线。"), "success")
    if request.form.get("back") == "tasks":
        return redirect(url_for("casework.tasks"), 303)
    return redirect(url_for("casework.person", person_id=person_id), 303)
