"""What goes on a slip."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from jobmatch.fairs.rules import booths_worth_visiting, is_taking_registrations

ranked = st.lists(st.tuples(st.uuids().map(str), st.integers(1, 8)), max_size=40)


def test_one_line_a_booth_best_first():
    order = [("a", 3), ("b", 3), ("c", 1), ("d", 2), ("e", 1)]
    assert booths_worth_visiting(order, most=2) == [("a", 3), ("c", 1)]


@given(ranked, st.integers(1, 6))
def test_slips_are_short_and_name_each_booth_once(order, most):
    chosen = booths_worth_visiting(order, most)
    booths = [booth for _position, booth in chosen]
    assert len(booths) == len(set(booths)) == min(most, len({booth for _p, booth in order}))
    places = [order.index(line) for line in chosen]
    assert places == sorted(places)


def test_a_fair_takes_registrations_on_its_days_only():
    assert is_taking_registrations(date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 23))
    assert not is_taking_registrations(date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 24))
    assert not is_taking_registrations(date(2026, 11, 23), None, date(2026, 11, 22))
    assert is_taking_registrations(date(2020, 1, 1), None, date(2099, 1, 1))
