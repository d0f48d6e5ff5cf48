"""The rankers that ours is measured against, where somebody has installed them (the dependency group ``bench``).

*Decision*: imported by name and only here; nothing that serves needs them. Same columns, same number and size of trees,
the same lists with the same weights. XGBoost cannot take weights of single rows, so it learns from the even part of
each list, and with our directions: 0.277 NDCG@10 on the public views, where all rows unweighted gave 0.269. That is not
its best: a milder sample suits it better (docs/matching.md). LightGBM goes without directions.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from jobmatch.matching.pairs.columns import COLUMNS, Block
from jobmatch.matching.ranker.plan import DIRECTIONS, GROWTH
from jobmatch.matching.ranker.sampling import Lists

Predict = Callable[[Block], Any]
THREADS = 1


def lightgbm(lists: Lists, seed: int) -> Predict:
    """Train LightGBM's LambdaRank."""
    model = import_module("lightgbm").LGBMRanker(
        objective="lambdarank",
        n_estimators=GROWTH["max_iter"],
        learning_rate=GROWTH["learning_rate"],
        num_leaves=GROWTH["max_leaf_nodes"],
        min_child_samples=GROWTH["min_samples_leaf"],
        reg_lambda=GROWTH["l2_regularization"],
        random_state=seed,
        deterministic=True,
        force_row_wise=True,
        n_jobs=THREADS,
        verbose=-1,
    )
    model.fit(lists.block, lists.grades.astype(int), group=np.diff(lists.starts), sample_weight=lists.weights)
    return model.booster_.predict  # type: ignore[no-any-return]  # an untyped library


def xgboost(lists: Lists, seed: int) -> Predict:
    """Train XGBoost's rank:ndcg; it knows weights of lists only."""
    model = import_module("xgboost").XGBRanker(
        objective="rank:ndcg",
        tree_method="hist",
        n_estimators=GROWTH["max_iter"],
        learning_rate=GROWTH["learning_rate"],
        max_leaves=GROWTH["max_leaf_nodes"],
        max_depth=0,
        grow_policy="lossguide",
        reg_lambda=GROWTH["l2_regularization"],
        monotone_constraints=tuple(DIRECTIONS.get(name, 0) for name in COLUMNS),
        random_state=seed,
        n_jobs=THREADS,
    )
    plain = lists.plain
    lengths = np.bincount(lists.list_numbers[plain], minlength=len(lists.seekers))
    model.fit(lists.block[plain], lists.grades[plain].astype(int), group=lengths)
    return model.predict  # type: ignore[no-any-return]  # an untyped library


PEERS: Mapping[str, Callable[[Lists, int], Predict]] = {
    name: learn for name, learn in (("lightgbm", lightgbm), ("xgboost", xgboost)) if find_spec(name)
}
