"""Which months a spell covers: readable cases first, then properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.clock import month_of
from jobmatch.employment.rules import find_start_fault, last_day, months_of

TODAY = date(2026, 11, 23)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("started", "ended", "expected"),
    [
        ("2026-11-24", None, []),
        ("2026-11-23", None, [("2026-11", 23, None)]),
        ("2026-09-15", None, [("2026-09", 15, 30), ("2026-10", 1, 31), ("2026-11", 1, None)]),
        ("2026-09-15", "2026-10-03", [("2026-09", 15, 30), ("2026-10", 1, 3)]),
        ("2026-09-15", "2026-09-15", [("2026-09", 15, 15)]),
        ("2026-10-01", "2026-12-31", [("2026-10", 1, 31), ("2026-11", 1, None)]),
        ("2024-02-01", "2024-02-29", [("2024-02", 1, 29)]),
        ("2026-11-01", "2026-11-23", [("2026-11", 1, 23)]),
    ],
)
def test_months_of_a_spell(started, ended, expected):
    months = months_of(date.fromisoformat(started), date.fromisoformat(ended) if ended else None, TODAY)
    assert [(m.month, m.first_on.day, m.last_on and m.last_on.day) for m in months] == expected


def test_whole_months_are_told_from_part_months():
    months = months_of(date(2026, 9, 15), date(2026, 11, 20), TODAY)
    assert [m.is_whole for m in months] == [False, True, False]


@given(days, st.none() | days, days)
def test_months_never_leave_the_spell_or_today(started, ended, today):
    if ended is not None and ended < started:
        started, ended = ended, started
    months = months_of(started, ended, today)
    assert [m.month for m in months] == sorted({m.month for m in months})
    for m in months:
        assert month_of(m.first_on) == m.month
        assert started <= m.first_on <= today
        if m.last_on is not None:
            assert m.first_on <= m.last_on <= min(ended or today, today, last_day(m.month))


@given(days, st.integers(0, 900), days)
def test_days_of_finished_spells_are_counted_once(started, length, today):
    ended = started + timedelta(days=length)
    if ended > today:
        return
    months = months_of(started, ended, today)
    assert sum((m.last_on - m.first_on).days + 1 for m in months) == length + 1


@pytest.mark.parametrize(
    ("started", "born", "fault"),
    [
        ("2026-11-23", None, None),
        ("2025-11-21", None, "hire.start_too_early"),
        ("2027-02-24", None, "hire.start_too_late"),
        ("2026-11-23", "2010-11-23", None),
        ("2026-11-22", "2010-11-23", "hire.too_young"),
        ("2026-10-01", "2012-02-29", "hire.too_young"),
    ],
)
def test_start_days_that_cannot_be(started, born, fault):
    born_on = date.fromisoformat(born) if born else None
    assert find_start_fault(date.fromisoformat(started), TODAY, born_on, 16) == fault


def test_who_was_born_on_a_leap_day_is_sixteen_on_that_day_again():
    assert find_start_fault(date(2028, 2, 29), date(2028, 2, 29), date(2012, 2, 29), 16) is None
    assert find_start_fault(date(2028, 2, 28), date(2028, 2, 28), date(2012, 2, 29), 16) == "hire.too_young"
