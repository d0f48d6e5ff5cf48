"""Who may open which endpoint: ``access_table``, asked before every request.

The table says who may come to a page at all; which rows they see there is decided by the queries' scopes.
"""

from flask import Flask, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from jobmatch.accounts.rules import Ended
from jobmatch.web import kept_forms
from jobmatch.web.access_groups import (
    ADMIN,
    ANYONE,
    DESK,
    DEVICE,
    PORTAL,
    REVIEW,
    SIGNED_IN,
    TOKEN,
    VILLAGE,
    WORKSHOP,
    Who,
)
from jobmatch.web.access_table import ENDPOINTS
from jobmatch.web.signed_in import find_over, needs_second_factor, signed_in_user

__all__ = [
    "ADMIN",
    "ANYONE",
    "DESK",
    "DEVICE",
    "ENDPOINTS",
    "PORTAL",
    "REVIEW",
    "SIGNED_IN",
    "TOKEN",
    "VILLAGE",
    "WORKSHOP",
    "Who",
    "guard",
    "home_of",
    "init_app",
    "list_unguarded",
    "refuse_unguarded",
    "who_may",
]

_FIRST_PASSWORD = {"public.password", "public.sign_out"}
_THEN_SECOND_FACTOR = {
    "account.second_factor",
    "account.begin_app",
    "account.app",
    "account.app_picture",
    "account.passkeys",
    "account.passkey_options",
    "account.add_passkey",
}
_WHY_OVER = {
    Ended.IDLE: _l("您有一段时间没有操作，为了安全已经自动退出。请重新登录，然后接着办。"),
    Ended.TOO_LONG: _l("您登录已满 12 小时，为了安全已经自动退出。请重新登录，然后接着办。"),
    Ended.ELSEWHERE: _l("这次登录已经结束：您在别处退出了，换了密码，或者账号有了变动。请重新登录。"),
}


def who_may(endpoint: str) -> Who | None:
    """Return who may open ``endpoint``, or None when nobody has said so yet."""
    return ENDPOINTS.get(endpoint)


def list_unguarded(app: Flask) -> list[str]:
    """List the endpoints of ``app`` that the table does not know, in order."""
    return sorted({rule.endpoint for rule in app.url_map.iter_rules() if who_may(rule.endpoint) is None})


def guard() -> ResponseReturnValue | None:
    """Let the request through, send the visitor to the sign-in, or refuse. Runs before every request."""
    if request.endpoint is None:
        return None
    who = who_may(request.endpoint)
    if who is None:
        abort(404)
    if who & (ANYONE | TOKEN):
        return None
    user = signed_in_user()
    if user is None:
        return _send_to_sign_in()
    if user.must_change_password and request.endpoint not in _FIRST_PASSWORD:
        return redirect(url_for("public.password"))
    if request.endpoint not in _FIRST_PASSWORD | _THEN_SECOND_FACTOR and needs_second_factor():
        return redirect(url_for("account.second_factor"))
    if user.role not in who:
        abort(403)
    return None


def _send_to_sign_in() -> ResponseReturnValue:
    """Say why the session is over, where there was one; a form that came too late is kept for after the sign-in."""
    over = find_over()
    if over is not None and over[1] is not Ended.ELSEWHERE and kept_forms.can_be_kept():
        kept_forms.keep(over[0].id)
        return current_app.ensure_sync(current_app.view_functions["public.sign_in"])()
    if over is not None:
        flash(_WHY_OVER[over[1]], "message")
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("public.sign_in", next=wanted))


def home_of(role: str) -> str:
    """Return the endpoint of the first page for ``role`` after the sign-in."""
    homes = (
        (PORTAL, "portal.home"),
        (DESK, "casework.home"),
        (REVIEW, "casework.declarations"),
        (ADMIN, "admin.home"),
        (VILLAGE, "village.home"),
        (WORKSHOP, "workshop.home"),
    )
    return next((home for roles, home in homes if role in roles), "public.welcome")


def init_app(app: Flask) -> None:
    """Ask ``guard`` before every request."""
    app.before_request(guard)


def refuse_unguarded(app: Flask) -> None:
    """Stop the start when an endpoint has no line in the table. Raises ``RuntimeError`` naming it."""
    if unguarded := list_unguarded(app):
        raise RuntimeError(f"web/access_table.py does not say who may open: {', '.join(unguarded)}.")
