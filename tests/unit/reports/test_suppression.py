"""No cell under five is shown, and none can be worked out from the total and the cells that are."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.reports.suppression import suppress

CELLS = st.lists(st.integers(0, 12), min_size=2, max_size=8)


def could_be(shown, total):
    """Every table that a reader cannot tell from the true one: same total, same cells where they are shown."""
    places = [place for place, value in enumerate(shown) if value is None]
    left = total - sum(value for value in shown if value is not None)
    least = 0 if len(places) == len(shown) else 1
    for values in product(range(least, left + 1), repeat=len(places)):
        if sum(values) == left:
            yield dict(zip(places, values, strict=True))


@given(st.lists(st.integers(0, 9), min_size=2, max_size=5))
def test_no_cell_that_is_left_out_can_be_worked_out(cells):
    shown = suppress(cells)
    hidden = {place for place, value in enumerate(shown) if value is None}
    if hidden:
        tables = list(could_be(shown, sum(cells)))
        assert all(len({table[place] for table in tables}) > 1 for place in hidden)


@given(CELLS)
def test_what_is_shown_is_true_and_never_under_five(cells):
    for value, shown in zip(cells, suppress(cells), strict=True):
        assert shown is None or shown == value
        assert shown is None or shown == 0 or shown >= 5


@given(st.lists(st.integers(5, 50) | st.just(0), max_size=6))
def test_nothing_is_left_out_where_nothing_is_small(cells):
    assert suppress(cells) == cells


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ([3, 20, 9], [None, 20, None]),  # the smallest other one covers it
        ([3, 2, 9], [None, None, 9]),  # two small ones cover each other
        ([1, 1, 9, 30], [None, None, None, 30]),  # two of one each would be known from their sum
        ([4, 0], [None, None]),  # nothing to hide behind
        ([0, 0], [0, 0]),
    ],
)
def test_cases(cells, shown):
    assert suppress(cells) == shown
