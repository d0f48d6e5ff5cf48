"""For how long a day counts, and which days can still be entered."""

from datetime import date, timedelta

import pytest

from jobmatch.workshops import attendance_rules as rules
from jobmatch.workshops.attendance_tables import Presence

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("presence", "hours_week", "typed", "minutes"),
    [
        ("full", 20, None, 240),
        ("half", 20, None, 120),
        ("full", None, None, 360),
        ("full", 20, 300, 300),
        ("excused", 20, None, 0),
        ("absent", None, None, 0),
    ],
)
def test_minutes_go_by_what_was_typed_then_by_the_agreement(presence, hours_week, typed, minutes):
    assert rules.minutes_of(presence, hours_week, typed) == minutes


@pytest.mark.parametrize(
    ("days", "key"), [(1, "attendance.not_yet"), (0, None), (-62, None), (-63, "attendance.too_long_ago")]
)
def test_days_are_open_for_two_months(days, key):
    fault = rules.find_day_fault(TODAY + timedelta(days=days), TODAY)
    assert (fault.key if fault else None) == key


def test_every_presence_is_counted_and_minutes_added():
    days = [(one.value, 60 if one in {Presence.FULL, Presence.HALF} else 0) for one in Presence]
    assert rules.summed(days) == {"full": 1, "half": 1, "excused": 1, "absent": 1, "minutes": 120}
