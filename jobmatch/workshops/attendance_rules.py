"""For how long somebody was there, and which days can still be entered. Pure.

*Decision:* without agreed hours a whole day is six hours, as the homes of the district keep it; half a day is half of a
whole one. A day can be entered or put right for two months: until then a month's subsidies are not settled.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from jobmatch.workshops.rules import Reason

FULL, HALF, EXCUSED, ABSENT = "full", "half", "excused", "absent"
USUAL_MINUTES, MOST_MINUTES = 360, 720
WORKING_DAYS, MINUTES_AN_HOUR = 5, 60
OPEN_DAYS = 62


def minutes_of(presence: str, hours_week: int | None, typed: int | None = None) -> int:
    """Return the minutes of a day: those typed, else a whole day's of the agreed week or half of it; away is none."""
    if presence not in {FULL, HALF}:
        return 0
    if typed:
        return typed
    whole = hours_week * MINUTES_AN_HOUR // WORKING_DAYS if hours_week else USUAL_MINUTES
    return whole if presence == FULL else whole // 2


def find_day_fault(day: date, today: date) -> Reason | None:
    """Return why a day cannot be entered, or None."""
    if day > today:
        return Reason("attendance.not_yet", {"day": day})
    return Reason("attendance.too_long_ago", {"days": OPEN_DAYS}) if day < today - timedelta(days=OPEN_DAYS) else None


def find_entry_fault(presence: str, typed: int | None) -> Reason | None:
    """Return why what was entered for somebody cannot be, or None: who was away has no hours."""
    if typed is None or presence in {FULL, HALF}:
        return None
    return Reason("attendance.hours_of_who_was_away")


def summed(days: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """Count days by presence, and under ``minutes`` add the minutes up. ``days``: presence and minutes of each."""
    found = dict.fromkeys((FULL, HALF, EXCUSED, ABSENT, "minutes"), 0)
    for presence, minutes in days:
        found[presence] += 1
        found["minutes"] += minutes
    return found
