"""The estimator keeps scikit-learn's contract and its own promises."""

import numpy as np
import pytest
from sklearn._loss.loss import BaseLoss
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.utils.estimator_checks import parametrize_with_checks

from jobmatch.matching.ranker.estimator import ListRanker
from jobmatch.matching.ranker.loss import LambdaRank, Softmax

LISTS, LENGTH = 60, 12


def wont(_estimator):
    return {
        "check_sample_weight_equivalence_on_dense_data": "the trees' bins and a list's ideal order count rows, "
        "not weights, as in HistGradientBoostingRegressor"
    }


@parametrize_with_checks([ListRanker(max_iter=2, min_samples_leaf=2)], expected_failed_checks=wont)
def test_scikit_learns_checks(estimator, check):
    check(estimator)


def lists(seed=0):
    """One good row a list: the one with the highest sum of the first two columns; the third says nothing."""
    chance = np.random.default_rng(seed)
    rows = chance.random((LISTS * LENGTH, 3))
    rows[:, 2] = np.nan
    sums = rows[:, :2].sum(axis=1).reshape(LISTS, LENGTH)
    grades = (sums == sums.max(axis=1, keepdims=True)).astype(float).ravel()
    return rows, grades, np.repeat(np.arange(LISTS), LENGTH)


@pytest.mark.parametrize("loss", ["lambdarank", "softmax"])
def test_it_learns_to_put_the_good_row_first(loss):
    rows, grades, groups = lists()
    ranker = ListRanker(loss=loss, max_iter=40, min_samples_leaf=5).fit(rows, grades, groups=groups)
    others, wanted, _ = lists(seed=1)
    first = ranker.predict(others).reshape(LISTS, LENGTH).argmax(axis=1)
    assert (wanted.reshape(LISTS, LENGTH)[np.arange(LISTS), first]).mean() > 0.5
    assert ranker.columns_.tolist() == [0, 1]


def test_the_order_of_the_rows_does_not_matter():
    rows, grades, groups = lists()
    mixed = np.random.default_rng(3).permutation(len(rows))
    fit = ListRanker(loss="softmax", max_iter=5, min_samples_leaf=5).fit
    one = fit(rows, grades, groups=groups).predict(rows)
    assert np.allclose(fit(rows[mixed], grades[mixed], groups=groups[mixed]).predict(rows), one)


def test_scores_are_sums_of_one_curve_a_feature_unless_a_pair_may_meet():
    rows, grades, groups = lists()
    grades = ((rows[:, 0] > 0.5) ^ (rows[:, 1] > 0.5)).astype(float)

    def crossing(**changes):
        ranker = ListRanker(max_iter=10, min_samples_leaf=5, **changes).fit(rows, grades, groups=groups)
        low, high = 0.2, 0.8
        corners = ranker.predict([[a, b, np.nan] for a, b in ((low, low), (high, high), (low, high), (high, low))])
        return abs(corners[0] + corners[1] - corners[2] - corners[3])

    assert crossing() == pytest.approx(0, abs=1e-9)
    assert crossing(pairs=[(0, 1)]) > 0.1
    with pytest.raises(ValueError, match="At most 3"):
        ListRanker(pairs=[(0, 1)] * 4).fit(rows, grades)


def test_a_direction_holds_whatever_the_data_say():
    rows, grades, groups = lists()
    ranker = ListRanker(max_iter=10, min_samples_leaf=5, monotonic_cst={0: -1}).fit(rows, grades, groups=groups)
    along = np.column_stack([np.linspace(0, 1, 50), np.full(50, 0.5), np.full(50, np.nan)])
    assert (np.diff(ranker.predict(along)) <= 0).all()


def test_a_row_of_weight_three_stands_for_three():
    starts, grades = np.array([0, 3]), np.array([1.0, 0, 0])
    scores, weights = np.array([0.3, 0.9, 0.1]), np.array([1.0, 1.0, 3.0])
    wide = np.array([0.3, 0.9, 0.1, 0.1, 0.1])
    for one, other in (
        (Softmax(starts), Softmax([0, 5])),
        (LambdaRank(starts, grades), LambdaRank([0, 5], np.array([1.0, 0, 0, 0, 0]))),
    ):
        gradient, _ = one.slopes(grades, scores, weights)
        plain, _ = other.slopes(np.array([1.0, 0, 0, 0, 0]), wide, np.ones(5))
        assert np.isclose(gradient.sum(), 0)
        assert np.isclose(gradient[1], plain[1])


@pytest.mark.parametrize("make", [Softmax, lambda starts: LambdaRank(starts, np.array([1.0, 0, 2, 0, 1]))])
def test_slopes_pull_the_good_up_and_cancel_in_each_list(make):
    loss, grades = make(np.array([0, 3, 5])), np.array([1.0, 0, 2, 0, 1])
    scores, weights = np.array([0.3, -0.2, 0.1, 0.5, 0.4]), np.array([1.0, 4, 1, 2, 1])
    gradient, hessian = loss.gradient_hessian(grades, scores, weights)
    assert np.isclose(np.add.reduceat(gradient, [0, 3]), 0).all()
    assert (hessian > 0).all()
    assert gradient[4] < 0 < gradient[3]


def test_scikit_learns_trees_still_take_a_loss_of_ours():
    """Private to scikit-learn: when this fails, a new release has moved what ``ranker/loss.py`` stands on."""
    assert issubclass(Softmax, BaseLoss)
    accepted = HistGradientBoostingRegressor._parameter_constraints["loss"]
    assert BaseLoss in accepted
    ranker = ListRanker(max_iter=2, min_samples_leaf=2).fit(*lists()[:2], groups=lists()[2])
    assert type(ranker.trees_._loss).__module__ == "sklearn._loss.loss"
    assert ranker.trees_.get_params()["loss"] == "squared_error"
