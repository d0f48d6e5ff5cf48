"""The learned ranker as a scikit-learn estimator: additive, monotone, at most three tables of two features."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from jobmatch.matching.ranker.loss import LambdaRank, ListLoss, Softmax

MOST_PAIRS = 3


class ListRanker(RegressorMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Rank the rows of lists by a sum of curves of one feature and a few tables of two.

    Parameters
    ----------
    loss : {"lambdarank", "softmax"}
        What an exchange of two rows costs: NDCG, or the chance of the good rows.
    max_iter, learning_rate, max_leaf_nodes, min_samples_leaf, l2_regularization
        As in ``HistGradientBoostingRegressor``.
    monotonic_cst : mapping of int to {-1, 1}, or None
        Direction of a feature, by its column.
    pairs : sequence of pairs of int
        Columns that may meet in a table of two features, at most ``MOST_PAIRS``. All else is additive.
    additive : bool
        False lets every feature meet every other (nothing is then explained, and nothing exported).
    random_state : int or None

    Attributes
    ----------
    trees_ : HistGradientBoostingRegressor
        A plain scikit-learn model over ``columns_``.
    columns_ : ndarray of int
        The columns that say something: all others are missing or the same in every row, and are left out.
    n_iter_ : int
        How many trees were grown.

    Examples
    --------
    >>> import numpy as np
    >>> X = np.array([[0.0], [1.0], [2.0], [0.0], [1.0], [2.0]] * 10)
    >>> y = np.array([0, 0, 1, 0, 1, 0] * 10)
    >>> ranker = ListRanker(max_iter=5, min_samples_leaf=1).fit(X, y, groups=np.repeat(np.arange(20), 3))
    >>> bool(ranker.predict([[2.0]])[0] > ranker.predict([[0.0]])[0])
    True
    """

    def __init__(
        self,
        loss: Literal["lambdarank", "softmax"] = "lambdarank",
        max_iter: int = 120,
        learning_rate: float = 0.08,
        max_leaf_nodes: int = 31,
        min_samples_leaf: int = 20,
        l2_regularization: float = 1.0,
        monotonic_cst: Mapping[int, int] | None = None,
        pairs: Sequence[Sequence[int]] = (),
        additive: bool = True,
        random_state: int | None = None,
    ) -> None:
        self.loss = loss
        self.max_iter = max_iter
        self.learning_rate = learning_rate
        self.max_leaf_nodes = max_leaf_nodes
        self.min_samples_leaf = min_samples_leaf
        self.l2_regularization = l2_regularization
        self.monotonic_cst = monotonic_cst
        self.pairs = pairs
        self.additive = additive
        self.random_state = random_state

    def fit(self, X: Any, y: Any, groups: Any = None, sample_weight: Any = None) -> Self:  # noqa: N803 - scikit-learn's name
        """Learn from rows ``X`` with grades ``y`` (0 = not wanted). ``groups``: each row's list; None = one list."""
        rows, grades = validate_data(self, X, y, y_numeric=True, ensure_all_finite="allow-nan", ensure_min_samples=2)
        grades = np.asarray(grades, dtype=np.float64)
        weights = None if sample_weight is None else _check_sample_weight(sample_weight, rows, dtype=np.float64)
        if len(self.pairs) > MOST_PAIRS:
            raise ValueError(f"At most {MOST_PAIRS} pairs of features may meet; {len(self.pairs)} were given.")
        order, starts = _in_lists(groups, len(rows))
        rows, grades = rows[order], grades[order]
        self.columns_ = np.flatnonzero([_says_something(rows[:, column]) for column in range(rows.shape[1])])
        if not len(self.columns_):
            self.columns_, rows = np.arange(1), np.nan_to_num(rows)
        self.trees_ = self._trees(self._loss_over(starts, grades))
        sorted_weights = None if weights is None else weights[order]
        self.trees_.fit(rows[:, self.columns_], grades, sample_weight=sorted_weights)
        self._become_plain()
        self.n_iter_ = int(self.trees_.n_iter_)
        return self

    def predict(self, X: Any) -> npt.NDArray[np.float64]:  # noqa: N803 - scikit-learn's name
        """Return a score for each row; within a list, higher is better."""
        check_is_fitted(self)
        rows = validate_data(self, X, reset=False, ensure_all_finite="allow-nan")
        return np.asarray(self.trees_.predict(rows[:, self.columns_]), dtype=np.float64)

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that missing values are welcome, and that a ranking is no regression of ``y``."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.regressor_tags.poor_score = True
        return tags

    def _loss_over(self, starts: npt.NDArray[np.int64], grades: npt.NDArray[np.float64]) -> ListLoss:
        if self.loss not in {"lambdarank", "softmax"}:
            raise ValueError(f"loss must be 'lambdarank' or 'softmax'; it is {self.loss!r}.")
        return LambdaRank(starts, grades) if self.loss == "lambdarank" else Softmax(starts)

    def _trees(self, loss: ListLoss) -> HistGradientBoostingRegressor:
        place = {int(column): number for number, column in enumerate(self.columns_)}
        directions = self.monotonic_cst or {}
        return HistGradientBoostingRegressor(
            loss=loss,
            max_iter=self.max_iter,
            learning_rate=self.learning_rate,
            max_leaf_nodes=self.max_leaf_nodes,
            min_samples_leaf=self.min_samples_leaf,
            l2_regularization=self.l2_regularization,
            monotonic_cst=[directions.get(int(column), 0) for column in self.columns_],
            interaction_cst=self._meetings(place) if self.additive else None,
            early_stopping=False,
            random_state=self.random_state,
        )

    def _meetings(self, place: Mapping[int, int]) -> list[set[int]]:
        """Return which features may meet in a tree: each alone, and the pairs whose both columns say something."""
        pairs = [{place[column] for column in pair} for pair in self.pairs if all(one in place for one in pair)]
        return [*({number} for number in place.values()), *pairs]

    def _become_plain(self) -> None:
        """Leave a plain scikit-learn model behind: the loss was needed for learning alone."""
        from sklearn._loss.loss import HalfSquaredError

        self.trees_.loss = "squared_error"
        self.trees_._loss = HalfSquaredError()


def _in_lists(groups: Any, rows: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the order that puts rows list by list, and where each list begins, and the end."""
    if groups is None:
        return np.arange(rows), np.array([0, rows])
    groups = np.asarray(groups)
    if groups.shape != (rows,):
        raise ValueError(f"groups must name a list for each of the {rows} rows; its shape is {groups.shape}.")
    _, numbers, counts = np.unique(groups, return_inverse=True, return_counts=True)
    return np.argsort(numbers, kind="stable"), np.concatenate([[0], np.cumsum(counts)])


def _says_something(column: npt.NDArray[Any]) -> bool:
    """Tell whether a column tells one row from another; one that is always missing would stop the binner."""
    known = column[~np.isnan(column)]
    return len(known) > 0 and (len(known) < len(column) or bool((known != known[0]).any()))
