"""Positions at the desk: the list with how many people each may be suggested to, and one with who suits it and why."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from jobmatch import logs
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.matches_shown import EXCLUDED_SHOWN
from jobmatch.doors.casework.people_matched import people_matched
from jobmatch.doors.casework.position_filter import PositionFilter
from jobmatch.doors.casework.position_shown import position_rows, position_shown
from jobmatch.doors.casework.referring import refer_now
from jobmatch.doors.casework.rows import referral_row
from jobmatch.doors.casework.scope import my_district, position_or_404, seeker_or_404
from jobmatch.employers.search import Found, search_positions
from jobmatch.employers.tables import Position
from jobmatch.matching.base import TableError
from jobmatch.matching.showing import show_for_position
from jobmatch.matching.suggest import Suggestions
from jobmatch.people.disclosure import viewer_of
from jobmatch.referrals.queries import list_referrals
from jobmatch.web.paging import PAGE_ROWS, page_number, page_of
from jobmatch.web.signed_in import current_actor, get_signed_in_user

SUGGESTED = 10

log = logs.get(__name__)


@blueprint.get("/positions")
def positions() -> ResponseReturnValue:
    """The district's positions, the newest or the best answers first."""
    form, number = PositionFilter.asked(), page_number()
    found = _found(form, number)
    page = page_of(number, found.total)
    if page.number != number:
        found = _found(form, page.number)
    return render_template(
        "casework/positions.html",
        form=form,
        page=page,
        rows=position_rows(found.positions),
        href=lambda number: url_for("casework.positions", **form.kept(), page=number),
    )


def _found(form: PositionFilter, number: int) -> Found:
    offset = (number - 1) * PAGE_ROWS
    return search_positions(my_district(), form.q.data or "", form.wish(), limit=PAGE_ROWS, offset=offset)


@blueprint.get("/positions/<id:position_id>")
def position(position_id: str) -> ResponseReturnValue:
    """One position: who suits it and why, what stands in the way of others, who was recommended."""
    return _page(position_or_404(position_id))


@blueprint.post("/positions/<id:position_id>/referrals")
def refer_to(position_id: str) -> ResponseReturnValue:
    """Recommend somebody to the employer of this position."""
    found = position_or_404(position_id)
    if why_not := refer_now(seeker_or_404(request.form.get("seeker", "")), found.id):
        flash(why_not)
        return _page(position_or_404(position_id)), 409
    return redirect(url_for("casework.position", position_id=position_id), 303)


def _page(found: Position) -> str:
    """Draw the page of a position. Who was shown, and that somebody looked at them, are kept in one act."""
    shown, past = position_shown(found), list_referrals(found.district_id, position_id=found.id)
    answer = _suggestions(found) if shown.is_taking else None
    viewer = viewer_of(get_signed_in_user().role)
    return render_template(
        "casework/position.html",
        position=shown,
        people=people_matched(viewer, found.district_id, answer, past) if answer else None,
        referrals=[referral_row(one) for one in past],
    )


def _suggestions(found: Position) -> Suggestions | None:
    """Return who is suggested; None where the table of points cannot be read."""
    try:
        return show_for_position(current_actor(), found.district_id, found.id, SUGGESTED, left_out=EXCLUDED_SHOWN)
    except TableError as error:
        log.error("no base score", failure=str(error))
        return None
