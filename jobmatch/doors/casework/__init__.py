"""The caseworkers' desk: submissions, suggestions, referrals, hires, months."""

from flask import Blueprint

blueprint = Blueprint("casework", __name__)

from jobmatch.doors.casework import consents, hires, home, referrals, seekers, submissions  # noqa: E402, F401  # need it
