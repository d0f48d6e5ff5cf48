"""Many pairs at once and pair by pair are one ranking: same pairs, same order, the same scores to the last bit."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching import quickest
from jobmatch.matching.base import Curve, load_table
from jobmatch.matching.compiled import counting, many, one, product
from jobmatch.matching.compiled.pairs import Positions
from jobmatch.matching.ranking import is_excluded, order, rank_positions
from jobmatch.matching.sides import position_side, seeker_side
from tests.lengths import examples
from tests.unit.matching import crowds
from tests.unit.matching.made import DAY, ON
from tests.unit.matching.pairs import POSITIONS, SEEKERS

TABLE = load_table()
BENT = dataclasses.replace(
    TABLE,
    curves={
        **TABLE.curves,
        "demands_met": Curve(((0.0, 1.0), (50.0, 8.5), (100.0, 10.0))),
        "limits_unclear": Curve(((0.0, 0.0), (1.0, -3.0), (3.0, -4.0))),
        "needs_offered": Curve(((20.0, 0.0), (100.0, 7.0))),
        "distance": Curve(((0.25, 8.0), (12.5, -1.0))),
    },
)


def sides_of(seekers, positions, table=TABLE):
    ready = [position_side(one, table.texts, ON) for one in positions]
    return [seeker_side(one, table.texts) for one in seekers], Positions(ready, table, DAY)


def ranked(seeker, positions, table, top):
    found = rank_positions(seeker, positions.sides, table, DAY).ranked
    return [order(one) for one in sorted(found, key=order)][:top]


def shown(positions, places, scores):
    pairs = zip(places, scores, strict=True)
    return [(-float(score), positions.sides[place].facts.id) for place, score in pairs if place >= 0]


def check_all(seekers, positions, table, top):
    sides, ready = sides_of(seekers, positions, table)
    for some, best in many.best_of_each(sides, ready, top):
        for seeker, places, scores in zip(some, best.places, best.scores, strict=True):
            assert shown(ready, places, scores) == ranked(seeker, ready, table, top)


@examples(100, 3_000)
@given(SEEKERS, st.lists(POSITIONS, min_size=1, max_size=8), st.sampled_from([TABLE, BENT]))
def test_one_seekers_scores_are_the_tables(seeker, positions, table):
    (side,), ready = sides_of([seeker], positions, table)
    wanted = [-math.inf if is_excluded(side, one, DAY) else table.total(side, one) for one in ready.sides]
    assert list(ready.scores_for(side)) == wanted


@examples(60, 2_000)
@given(st.lists(SEEKERS, max_size=4), st.lists(POSITIONS, min_size=1, max_size=6))
def test_how_many_suit_is_what_judging_pair_by_pair_counts(seekers, positions):
    sides, ready = sides_of(seekers, positions)
    wanted = [sum(not is_excluded(one, position, DAY) for one in sides) for position in ready.sides]
    assert list(counting.how_many(sides, ready)) == wanted


@examples(60, 2_000)
@given(
    st.lists(SEEKERS, min_size=1, max_size=4),
    st.lists(POSITIONS, min_size=1, max_size=9),
    st.integers(1, 5),
    st.sampled_from([TABLE, BENT]),
)
def test_everybodys_best_are_those_of_ranking_pair_by_pair(seekers, positions, top, table):
    check_all(seekers, positions, table, top)


@pytest.mark.parametrize("widest", [0, product.WIDEST, 10_000])
@pytest.mark.parametrize("table", [TABLE, BENT], ids=["shipped", "bent"])
def test_ten_thousand_pairs_stand_in_the_same_order(monkeypatch, widest, table):
    monkeypatch.setattr(product, "WIDEST", widest)
    check_all(crowds.seekers(100), crowds.positions(100), table, 20)


def test_equal_scores_stand_by_id():
    twins = [dataclasses.replace(one, id=f"{turn}{one.id}") for turn in range(9) for one in crowds.positions(8)]
    check_all(crowds.seekers(300), twins, TABLE, 10)


def test_nobody_is_lost_between_chunks(monkeypatch):
    monkeypatch.setattr(many, "AT_ONCE", 7)
    monkeypatch.setattr(many, "_BLOCK", 3)
    seekers = crowds.seekers(20)
    check_all(seekers, crowds.positions(9), TABLE, 3)
    sides, ready = sides_of(seekers, crowds.positions(9))
    assert [one.facts.id for some, _ in many.best_of_each(sides, ready, 3) for one in some] == [s.id for s in seekers]


def test_whoever_the_error_could_have_put_back_is_looked_at():
    scores = np.array([[5.0, 4.0, 3.9995, 3.9, 3.0, 1.0, 0.0, -2e6]], dtype=np.float32)
    assert list(many._candidates(scores, 2, 0.0)[1]) == [0, 1]
    assert list(many._candidates(scores, 2, 0.001)[1]) == [0, 1, 2]
    assert list(many._candidates(scores, 8, 0.001)[1]) == [0, 1, 2, 3, 4, 5, 6]


def test_the_product_is_off_by_no_more_than_it_says():
    sides, ready = sides_of(crowds.seekers(100), crowds.positions(100))
    crowd = many.crowd_of(sides, ready)
    found = crowd.product.rows @ crowd.product.columns + (0.0 if crowd.product.added is None else crowd.product.added)
    exact = np.array([ready.scores_for(side) for side in sides])
    off = np.abs(found[:, :100] - exact)[np.isfinite(exact)]
    assert 0 < off.max() <= crowd.product.error < 0.01
    assert (found[:, :100][~np.isfinite(exact)] < -1000).all()


def test_a_set_of_positions_is_made_ready_when_it_comes_again_unchanged():
    facts = crowds.positions(5)
    sides = [position_side(one, TABLE.texts, ON) for one in facts]
    assert one.kept_positions(sides, TABLE, DAY) is None
    ready = one.kept_positions(list(sides), TABLE, DAY)
    assert ready is not None
    assert one.kept_positions(sides, TABLE, DAY) is ready
    assert one.kept_positions([position_side(facts[0], TABLE.texts, ON), *sides[1:]], TABLE, DAY) is None
    assert one.kept_positions(sides[1:], TABLE, DAY) is None
    assert one.kept_positions(sides, TABLE, dataclasses.replace(DAY, working_age=18)) is None


@pytest.mark.parametrize("limit", [None, 0, 3, 500])
def test_both_ways_for_one_seeker_are_one(monkeypatch, limit):
    monkeypatch.setattr(quickest, "MANY", 1)
    sides = [position_side(each, TABLE.texts, ON) for each in crowds.positions(60)]
    for facts in crowds.seekers(20):
        side = seeker_side(facts, TABLE.texts)
        plain = rank_positions(side, sides, TABLE, DAY)
        for _turn in range(2):
            found = quickest.rank(side, sides, TABLE, DAY, limit)
            assert sorted(found.ranked, key=order)[:limit] == sorted(plain.ranked, key=order)[:limit]
            assert sorted(key for key, _ in found.excluded) == sorted(key for key, _ in plain.excluded)
