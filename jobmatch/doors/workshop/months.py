"""A month at a glance: everybody's days and hours, and how often something was put right."""

from calendar import monthrange
from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.doors.workshop import blueprint
from jobmatch.doors.workshop.scope import institution_or_404, month_asked
from jobmatch.web.facts import month_name
from jobmatch.workshops.attendance import count_corrections, list_days, list_names
from jobmatch.workshops.attendance_rules import MINUTES_AN_HOUR, summed


@blueprint.get("/<id:institution_id>/month")
def month(institution_id: str) -> ResponseReturnValue:
    """Whole and half days, leave, absence and hours of everybody in a month."""
    found, first = institution_or_404(institution_id), month_asked()
    last = first.replace(day=monthrange(first.year, first.month)[1])
    days: dict[str, list[tuple[str, int]]] = {}
    for one in list_days(found.id, first, last):
        days.setdefault(one.placement_id, []).append((one.presence.value, one.minutes))
    corrected = count_corrections(found.id, first, last)
    rows = []
    for key, name in list_names(days):
        sums = summed(days[key])
        hours = f"{sums['minutes'] / MINUTES_AN_HOUR:.1f}"
        rows.append((name, sums["full"], sums["half"], sums["excused"], sums["absent"], hours, corrected.get(key, 0)))
    following = last + timedelta(days=1)
    return render_template(
        "workshop/month.html",
        institution=found,
        month=month_name(f"{first:%Y-%m}"),
        rows=rows,
        before=f"{first - timedelta(days=1):%Y-%m}",
        after=f"{following:%Y-%m}" if following <= clock.today() else "",
    )
