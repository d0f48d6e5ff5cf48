"""The caseworkers' desk: submissions, suggestions, referrals, hires, months."""

from flask import Blueprint

blueprint = Blueprint("casework", __name__)

from jobmatch.doors.casework import routes  # noqa: E402, F401  # the routes need the blueprint
