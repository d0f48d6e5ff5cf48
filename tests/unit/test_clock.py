"""Beijing days, months, and the hours in which the two calendars differ."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import clock

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 11, 22, 15, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2025, 12, 31, 16, 0, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_today_is_a_beijing_day(instant, day):
    with time_machine.travel(instant, tick=False):
        assert clock.today() == day
        assert clock.now() == instant


def test_months_between_counts_both_ends_across_a_year():
    assert clock.months_between("2025-11", "2026-02") == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert clock.months_between("2026-02", "2026-01") == []


@given(days, days)
def test_months_between_holds_every_day_between(first, last):
    months = clock.months_between(clock.month_of(first), clock.month_of(last))
    assert months == sorted(set(months))
    if first <= last:
        assert months[0] == clock.month_of(first)
        assert months[-1] == clock.month_of(last)
        assert len(months) == (last.year - first.year) * 12 + last.month - first.month + 1


@given(days)
def test_first_day_and_next_month_fit(day):
    month = clock.month_of(day)
    assert clock.month_of(clock.first_day(month)) == month
    assert clock.first_day(clock.next_month(month)) > day
