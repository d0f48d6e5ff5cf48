"""Who may open which endpoint: one table, asked before every request. An endpoint without a line stops the start.

The table says who may come to a page at all; which rows they see there is decided by the queries' scopes.
"""

from flask import Flask, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from jobmatch.accounts.rules import Ended
from jobmatch.accounts.tables import Role
from jobmatch.web import kept_forms
from jobmatch.web.signed_in import find_over, needs_second_factor, signed_in_user

ANYONE = frozenset({"anyone"})
SIGNED_IN = frozenset(role.value for role in Role)
DESK = frozenset({Role.CASEWORKER, Role.HEAD})
HEADS = frozenset({Role.HEAD})
PORTAL = frozenset({Role.EMPLOYER})
VILLAGE = frozenset({Role.VILLAGE_OFFICER})
SYSTEM = frozenset({Role.SYSTEM_ADMIN})
SECURITY = frozenset({Role.SECURITY_ADMIN})
AUDIT = frozenset({Role.AUDITOR})
ADMIN = SYSTEM | SECURITY | AUDIT
# Addresses for programs: whoever sends a token, which stands for its owner's role or for a device of a fair.
TOKEN = frozenset({"token"})
DEVICE = frozenset({"device"})

Who = frozenset[str]

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

ENDPOINTS: dict[str, Who] = {
    "static": ANYONE,
    "health.healthz": ANYONE,
    "health.readyz": ANYONE,
    "health.metrics": ANYONE,  # and then this machine or its token only
    "public.home": ANYONE,
    "public.jobs": ANYONE,
    "public.job": ANYONE,
    "public.accessibility": ANYONE,
    "public.privacy": ANYONE,
    "public.levy": ANYONE,
    "public.levy_assessed": ANYONE,
    "public.sign_in": ANYONE,
    "public.code": ANYONE,
    "public.passkey_options": ANYONE,
    "public.passkey": ANYONE,
    "public.hand_over": ANYONE,
    "public.sign_out": SIGNED_IN,
    "public.password": SIGNED_IN,
    "account.home": SIGNED_IN,
    "account.still_here": ANYONE,
    "account.second_factor": SIGNED_IN,
    "account.begin_app": SIGNED_IN,
    "account.app": SIGNED_IN,
    "account.app_picture": SIGNED_IN,
    "account.remove_app": SIGNED_IN,
    "account.recovery_codes": SIGNED_IN,
    "account.passkeys": SIGNED_IN,
    "account.passkey_options": SIGNED_IN,
    "account.add_passkey": SIGNED_IN,
    "account.remove_passkey": SIGNED_IN,
    "account.end_session": SIGNED_IN,
    "account.end_other_sessions": SIGNED_IN,
    "public.welcome": SIGNED_IN,
    "kiosk.start": ANYONE,
    "kiosk.fair": ANYONE,
    "kiosk.register": ANYONE,
    "kiosk.ticket": ANYONE,
    "kiosk.finish": ANYONE,
    "kiosk.mark": ANYONE,
    "casework.home": DESK,
    "casework.submissions": DESK,
    "casework.submission": DESK,
    "casework.identity_seen": DESK,
    "casework.seekers": DESK,
    "casework.seeker": DESK,
    "casework.refer": DESK,
    "casework.employers": DESK,
    "casework.employer": DESK,
    "casework.hand_over_code": DESK,
    "casework.referrals": DESK,
    "casework.referral": DESK,
    "casework.consent": DESK,
    "casework.recommend_consent": DESK,
    "casework.consent_withdrawn": DESK,
    "casework.withdraw": DESK,
    "casework.hire": DESK,
    "casework.months": DESK,
    "casework.month_contests": DESK,
    "casework.month_contest": DESK,
    "casework.numbers": DESK,
    "casework.views": DESK,
    "casework.search": DESK,
    "casework.found": DESK,
    "casework.duplicates": DESK,
    "casework.not_same": DESK,
    "casework.person": DESK,
    "casework.new_relation": DESK,
    "casework.relation_ended": DESK,
    "casework.new_military_certificate": DESK,
    "casework.new_task": DESK,
    "casework.whereabouts": DESK,
    "casework.tasks": DESK,
    "casework.task_done": DESK,
    "casework.care": DESK,
    "casework.correction": DESK,
    "casework.data_requests": DESK,
    "casework.request_recorded": DESK,
    "casework.request_closed": DESK,
    "casework.storing": DESK,
    "casework.storing_stopped": DESK,
    "casework.erasure": DESK,
    "casework.erased": HEADS,
    "casework.retention": DESK,
    "casework.retention_kept": DESK,
    "casework.export": DESK,
    "casework.merge_search": DESK,
    "casework.merge_preview": DESK,
    "casework.merges": DESK,
    "casework.merge": DESK,
    "casework.merge_contest_decided": DESK,
    "casework.merge_undone": HEADS,
    "casework.rounds": DESK,
    "casework.begin_round": DESK,
    "casework.round": DESK,
    "casework.round_results": DESK,
    "casework.round_closed": DESK,
    "casework.notices": DESK,
    "casework.notice": DESK,
    "casework.consent_paper": DESK,
    "village.home": VILLAGE,
    "village.people": VILLAGE,
    "village.found": VILLAGE,
    "village.village": VILLAGE,
    "village.person": VILLAGE,
    "village.report": VILLAGE,
    "village.undo": VILLAGE,
    "village.update_round": VILLAGE,
    "village.marked": VILLAGE,
    "village.register": VILLAGE,
    "village.registered": VILLAGE,
    "casework.register_imports": DESK,
    "casework.register_import_uploaded": DESK,
    "casework.register_import": DESK,
    "casework.register_import_columns": DESK,
    "casework.register_import_settled": DESK,
    "casework.register_import_list": DESK,
    "casework.register_import_decisions": DESK,
    "casework.register_import_decided": DESK,
    "casework.register_import_checked": DESK,
    "casework.register_import_findings": DESK,
    "casework.register_import_confirmed": DESK,
    "casework.register_import_discarded": DESK,
    "portal.home": PORTAL,
    "portal.referral": PORTAL,
    "portal.answer": PORTAL,
    "portal.months": PORTAL,
    "portal.month_form": PORTAL,
    "portal.months_withdrawn": PORTAL,
    "portal.claim": PORTAL,
    "portal.levy": PORTAL,
    "portal.levy_assessed": PORTAL,
    "admin.home": ADMIN,
    "admin.accounts": SYSTEM,
    "admin.add_account": SYSTEM,
    "admin.account": SYSTEM | SECURITY,
    "admin.disable": SYSTEM,
    "admin.enable": SYSTEM,
    "admin.unlock": SYSTEM,
    "admin.reset_password": SYSTEM | SECURITY,
    "admin.reset_second_factor": SYSTEM | SECURITY,
    "admin.rights": SECURITY,
    "admin.change_role": SECURITY,
    "admin.audit": AUDIT,
    "admin.export_audit": AUDIT,
    "admin.check_audit": AUDIT,
    "admin.views": AUDIT,
    "admin.score": DESK,
    "admin.score_feature": DESK,
    "admin.score_version": DESK,
    "admin.use_score_version": HEADS,
    "admin.use_shipped_score": HEADS,
    "admin.parameters": ADMIN | {Role.HEAD, Role.REVIEWER},
    "admin.parameter": ADMIN | {Role.HEAD, Role.REVIEWER},
    "api-docs.openapi_json": ANYONE,
    "api.jobs": ANYONE,
    "api.fairs": ANYONE,
    "api.register": TOKEN | DESK | DEVICE,
    "api.seekers": TOKEN | DESK,
    "api.positions": TOKEN | DESK,
    "api.suggestions": TOKEN | DESK,
    "api.refer": TOKEN | DESK,
    "api.referrals": TOKEN | DESK,
    "api.referral": TOKEN | DESK,
    "api.answer": TOKEN | DESK | PORTAL,
    "api.withdraw": TOKEN | DESK,
    "api.hire": TOKEN | DESK,
    "api.months": TOKEN | DESK,
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
    homes = ((PORTAL, "portal.home"), (DESK, "casework.home"), (ADMIN, "admin.home"), (VILLAGE, "village.home"))
    return next((home for roles, home in homes if role in roles), "public.welcome")


def init_app(app: Flask) -> None:
    """Ask ``guard`` before every request."""
    app.before_request(guard)


def refuse_unguarded(app: Flask) -> None:
    """Stop the start when an endpoint has no line in the table. Raises ``RuntimeError`` naming it."""
    if unguarded := list_unguarded(app):
        raise RuntimeError(f"web/access.py does not say who may open: {', '.join(unguarded)}.")
