"""Two periods side by side."""

from datetime import date

import pytest

from jobmatch.reports.comparison_rules import Line, age_band, side_by_side, year_before


@pytest.mark.parametrize(
    ("born", "band"),
    [("2002-07-01", "0"), ("2002-06-30", "16"), ("1993-07-01", "16"), ("1958-06-30", "60"), ("1958-07-01", "55")],
)
def test_an_age_changes_on_the_birthday(born, band):
    assert age_band(date.fromisoformat(born), date(2018, 6, 30)) == band


def test_the_year_before_a_leap_day_has_none():
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert year_before(date(2018, 6, 30)) == date(2017, 6, 30)


def test_groups_stand_in_order_who_is_in_none_comes_last_and_empty_ones_are_left_out():
    lines = side_by_side({"b": 9, None: 7, "a": 8}, {"a": 5, "b": 6}, ["a", "b", "c"])
    assert lines == [Line("a", 8, 5), Line("b", 9, 6), Line(None, 7, 0)]
    assert [one.change for one in lines] == [3, 3, 7]


def test_each_period_is_kept_by_itself_and_no_difference_betrays_it():
    lines = side_by_side({"a": 3, "b": 20, "c": 9}, {"a": 8, "b": 20, "c": 9}, ["a", "b", "c"])
    assert [(one.now, one.before) for one in lines] == [(None, 8), (20, 20), (None, 9)]
    assert [one.change for one in lines] == [None, 0, None]


def test_nothing_in_either_period_is_no_group():
    assert side_by_side({}, {}, ["a"]) == []
