"""What may become of a declaration, its window, and what twelve months add up to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.law import book
from jobmatch.levy.rules.declarations import HELD, NEXT, Phase, may_follow, weigh, window_of
from jobmatch.levy.tables import DeclarationState

WINDOW = window_of(2025, book("330213").at(date(2026, 1, 1)))


def test_the_states_are_those_of_the_table():
    assert set(NEXT) == {one.value for one in DeclarationState}
    assert all(then in NEXT for some in NEXT.values() for then in some)


def test_what_is_decided_stays_decided_and_only_a_review_decides():
    assert [now for now in NEXT if may_follow(now, "confirmed") or may_follow(now, "rejected")] == ["in_review"]
    assert NEXT["rejected"] == frozenset()
    assert NEXT["confirmed"] == {"returned"}  # a confirmation that was wrong is taken back, never edited
    assert "returned" not in HELD


@pytest.mark.parametrize(
    ("day", "phase", "left"),
    [
        (date(2026, 2, 28), Phase.BEFORE, 0),
        (date(2026, 3, 1), Phase.OPEN, 245),
        (date(2026, 10, 23), Phase.OPEN, 9),
        (date(2026, 10, 31), Phase.OPEN, 1),
        (date(2026, 11, 1), Phase.CLOSED, 0),
    ],
)
def test_the_window_is_march_to_october_of_the_next_year(day, phase, left):
    assert (WINDOW.phase(day), WINDOW.days_left(day)) == (phase, left)
    assert WINDOW.to_be_confirmed


@given(st.dictionaries(st.integers(1, 12), st.integers(0, 2)))
def test_twelve_digits_say_what_is_counted(weights):
    by_month, counted, credited = weigh(weights)
    assert len(by_month) == 12
    assert credited == sum(weights.values())
    assert counted == sum(weight > 0 for weight in weights.values()) <= credited <= 2 * counted
