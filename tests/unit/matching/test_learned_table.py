"""The table is the trees, bit for bit but for the order of adding; what is not a table is refused."""

import json

import numpy as np
import pytest

from jobmatch.matching.ranker.estimator import ListRanker
from jobmatch.matching.ranker.table import RankerTable, RankerTableError, stretches, table_of

NAMES = ("one", "two", "three", "four")


@pytest.fixture(scope="module")
def fitted():
    chance = np.random.default_rng(2)
    rows = chance.normal(size=(1200, 4)).astype(np.float32)
    rows[chance.random(rows.shape) < 0.2] = np.nan
    wanted = np.nan_to_num(rows[:, 0]) * np.nan_to_num(rows[:, 1]) + (rows[:, 2] > 0.3)
    grades = (wanted > 1).astype(float)
    ranker = ListRanker("softmax", max_iter=30, min_samples_leaf=5, pairs=[(0, 1)], monotonic_cst={2: 1})
    return ranker.fit(rows, grades, groups=np.repeat(np.arange(60), 20)), rows


def columns_of(rows):
    return {name: rows[:, place] for place, name in enumerate(NAMES)}


def test_the_table_gives_what_the_trees_give(fitted):
    ranker, rows = fitted
    table = table_of(ranker.trees_, NAMES)
    assert np.abs(table.score(columns_of(rows)) - ranker.predict(rows)).max() < 1e-12
    assert ("one", "two") in [term.features for term in table.terms]
    edges = np.concatenate([edge for term in table.terms for edge in term.edges])
    on_edges = np.tile(np.append(edges, [np.inf, -np.inf]).astype(np.float32)[:, None], 4)
    finite = on_edges[np.isfinite(on_edges).all(axis=1)]
    assert np.abs(table.score(columns_of(finite)) - ranker.predict(finite)).max() < 1e-12


def test_the_table_is_read_again_bit_for_bit(fitted):
    ranker, rows = fitted
    table = table_of(ranker.trees_, NAMES)
    again = RankerTable.from_json(table.to_json(), NAMES)
    assert (again.score(columns_of(rows)) == table.score(columns_of(rows))).all()
    assert again.to_json() == table.to_json()


def test_three_features_that_meet_are_no_table(fitted):
    _, rows = fitted
    grades = (np.nan_to_num(rows[:, 0]) * np.nan_to_num(rows[:, 1]) * np.nan_to_num(rows[:, 2]) > 0.1).astype(float)
    ranker = ListRanker("softmax", max_iter=20, min_samples_leaf=5, additive=False)
    ranker.fit(rows, grades, groups=np.repeat(np.arange(60), 20))
    with pytest.raises(RankerTableError, match="meet in one tree"):
        table_of(ranker.trees_, NAMES)


def test_a_missing_value_has_a_stretch_of_its_own():
    assert stretches(np.array([0.0, 1.0, 1.5, 2.0, 9.0, np.nan]), np.array([1.0, 2.0])).tolist() == [0, 0, 1, 1, 2, 3]


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"terms": [{"features": ["sex"], "edges": [[1.0]], "points": [0, 1, 0]}]},
        {"terms": [{"features": ["one"], "edges": [[1.0]], "points": [0, 1]}]},
        {"terms": [{"features": ["one"], "edges": [[2.0, 1.0]], "points": [0, 1, 0, 0]}]},
        {"terms": [{"features": ["one"], "edges": [[1.0]], "points": [0, "x", 0]}]},
        {"terms": [{"features": ["one", "two", "three"], "edges": [], "points": []}]},
        {"terms": 3},
    ],
)
def test_a_table_that_makes_no_sense_is_refused(change):
    good = {"format": "jobmatch.ranker.1", "terms": [{"features": ["one"], "edges": [[1.0]], "points": [0, 1, 0]}]}
    assert RankerTable.from_json(json.dumps(good), NAMES).features == ("one",)
    with pytest.raises(RankerTableError):
        RankerTable.from_json(json.dumps({**good, **change}), NAMES)
    with pytest.raises(RankerTableError):
        RankerTable.from_json('{"format": "jobmatch.ranker.1", "terms": [{"features"', NAMES)
