"""Listwise losses for scikit-learn's histogram trees: LambdaRank and softmax, over lists of any length and any weights.

*Decision* (docs/decisions/0103): the trees take an instance of the private ``BaseLoss``; a unit test says when that
moves. Weights are those of sampling: a negative of weight 40 stands for 40 that were not looked at, in the loss and in
the rank that the others have.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn._loss.link import IdentityLink
from sklearn._loss.loss import BaseLoss

Floats = npt.NDArray[np.float64]
_LEAST_HESSIAN = 1e-6


class ListLoss(BaseLoss):  # type: ignore[misc]  # scikit-learn has no types
    """What both losses share: rows lie list by list; ``starts`` = where each list begins, and the end."""

    def __init__(self, starts: Sequence[int] | npt.NDArray[np.int64]) -> None:
        super().__init__(closs=None, link=IdentityLink())
        self.approx_hessian = True
        self.starts = np.asarray(starts, dtype=np.int64)
        self.list_of = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def fit_intercept_only(self, y_true: Floats, sample_weight: Floats | None = None) -> Floats:
        """Return 0: a list's order does not depend on what is added to all of it."""
        return np.zeros(())

    def gradient_hessian(
        self,
        y_true: Floats,
        raw_prediction: Floats,
        sample_weight: Floats | None = None,
        gradient_out: Any = None,
        hessian_out: Any = None,
        n_threads: int = 1,
    ) -> tuple[Any, Any]:
        """Return both for every row; ``sample_weight`` is in them already."""
        scores = np.asarray(raw_prediction, dtype=np.float64).reshape(-1)
        weights = np.ones(len(scores)) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        gradient, hessian = self.slopes(np.asarray(y_true, dtype=np.float64), scores, weights)
        hessian = np.maximum(hessian, _LEAST_HESSIAN)
        if gradient_out is None:
            return gradient, hessian
        gradient_out.reshape(-1)[:] = gradient
        hessian_out.reshape(-1)[:] = hessian
        return gradient_out, hessian_out

    def slopes(self, grades: Floats, scores: Floats, weights: Floats) -> tuple[Floats, Floats]:
        """Return gradient and hessian of every row."""
        raise NotImplementedError

    def total_of_list(self, values: Floats) -> Floats:
        """Return the sum of ``values`` over each list."""
        return _sums(self.list_of, values, len(self.starts) - 1)


class Softmax(ListLoss):
    """The chance that the list's good rows are taken, were one taken in proportion to e to its score."""

    def slopes(self, grades: Floats, scores: Floats, weights: Floats) -> tuple[Floats, Floats]:
        """Cross entropy of the grades' shares with the weighted softmax of the scores."""
        most = np.maximum.reduceat(scores, self.starts[:-1])
        masses = weights * np.exp(scores - most[self.list_of])
        chances = masses / self.total_of_list(masses)[self.list_of]
        wanted = np.maximum(grades, 0.0)
        sums = self.total_of_list(wanted)[self.list_of]
        shares = np.divide(wanted, sums, out=np.zeros_like(wanted), where=sums > 0)
        has_any = sums > 0
        return (chances - shares) * has_any, chances * (1.0 - chances) * has_any


class LambdaRank(ListLoss):
    """Pairs of a better and a worse row, each pair weighed by what exchanging them would do to NDCG."""

    def __init__(self, starts: Sequence[int] | npt.NDArray[np.int64], grades: Floats) -> None:
        super().__init__(starts)
        better, worse = [], []
        for begin, end in zip(self.starts[:-1], self.starts[1:], strict=True):
            found = grades[begin:end]
            for grade in np.unique(found)[1:]:
                ups, downs = np.flatnonzero(found == grade), np.flatnonzero(found < grade)
                better.append(np.repeat(ups, len(downs)) + begin)
                worse.append(np.tile(downs, len(ups)) + begin)
        self.better = np.concatenate(better) if better else np.zeros(0, dtype=np.int64)
        self.worse = np.concatenate(worse) if worse else np.zeros(0, dtype=np.int64)
        gains = np.exp2(np.maximum(grades, 0.0)) - 1.0
        self.gap = (gains[self.better] - gains[self.worse]) / self._ideal(gains)[self.list_of[self.better]]

    def slopes(self, grades: Floats, scores: Floats, weights: Floats) -> tuple[Floats, Floats]:
        """Sum over pairs: the slope of log(1 + e^-difference), times the pair's gap, discounts and weights."""
        discounts = 1.0 / np.log2(1.0 + self._ranks(scores, weights))
        pair_weights = weights[self.better] * weights[self.worse]
        stakes = self.gap * np.abs(discounts[self.better] - discounts[self.worse]) * pair_weights
        apart = np.clip(scores[self.better] - scores[self.worse], -50.0, 50.0)
        wrong = 1.0 / (1.0 + np.exp(apart))
        pull, bend = stakes * wrong, stakes * wrong * (1.0 - wrong)
        rows = len(scores)
        gradient = _sums(self.worse, pull, rows) - _sums(self.better, pull, rows)
        return gradient, _sums(self.worse, bend, rows) + _sums(self.better, bend, rows)

    def _ranks(self, scores: Floats, weights: Floats) -> Floats:
        """Return each row's rank in its list, 1 = first; a row of weight w before it moves it back by w."""
        low, high = scores.min(), scores.max()
        order = np.argsort(self.list_of + 0.5 * (high - scores) / max(high - low, 1e-300), kind="stable")
        before = np.cumsum(weights[order]) - weights[order]
        before -= np.repeat(before[self.starts[:-1]], np.diff(self.starts))
        ranks = np.empty_like(scores)
        ranks[order] = before + 1.0
        return ranks

    def _ideal(self, gains: Floats) -> Floats:
        """Return each list's best possible DCG (1 where nothing is good: such a list has no pairs)."""
        order = np.lexsort((-gains, self.list_of))
        place = np.arange(len(gains)) - np.repeat(self.starts[:-1], np.diff(self.starts))
        best = self.total_of_list(gains[order] / np.log2(2.0 + place))
        return np.where(best > 0, best, 1.0)


def _sums(numbers: npt.NDArray[np.int64], values: Floats, count: int) -> Floats:
    return np.bincount(numbers, weights=values, minlength=count).astype(np.float64)
