"""Which months a spell of work covers. Plain values in, plain values out."""

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from jobmatch.clock import first_day, month_of, months_between
from jobmatch.people.rules import birthday

LONGEST_BACK_DAYS = 366
LONGEST_AHEAD_DAYS = 92


class WorkedMonth(NamedTuple):
    """A month of work: from ``first_on`` to ``last_on``, both included; ``last_on`` None = still going on."""

    month: str
    first_on: date
    last_on: date | None

    @property
    def is_whole(self) -> bool:
        """Tell whether the month was worked from its first to its last day."""
        return self.first_on.day == 1 and self.last_on == last_day(self.month)


@lru_cache(maxsize=2048)
def last_day(month: str) -> date:
    """Return the last day of ``month`` (``YYYY-MM``)."""
    first = first_day(month)
    return first.replace(day=monthrange(first.year, first.month)[1])


def months_of(started_on: date, ended_on: date | None, today: date) -> list[WorkedMonth]:
    """List the months of a spell that have begun by ``today``, in order.

    A month is over on its last day or on the day the spell ended; until then its ``last_on`` is None. Days in the
    future are never counted.
    """
    if started_on > today:
        return []
    months = []
    for month in months_between(month_of(started_on), month_of(min(ended_on or today, today))):
        end = last_day(month)
        stop = min(ended_on or end, end)
        months.append(WorkedMonth(month, max(started_on, first_day(month)), stop if stop <= today else None))
    return months


def find_start_fault(started_on: date, today: date, born_on: date | None, working_age: int) -> str | None:
    """Return the key of why somebody cannot have started on that day, or None.

    Nobody works before the birthday on which they reach ``working_age`` (Labour Law art. 15); a start more than a year
    back or three months ahead is taken for a typing mistake.
    """
    if (today - started_on).days > LONGEST_BACK_DAYS:
        return "hire.start_too_early"
    if (started_on - today).days > LONGEST_AHEAD_DAYS:
        return "hire.start_too_late"
    if born_on is not None and started_on < birthday(born_on, working_age):
        return "hire.too_young"
    return None
