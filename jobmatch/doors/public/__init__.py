"""The front door: home, the job column, sign-in, statements."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)

from jobmatch.doors.public import job_lists, jobs, levy, second_step, signing, statements, taking_over, verify, welcome  # noqa: E402, F401  # need it
