"""Our positions: the list with its drafts, one position, and what becomes of it: paused, closed, open again."""

from typing import NamedTuple

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.scope import my_employer, position_or_404
from jobmatch.employers import posting
from jobmatch.employers.drafts import Owner, list_drafts
from jobmatch.employers.posting import PostingRefusedError, find_faults, posting_of
from jobmatch.employers.queries import list_positions
from jobmatch.employers.silence import closes_for_silence_on
from jobmatch.employers.tables import Closing, Position, PositionState
from jobmatch.web.facts import occupation_name, pay_range
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.names import name_of
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import current_actor
from jobmatch.web.templating import day

CHANGES = {"pause": posting.pause, "close": posting.close, "reopen": posting.reopen, "confirm": posting.confirm}
TONES = {PositionState.OPEN: "because", PositionState.PAUSED: "plain", PositionState.CLOSED: "stop"}


class Line(NamedTuple):
    """A position as a line of the list."""

    id: str
    title: str
    facts: list[str]
    state: str
    tone: str


@blueprint.get("/positions")
def positions() -> ResponseReturnValue:
    """Our drafts and our positions, the newest first."""
    district_id, employer_id = my_employer()
    found = list_positions(district_id, employer_id)
    page = page_asked(len(found))
    return render_template(
        "portal/positions.html",
        drafts=list_drafts(Owner(district_id, employer_id)),
        lines=[_line(one) for one in found[page.offset : page.offset + PAGE_ROWS]],
        page=page,
        href=lambda number: url_for("portal.positions", page=number),
    )


@blueprint.get("/positions/<id:position_id>")
def position(position_id: str) -> ResponseReturnValue:
    """One of our positions: where it stands, and what we can do with it."""
    return _page(position_or_404(position_id), Form())


@blueprint.post("/positions/<id:position_id>/state")
def position_state(position_id: str) -> ResponseReturnValue:
    """Pause a position, close it, open it again, or say that it is still there."""
    position, form = position_or_404(position_id), Form()
    change = CHANGES.get(request.form.get("change", "")) or abort(400)
    try:
        change(current_actor(), position)
    except PostingRefusedError as error:
        form.refuse(None, error.sentence(locale_code()))
        return _page(position_or_404(position_id), form), 409
    flash(_("已保存。"), "success")
    return redirect(url_for("portal.position", position_id=position_id), 303)


def _line(position: Position) -> Line:
    closing = closes_for_silence_on(position)
    facts = [
        pay_range(position.wage_min_fen, position.wage_max_fen),
        _("招 %(seats)s 人", seats=position.seats),
        _("%(day)s发布", day=day(position.posted_on)),
        _("很久没有消息，%(day)s自动停止", day=day(closing)) if closing else "",
    ]
    return Line(position.id, position.title, facts, name_of(position.state), TONES[position.state])


def _page(position: Position, form: Form) -> str:
    return render_template(
        "portal/position.html",
        position=position,
        form=form,
        pay=pay_range(position.wage_min_fen, position.wage_max_fen),
        occupation=occupation_name(position.occupation_code),
        state=position.state.value,
        state_name=name_of(position.state),
        tone=TONES[position.state],
        closing=closes_for_silence_on(position),
        was_silent=position.closed_why is Closing.SILENCE,
        findings=find_faults(posting_of(position)),
    )
