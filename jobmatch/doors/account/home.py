"""The page about one's own account."""

from flask import render_template
from flask.typing import ResponseReturnValue

from jobmatch.accounts import queries
from jobmatch.accounts.rules import idle_end_of
from jobmatch.doors.account import blueprint
from jobmatch.doors.account.own_sessions import sessions_shown
from jobmatch.web import signed_in


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """How I sign in, and where I am signed in just now."""
    user = signed_in.get_signed_in_user()
    return render_template(
        "account/home.html",
        user=user,
        sessions=sessions_shown(user),
        idle_minutes=int(idle_end_of(user.role).total_seconds() // 60),
        has_app=queries.has_app(user.id),
        passkeys=len(queries.list_passkeys(user.id)),
        codes_left=queries.count_recovery_codes(user.id),
    )
