"""Who looked at how many people: the auditor's counts. Whom somebody looked at is the person's own to ask."""

from datetime import date, datetime, time, timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.accounts.listing import logins_of
from jobmatch.accounts.queries import names_of
from jobmatch.doors.admin import blueprint
from jobmatch.doors.admin.scope import my_district
from jobmatch.people.views import count_views
from jobmatch.web.filters import PeriodFilter

MONTH = timedelta(days=30)


@blueprint.get("/views")
def views() -> ResponseReturnValue:
    """For each account: how many people it looked at, how often, and when last."""
    form = PeriodFilter.asked()
    until = form.until.data or clock.today()
    since = form.since.data or until - MONTH
    counts = [] if form.errors else count_views(my_district(), _begin(since), _begin(until + timedelta(days=1)))
    keys = [one.user_id for one in counts]
    logins, names = logins_of(keys), names_of(keys)
    rows = [(logins.get(one.user_id, ""), names.get(one.user_id, ""), one) for one in counts]
    return render_template("admin/views.html", form=form, rows=rows, since=since, until=until)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=clock.BEIJING)
