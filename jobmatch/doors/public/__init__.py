"""The front door: home, the job column, sign-in, statements."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)

from jobmatch.doors.public import jobs, levy, signing, statements  # noqa: E402, F401  # the routes need the blueprint
