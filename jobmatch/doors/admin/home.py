"""The administrator's first page: what waits, and nothing about any seeker."""

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.accounts.duties import AUDIT, SECURITY, SYSTEM
from jobmatch.accounts.listing import Wanted, count_accounts, count_sign_in_failures, list_accounts
from jobmatch.data_care.waiting import count_waiting_care
from jobmatch.doors.admin import blueprint
from jobmatch.doors.admin.audit_shown import entry_rows
from jobmatch.doors.admin.quiet import quiet_since, stale_days
from jobmatch.doors.admin.rows import account_rows
from jobmatch.doors.admin.scope import my_district
from jobmatch.storage import audit_check
from jobmatch.storage.audit_search import Sought, count_actions, find_last, list_entries
from jobmatch.storage.jobs import count_waiting, find_waiting, list_failed
from jobmatch.web.signed_in import get_signed_in_user

DAY = timedelta(days=1)
SHOWN = 5
WATCHED = ("account.role_changed", "account.password_reset", "account.second_factor_reset", "audit.exported")


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """What an administrator looks at first, by role."""
    pages = {SYSTEM: _system, SECURITY: _security, AUDIT: _auditor}
    return pages[get_signed_in_user().role]()


def _system() -> str:
    district_id = my_district()
    return render_template(
        "admin/home_system.html",
        care=count_waiting_care(district_id, clock.today()),
        active=count_accounts(district_id, Wanted(is_disabled=False)),
        disabled=count_accounts(district_id, Wanted(is_disabled=True)),
        refused=count_sign_in_failures(clock.now() - DAY),
        waiting=count_waiting(),
        failed=list_failed(),
        never=account_rows(list_accounts(district_id, Wanted(is_disabled=False, is_new=True), SHOWN)),
    )


def _security() -> str:
    district_id = my_district()
    stale = Wanted(is_disabled=False, quiet_since=quiet_since())
    return render_template(
        "admin/home_security.html",
        care=count_waiting_care(district_id, clock.today()),
        active=count_accounts(district_id, Wanted(is_disabled=False)),
        stale=count_accounts(district_id, stale),
        stale_days=stale_days(),
        without_factor=count_accounts(district_id, Wanted(is_disabled=False, without_second_factor=True)),
        refused=count_sign_in_failures(clock.now() - DAY),
        rows=account_rows(list_accounts(district_id, stale, SHOWN)),
    )


def _auditor() -> str:
    district_id, since = my_district(), clock.now() - DAY
    last = list_entries(district_id, Sought(), 1)
    return render_template(
        "admin/home_auditor.html",
        care=count_waiting_care(district_id, clock.today()),
        entries=last[0].seq if last else 0,
        refused=count_sign_in_failures(since),
        watched=count_actions(district_id, WATCHED, since),
        checked=find_last(audit_check.VERIFIED),
        is_check_waiting=find_waiting(audit_check.JOB, audit_check.ASKED) is not None,
        rows=entry_rows(list_entries(district_id, Sought(action="account."), SHOWN)),
    )
