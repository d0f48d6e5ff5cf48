"""Spreading lists: nobody loses a place on a list, nothing infeasible appears, and the crowded post empties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.allocation import even_capacity, figures, prices, uncrowded
from tests.lengths import examples


def alike(people, positions, step=0.5):
    """Everybody wants the same positions in the same order."""
    return np.tile(np.arange(positions), (people, 1)), np.tile(60 - step * np.arange(positions), (people, 1))


@st.composite
def wishes(draw):
    positions = draw(st.integers(1, 8))
    people = draw(st.integers(1, 12))
    rows = [draw(st.permutations(range(positions))) for _ in range(people)]
    lengths = [draw(st.integers(0, positions)) for _ in rows]
    places = np.array([row[:count] + [-1] * (positions - count) for row, count in zip(rows, lengths, strict=True)])
    scores = np.where(places >= 0, 70.0 - 3 * np.arange(positions), -np.inf)
    capacity = np.array([float(draw(st.integers(1, 6))) for _ in range(positions)])
    return places, scores, capacity


@examples(100, 2_000)
@given(wishes(), st.integers(1, 4))
def test_everybody_keeps_as_many_places_and_only_feasible_ones(made, length):
    places, scores, capacity = made
    lists = uncrowded(places, scores, capacity, length)
    load = np.bincount(lists[lists >= 0], minlength=len(capacity))
    for mine, wished in zip(lists.tolist(), places.tolist(), strict=True):
        shown, feasible = [one for one in mine if one >= 0], [one for one in wished if one >= 0]
        assert len(shown) == len(set(shown)) == min(length, len(feasible))
        assert shown == [one for one in feasible if one in shown], "best first, by their own scores"
    for over in np.nonzero(load > capacity)[0]:
        holders = [(set(mine), wished) for mine, wished in zip(lists, places, strict=True) if over in mine]
        had_no_other = (
            all(one < 0 or one in mine or load[one] >= capacity[one] for one in wished) for mine, wished in holders
        )
        assert any(had_no_other), "there was room elsewhere"


@examples(50, 500)
@given(wishes(), st.integers(1, 4))
def test_where_there_is_room_for_all_everybody_has_their_own_best(made, length):
    places, scores, _ = made
    roomy = np.full(places.shape[1], float(length * len(places)))
    best = np.pad(places, ((0, 0), (0, length)), constant_values=-1)[:, :length]
    assert (uncrowded(places, scores, roomy, length) == best).all()


def test_a_hundred_people_are_not_sent_to_one_post():
    places, scores = alike(100, 20)
    capacity = even_capacity([1] * 20, 100, 1)
    plain, spread = figures(places[:, :1], 20), figures(uncrowded(places, scores, capacity, 1), 20)
    assert (plain.largest, plain.coverage) == (100, 0.05)
    assert spread.largest <= capacity.max() == 15
    assert spread.gini < plain.gini
    assert spread.people == 1


def test_only_what_is_crowded_has_a_price():
    places, scores = alike(100, 20)
    price = prices(places, scores, np.full(20, 15.0), 1)
    assert price[0] == price.max() > 1
    assert (price[:4] > 0).all()
    assert (price >= 0).all()
    assert price[-1] == 0


def test_more_seats_are_more_room():
    assert even_capacity([1, None, 3, 0], 12, 2, share=1.0).tolist() == [4, 4, 12, 4]


def test_the_figures_are_the_textbooks():
    lists = np.array([[0, 1], [0, 2], [0, -1], [-1, -1]])
    found = figures(lists, 4, [{1}, {0, 2}, {3}, set()])
    assert (found.coverage, found.people, found.largest) == (0.75, 0.75, 3)
    assert found.gini == pytest.approx(0.45)
    second = 1 / np.log2(3)
    assert found.ndcg == pytest.approx((second + 1 + 0) / 3)
    assert figures(lists, 4).ndcg is None
