"""The auditor's search of the trail, its export, and the check of the whole chain."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Response, flash, redirect, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.accounts.listing import all_logins
from jobmatch.accounts.queries import find_user
from jobmatch.documents.csv_out import csv_lines
from jobmatch.doors.admin import blueprint
from jobmatch.doors.admin.audit_shown import HEADER, cells, entry_rows, is_chained
from jobmatch.doors.admin.forms import AuditFilter
from jobmatch.doors.admin.scope import my_district
from jobmatch.storage import audit_check
from jobmatch.storage.act import act
from jobmatch.storage.audit_search import Sought, each_entry, find_last, list_entries
from jobmatch.storage.jobs import ask_for, find_waiting
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.wording.acts import known_acts, known_tables

ROWS = 50
EXPORT_MOST = 100_000


@blueprint.get("/audit")
def audit() -> ResponseReturnValue:
    """Who did what to which id, newest first."""
    form = _filter()
    found = [] if form.errors else list_entries(my_district(), replace(_sought(form), before=_before()), ROWS + 1)
    shown = found[:ROWS]
    kept: dict[str, Any] = {name: values for name, values in request.args.lists() if name in form.data and any(values)}
    return render_template(
        "admin/audit.html",
        form=form,
        rows=entry_rows(shown),
        is_chained=is_chained(shown),
        kept=kept,
        older=url_for("admin.audit", **kept, before=shown[-1].seq) if len(found) > ROWS else "",
        newest=url_for("admin.audit", **kept) if _before() else "",
        checked=find_last(audit_check.VERIFIED),
        is_check_waiting=find_waiting(audit_check.JOB, audit_check.ASKED) is not None,
    )


@blueprint.post("/audit/export")
def export_audit() -> ResponseReturnValue:
    """Everything that was found, as a file; that it was taken is an entry of the trail itself."""
    form = _filter()
    if form.errors:
        return redirect(_again(), 303)
    sought, district_id = _sought(form), my_district()
    with act(by=current_actor(), action="audit.exported") as this:
        this.note(action=sought.action or None, user=sought.user_id, table=sought.subject_table or None)
        this.note(subject=sought.subject_id or None, since=_said(sought.since), until=_said(sought.until))
    rows = cells(each_entry(district_id, sought, EXPORT_MOST), all_logins(district_id))
    answer = Response(stream_with_context(csv_lines(HEADER, rows)), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename=audit-{clock.today().isoformat()}.csv"
    return answer


@blueprint.post("/audit/check")
def check_audit() -> ResponseReturnValue:
    """Have the worker read the whole chain now, beside the nightly check."""
    with act(by=current_actor(), action="audit.check_asked"):
        ask_for(audit_check.JOB, clock.now(), audit_check.ASKED)
    flash(_("已经安排核对整条审计链。数据多的时候要几分钟，结果会写在这一页。"), "success")
    return redirect(url_for("admin.audit"), 303)


def _again() -> str:
    asked: dict[str, Any] = request.args.to_dict(flat=False)
    return url_for("admin.audit", **asked)


def _filter() -> AuditFilter:
    form = AuditFilter(request.args)
    form.offer(known_acts(locale_code()), known_tables(locale_code()))
    form.validate()
    if form.login.data and not form.login.errors and find_user(form.login.data) is None:
        form.refuse("login", _("没有这个账号名，请核对后再查"))
    return form


def _sought(form: AuditFilter) -> Sought:
    user = find_user(form.login.data) if form.login.data else None
    return Sought(
        since=_start_of(form.since.data),
        until=_start_of(form.until.data, days=1),
        action=form.action.data,
        user_id=user.id if user else None,
        subject_table=form.table.data,
        subject_id=form.id.data or "",
    )


def _start_of(day: date | None, days: int = 0) -> datetime | None:
    """Return the instant at which a Beijing day, or the one so many days later, begins."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=days), time(0), tzinfo=clock.BEIJING)


def _before() -> int | None:
    typed = request.args.get("before", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and 0 < len(typed) <= 9 else None


def _said(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
