"""The period that a page of the scorecard is about, out of its address and back into one."""

from datetime import date
from typing import Any

from jobmatch import clock
from jobmatch.reports.periods import half_year_of
from jobmatch.web.filters import PeriodFilter


def period_of(form: PeriodFilter) -> tuple[date, date]:
    """Return the chosen period; what is left open, or wrong, is the half year of the other day, or this one."""
    since, until = (None, None) if form.errors else (form.since.data, form.until.data)
    first, last = half_year_of(since or until or clock.today())
    return since or min(first, until or first), until or max(last, since or last)


def asked_of(first: date, last: date) -> dict[str, Any]:
    """Return the period as the fields of the form carry it in an address."""
    return {name: [day.year, day.month, day.day] for name, day in (("since", first), ("until", last))}
