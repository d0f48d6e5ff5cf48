"""The update round on an officer's phone: who is still to be asked, and one tap once somebody was.

The questions themselves are the national app's; nothing of them is asked or kept here.
"""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.doors.village import blueprint
from jobmatch.doors.village.rows import VIEWER, age_of
from jobmatch.doors.village.scope import entry_or_404, my_district, my_keys
from jobmatch.people.disclosure import name_for
from jobmatch.people.round_queries import count_entries, find_open_round, list_entries
from jobmatch.people.round_tables import EntryState
from jobmatch.people.rounds import RoundRefusedError, mark
from jobmatch.web.language import locale_code
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import current_actor

LATEST = 5


@blueprint.get("/round")
def update_round() -> ResponseReturnValue:
    """Who is still to be asked, by name; whom I did last, in case a tap was wrong."""
    under_way, keys = find_open_round(my_district(), my_keys()), my_keys()
    if under_way is None:
        return render_template("village/no_round.html")
    left, done = (count_entries(under_way.id, keys, is_open=is_open) for is_open in (True, False))
    page = page_asked(left)
    return render_template(
        "village/update_round.html",
        round=under_way,
        left=left,
        done=done,
        days=(under_way.due_on - clock.today()).days,
        entries=list_entries(under_way.id, keys, is_open=True, limit=PAGE_ROWS, offset=page.offset),
        latest=list_entries(under_way.id, keys, is_open=False, limit=LATEST),
        page=page,
        name_of=lambda person: name_for(VIEWER, person.name),
        age_of=age_of,
        several=len(keys) > 1,
        href=lambda number: url_for("village.update_round", page=number),
    )


@blueprint.post("/round/<id:entry_id>")
def marked(entry_id: str) -> ResponseReturnValue:
    """Say how far somebody's questions are; the same page follows, so that the next tap is the next person."""
    entry = entry_or_404(entry_id)
    if request.form.get("state") not in set(EntryState):
        abort(400)
    state = EntryState(request.form["state"])
    try:
        mark(current_actor(), entry.id, state)
    except RoundRefusedError as error:
        flash(error.sentence(locale_code()))
        return redirect(url_for("village.home"), 303)
    name = name_for(VIEWER, entry.person.name)
    if state is EntryState.OPEN:
        flash(_("已改回：%(name)s还没有问。", name=name), "success")
    else:
        flash(_("已记下：%(name)s这一轮做好了。", name=name), "success")
    if request.form.get("back") == "person":
        return redirect(url_for("village.person", person_id=entry.person_id), 303)
    return redirect(url_for("village.update_round"), 303)
