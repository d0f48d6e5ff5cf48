"""The workshop door: a supervisor's own institution on a phone, the roll of the day, the month at a glance."""

from flask import Blueprint

blueprint = Blueprint("workshop", __name__)

from jobmatch.doors.workshop import home, months, rolls  # noqa: E402, F401  # the routes need the blueprint
