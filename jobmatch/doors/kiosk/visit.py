"""What the kiosk remembers of the person in front of it: which ticket is on the screen, and since when. Nothing else.

A visit begins at the start page and ends with *finish*, with the start page, or when the ticket's time is up.
*Decision:* no ``Clear-Site-Data``: measured, it does not keep a browser from restoring what was typed (switching off
autocomplete does), and it would throw away the styles that the next person's page needs.
"""

from flask import current_app, request, session

from jobmatch import clock
from jobmatch.fairs.queries import find_ticket
from jobmatch.fairs.tables import Ticket
from jobmatch.web.language import LANGUAGES

TICKET = "kiosk_ticket"


def begin() -> None:
    """Forget whoever stood here before, their sign-in and language too; keep only a language just asked for."""
    asked = request.args.get("lang")
    session.clear()
    if asked in LANGUAGES:
        session["lang"] = asked


def show(ticket: Ticket) -> None:
    """Remember the ticket to be shown: its submission's key and the time (seconds since 1970, UTC)."""
    session[TICKET] = [ticket.submission_id, int(clock.now().timestamp())]


def find_shown() -> Ticket | None:
    """Return the ticket of this visit while its time lasts, else None."""
    submission_id, shown_at = session.get(TICKET) or (None, 0)
    if submission_id is None or clock.now().timestamp() - shown_at > current_app.config["JOBMATCH"].ticket_seconds:
        return None
    return find_ticket(submission_id)
