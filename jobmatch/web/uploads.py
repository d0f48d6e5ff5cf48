"""Which addresses take a file, and how long a body may be there; anywhere else the limit of ``app.py`` holds."""

from collections.abc import Mapping

from flask import Flask, request

from jobmatch.documents.pictures import MOST_BYTES as MOST_PICTURE
from jobmatch.documents.spreadsheet_limits import MOST_BYTES as MOST_TABLE

_FORM_BESIDE = 256 * 1024
LONGER: Mapping[str, int] = {
    "village.register": MOST_PICTURE + _FORM_BESIDE,
    "casework.round_results": MOST_TABLE + _FORM_BESIDE,
}


def _allow() -> None:
    longer = LONGER.get(request.endpoint or "")
    if longer is not None:
        request.max_content_length = longer


def init_app(app: Flask) -> None:
    """Ask first of all: whatever reads a form afterwards, the forged-post check too, finds the limit set."""
    app.before_request(_allow)
