"""One's own account: where one is signed in, and how one proves who one is."""

from flask import Blueprint

blueprint = Blueprint("account", __name__)

from jobmatch.doors.account import home, own_sessions, passkeys, second_factors  # noqa: E402, F401  # need it
