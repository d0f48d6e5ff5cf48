"""What the learned ranker looks at and in which direction: features by name, pairs of features, growth of the trees.

*Decision* (docs/decisions/0103): directions are common sense that a caseworker could say aloud, so that a bad week of
data cannot teach that a nearer wish counts less. Features without a direction here may turn either way.
"""

from collections.abc import Mapping
from typing import Any

from jobmatch.matching.pairs.columns import COLUMNS

UP, DOWN = 1, -1

DIRECTIONS: Mapping[str, int] = {
    "base": UP,
    "demands_met": UP,
    "demands_accommodated": UP,
    "limits_unclear": DOWN,
    "needs_offered": UP,
    "needs_not_offered": DOWN,
    "refusals_respected": UP,
    "licences_held": UP,
    "wish_occupation": UP,
    "wish_text": UP,
    "wish_rare": UP,
    "place": UP,
    "past_place": UP,
    "distance": DOWN,
    "wage": UP,
    "hours": DOWN,
    "schooling": DOWN,
    "own_place": UP,
    "own_place_share": UP,
    "own_region_share": UP,
    "own_title": UP,
}
PAIRS: tuple[tuple[str, str], ...] = (
    ("own_place", "own_title"),
    ("own_place", "sought_30d"),
    ("own_title", "own_employer"),
)
GROWTH: Mapping[str, Any] = {
    "loss": "softmax",
    "max_iter": 120,
    "learning_rate": 0.08,
    "max_leaf_nodes": 31,
    "min_samples_leaf": 60,
    "l2_regularization": 5.0,
}


def column(name: str) -> int:
    """Return the column of a feature."""
    return COLUMNS.index(name)


def arguments() -> dict[str, Any]:
    """Return what the estimator is made with."""
    return {
        "monotonic_cst": {column(name): direction for name, direction in DIRECTIONS.items()},
        "pairs": tuple((column(one), column(other)) for one, other in PAIRS),
        **GROWTH,
    }
