"""The administrators: accounts, rights, the audit trail, the parameters in force. No seeker's data passes here."""

from flask import Blueprint

blueprint = Blueprint("admin", __name__)

from jobmatch.doors.admin import accounts, audit, home, learned, manage, parameters, rights, score, views  # noqa: E402, F401  # need it
