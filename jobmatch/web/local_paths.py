"""Where a visitor goes after the sign-in: only to an address of this system, and only to one they may open."""

from urllib.parse import urlsplit

from flask import current_app, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from jobmatch.web.access import ANYONE, TOKEN, home_of, who_may

LONGEST = 500


def local_path(asked: str | None) -> str | None:
    """Return ``asked`` when it is a plain path on this server, else None.

    *Decision:* browsers read ``//host``, ``/\\host`` and a path with tabs or newlines in it as another server's
    address, so anything but one slash followed by printable characters without a backslash is refused (CWE-601).
    """
    if not asked or len(asked) > LONGEST or not asked.startswith("/") or asked.startswith("//"):
        return None
    if "\\" in asked or any(ord(character) <= 32 or ord(character) == 127 for character in asked):
        return None
    try:
        parts = urlsplit(asked)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else asked


def first_page(role: str, asked: str | None) -> str:
    """Return the path that a visitor of ``role`` wanted when the sign-in came between, else their role's first page."""
    wanted = local_path(asked)
    return wanted if wanted is not None and _may_open(role, wanted) else url_for(home_of(role))


def _may_open(role: str, path: str) -> bool:
    try:
        endpoint, _values = current_app.url_map.bind("").match(urlsplit(path).path, method="GET")
    except (HTTPException, RequestRedirect):
        return False
    who = who_may(endpoint) or frozenset()
    return not who & TOKEN and bool(who & ANYONE or role in who)
