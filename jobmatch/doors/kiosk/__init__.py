"""Registration at a fair, for somebody who stands at a shared screen."""

from flask import Blueprint

blueprint = Blueprint("kiosk", __name__)

from jobmatch.doors.kiosk import routes  # noqa: E402, F401  # the routes need the blueprint
