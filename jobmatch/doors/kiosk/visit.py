"""What the kiosk remembers of the person in front of it: which ticket is on the screen, and since when. Nothing else.

A visit begins at the start page and ends with *finish*, with the start page, or when the ticket's time is up.
*Decision:* no ``Clear-Site-Data``: measured, it does not keep a browser from restoring what was typed (switching off
autocomplete does), and it would throw away the styles that the next person's page needs.
"""

import secrets

from flask import Response, current_app, request, session

from jobmatch import clock
from jobmatch.fairs.queries import find_ticket
from jobmatch.fairs.tables import Ticket
from jobmatch.web.language import LANGUAGES

TICKET = "kiosk_ticket"
MARK = "kiosk_visit"


def begin() -> None:
    """Forget whoever stood here before, their sign-in and language too; keep only a language just asked for."""
    asked = request.args.get("lang")
    session.clear()
    if asked in LANGUAGES:
        session["lang"] = asked


def mark(answer: Response) -> Response:
    """Mark a new visit by a cookie that says nothing.

    *Decision:* a browser drops the pages that it keeps in memory when a cookie changes behind them, but not when it
    changed on the way out (measured: the ticket came back without script). So the start page asks for this after it
    has taken the ticket's place.
    """
    answer.set_cookie(
        MARK,
        secrets.token_hex(8),
        path="/kiosk",
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return answer


def show(ticket: Ticket) -> None:
    """Remember the ticket to be shown: its submission's key and the time (seconds since 1970, UTC)."""
    session[TICKET] = [ticket.submission_id, int(clock.now().timestamp())]


def find_shown() -> Ticket | None:
    """Return the ticket of this visit while its time lasts, else None."""
    submission_id, shown_at = session.get(TICKET) or (None, 0)
    if submission_id is None or clock.now().timestamp() - shown_at > current_app.config["JOBMATCH"].ticket_seconds:
        return None
    return find_ticket(submission_id)
