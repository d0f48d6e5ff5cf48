"""The employers' door: referrals to their positions, and their answers."""

from flask import Blueprint

blueprint = Blueprint("portal", __name__)

from jobmatch.doors.portal import claims, home, month_claims, months, referrals  # noqa: E402, F401  # the routes need the blueprint
