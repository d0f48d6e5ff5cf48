"""Where one is signed in, and ending it there; whether a page is still signed in."""

from dataclasses import dataclass
from datetime import datetime

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.accounts import sessions
from jobmatch.accounts.passwords import token_digest
from jobmatch.accounts.queries import list_open_sessions
from jobmatch.accounts.tables import User
from jobmatch.doors.account import blueprint
from jobmatch.web import signed_in
from jobmatch.web.devices import device_name


@dataclass(frozen=True)
class SessionShown:
    """A session as its owner reads it."""

    id: str
    device: str
    since: datetime
    seen: datetime
    is_this: bool


def sessions_shown(user: User) -> list[SessionShown]:
    """List the sessions of ``user`` that are good, this one first, then the ones seen last."""
    this = token_digest(signed_in.current_token())
    shown = [
        SessionShown(one.id, device_name(one.device), one.created_at, one.last_seen_at, one.token_hash == this)
        for one in list_open_sessions(user.id)
        if sessions.find_end(one) is None
    ]
    return sorted(shown, key=lambda one: (one.is_this, one.seen), reverse=True)


@blueprint.post("/sessions/<id:session_id>/end")
def end_session(session_id: str) -> ResponseReturnValue:
    """End one of one's own sessions: a phone that was lost, a computer that was left."""
    if not sessions.end_session(signed_in.current_actor(), signed_in.get_signed_in_user(), session_id):
        abort(404)
    flash(_("那里的登录已经退出。"), "success")
    return redirect(url_for("account.home"), 303)


@blueprint.post("/sessions/end-others")
def end_other_sessions() -> ResponseReturnValue:
    """End every session but this one."""
    user, token = signed_in.get_signed_in_user(), signed_in.current_token()
    sessions.end_sessions(signed_in.current_actor(), user, keep_token=token)
    flash(_("其他地方的登录都已退出。"), "success")
    return redirect(url_for("account.home"), 303)


@blueprint.get("/still-here")
def still_here() -> ResponseReturnValue:
    """Say whether this browser is still signed in; asking counts as being there."""
    return "", 204 if signed_in.signed_in_user() is not None else 401
