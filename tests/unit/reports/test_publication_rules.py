"""What is too small to publish without a reason, and what has changed since."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.reports.publication_rules import compare_rows, needs_reason, seal_of

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@pytest.mark.parametrize(
    ("value", "small"), [(0, False), (1, True), (4, True), (5, False), (Decimal("4.99"), True), (1710000, False)]
)
def test_one_to_four_need_a_reason(value, small):
    assert needs_reason(value) is small


@given(KEYS, KEYS)
def test_what_was_published_with_what_came_and_without_what_went_is_what_is_counted(published, counted):
    changes = compare_rows(published, counted)
    assert set(published) - set(changes.vanished) | set(changes.appeared) == set(counted)
    assert changes.balance == len(counted) - len(published)
    assert changes.is_any is (set(published) != set(counted))


def test_a_seal_is_of_the_figures_and_not_of_their_order():
    seen = {"holders": 15676, "employed": 44}
    assert seal_of(seen) == seal_of(dict(reversed(seen.items())))
    assert seal_of(seen) != seal_of({**seen, "employed": 45})
