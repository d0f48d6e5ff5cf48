"""What the kiosk remembers of the person in front of it: a token that opens the ticket on the screen. Nothing else.

A visit begins at the start page and ends with *finish*, with the start page, or when the ticket's time is up.
*Decision:* no ``Clear-Site-Data``: measured, it does not keep a browser from restoring what was typed (switching off
autocomplete does), and it would throw away the styles that the next person's page needs.
"""

import secrets

from flask import Response, current_app, request, session

from jobmatch.fairs import visits
from jobmatch.fairs.tables import Ticket
from jobmatch.storage.act import Actor
from jobmatch.web.language import LANGUAGES
from jobmatch.web.signed_in import forget

SHOWN = "kiosk_shown"
MARK = "kiosk_visit"
_DEVICE = Actor("device")


def begin() -> None:
    """Forget whoever stood here before, their sign-in and language too; keep only a language just asked for."""
    asked, token = request.args.get("lang"), session.get(SHOWN)
    session.clear()
    if asked in LANGUAGES:
        session["lang"] = asked
    _end(token)


def finish() -> None:
    """End the visit and the whole session, on the server and in the browser: a copy of the cookie opens nothing."""
    token = session.get(SHOWN)
    forget()
    _end(token)


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


def end_former() -> None:
    """End the visit that this browser had before. Asked first: what comes after a registration must not fail."""
    _end(session.pop(SHOWN, None))


def show(token: str | None) -> None:
    """Show the visit that has begun."""
    session[SHOWN] = token


def find_shown() -> Ticket | None:
    """Return the ticket of this visit while it lasts, else None."""
    token = session.get(SHOWN)
    return visits.find_shown(token, current_app.config["JOBMATCH"].ticket_seconds) if token else None


def _end(token: str | None) -> None:
    if token:
        visits.end(_DEVICE, token)
