"""Which addresses take a file, and how long a body may be there; anywhere else the limit of ``app.py`` holds.

Whoever may not open the address keeps that limit too: it is decided before anything of the body is read.
"""

from collections.abc import Mapping

from flask import Flask, request

from jobmatch.documents.pictures import MOST_BYTES as MOST_PICTURE
from jobmatch.documents.spreadsheet_limits import MOST_BYTES as MOST_TABLE
from jobmatch.web.access import who_may
from jobmatch.web.signed_in import signed_in_user

_FORM_BESIDE = 256 * 1024
LONGER: Mapping[str, int] = {
    "village.register": MOST_PICTURE + _FORM_BESIDE,
    "casework.round_results": MOST_TABLE + _FORM_BESIDE,
    "casework.register_import_uploaded": MOST_TABLE + _FORM_BESIDE,
    "portal.roster_checked": MOST_TABLE + _FORM_BESIDE,
}


def _allow() -> None:
    endpoint = request.endpoint or ""
    longer = LONGER.get(endpoint)
    if longer is None:
        return
    user = signed_in_user()
    if user is not None and user.role in (who_may(endpoint) or ()):
        request.max_content_length = longer


def init_app(app: Flask) -> None:
    """Ask first of all: whatever reads a form afterwards, the forged-post check too, finds the limit set."""
    app.before_request(_allow)
