"""The learned ranker as a table: for each feature its edges and what each stretch between two edges is worth.

Exactly what the trees say (sums in another order differ in the last bits alone), readable by an auditor, and served
without scikit-learn. A pair of features has a table of two ways. Nothing is opened that can hold code.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from jobmatch.matching.pairs.grams import Floats, Whole

FORMAT = "jobmatch.ranker.1"


class RankerTableError(ValueError):
    """A learned table that must not be used, with the reason in one sentence."""


@dataclass(frozen=True, slots=True)
class Term:
    """What one feature, or two together, add. ``edges`` rise; stretch i lies above edge i-1, up to and with edge i.

    ``points`` has a stretch more than edges, and one for a missing value at the end: in one way or in two.
    """

    features: tuple[str, ...]
    edges: tuple[Floats, ...]
    points: Floats

    def of(self, columns: Mapping[str, npt.ArrayLike]) -> Floats:
        """Return what each row gets from this term."""
        return np.asarray(
            self.points[
                tuple(
                    stretches(np.asarray(columns[name], dtype=np.float64), edges)
                    for name, edges in zip(self.features, self.edges, strict=True)
                )
            ]
        )


@dataclass(frozen=True, slots=True)
class RankerTable:
    """A sum of terms. ``score`` takes float32 columns, as the trees did when they learned."""

    terms: tuple[Term, ...]

    def score(self, columns: Mapping[str, npt.ArrayLike]) -> Floats:
        """Return each row's score; ``columns`` by name."""
        as_learned = {name: np.asarray(columns[name], dtype=np.float32) for name in self.features}
        parts = [term.of(as_learned) for term in self.terms]
        return np.asarray(np.sum(parts, axis=0)) if parts else np.zeros(len(next(iter(columns.values()), [])))  # type: ignore[arg-type]

    @property
    def features(self) -> tuple[str, ...]:
        """Every feature that some term reads."""
        return tuple(dict.fromkeys(name for term in self.terms for name in term.features))

    def to_json(self) -> str:
        """Write the table; numbers are written so that they are read again bit for bit."""
        terms = [
            {"features": one.features, "edges": [edge.tolist() for edge in one.edges], "points": one.points.tolist()}
            for one in self.terms
        ]
        return json.dumps({"format": FORMAT, "terms": terms}, ensure_ascii=False, allow_nan=False)

    @classmethod
    def from_json(cls, text: str, known: Sequence[str]) -> "RankerTable":
        """Read a table strictly; ``known``: the features there are. Raises ``RankerTableError``."""
        try:
            raw = json.loads(text)
            if raw["format"] != FORMAT:
                raise RankerTableError(f"The table's format is {raw['format']!r} and not {FORMAT!r}.")
            return cls(tuple(_term(one, known) for one in raw["terms"]))
        except (KeyError, TypeError, ValueError) as error:
            raise error if isinstance(error, RankerTableError) else RankerTableError(repr(error)) from error


def stretches(values: Floats, edges: Floats) -> Whole:
    """Return the stretch that each value lies in; missing values have the last."""
    found = np.searchsorted(edges, values, side="left")
    return np.where(np.isnan(values), len(edges) + 1, found)


def table_of(trees: Any, names: Sequence[str]) -> RankerTable:
    """Take the trees of a fitted ``HistGradientBoostingRegressor`` apart; ``names``: its features in order.

    Raises ``RankerTableError`` for a tree in which more than two features meet.
    """
    grouped: dict[tuple[int, ...], list[Any]] = {}
    for (one,) in trees._predictors:
        splits = one.nodes[one.nodes["is_leaf"] == 0]
        used = tuple(sorted({int(feature) for feature in splits["feature_idx"]}))
        if len(used) > 2:
            raise RankerTableError(f"{len(used)} features meet in one tree.")
        if used:
            grouped.setdefault(used, []).append(one.nodes)
    return RankerTable(tuple(_joined(used, nodes, names) for used, nodes in sorted(grouped.items())))


def _joined(used: tuple[int, ...], trees: Sequence[Any], names: Sequence[str]) -> Term:
    edges = [_edges(trees, feature) for feature in used]
    # a value of each stretch: its upper edge, infinity above the last, and a missing one
    grid = np.meshgrid(*(np.concatenate([one, [np.inf, np.nan]]) for one in edges), indexing="ij")
    columns = {feature: axis.ravel() for feature, axis in zip(used, grid, strict=True)}
    points = np.sum([_walk(nodes, columns) for nodes in trees], axis=0).reshape(grid[0].shape)
    return Term(tuple(names[feature] for feature in used), tuple(edges), points)


def _edges(trees: Sequence[Any], feature: int) -> Floats:
    found = [nodes["num_threshold"][(nodes["is_leaf"] == 0) & (nodes["feature_idx"] == feature)] for nodes in trees]
    edges = np.unique(np.concatenate(found))
    return np.asarray(edges[np.isfinite(edges)])  # an infinite threshold parts what is missing from all else


def _walk(nodes: Any, columns: Mapping[int, Floats]) -> Floats:
    """Return what one tree gives each row."""
    rows = len(next(iter(columns.values())))
    given = np.zeros(rows)
    waiting = [(0, np.arange(rows))]
    while waiting:
        number, here = waiting.pop()
        node = nodes[number]
        if node["is_leaf"]:
            given[here] = node["value"]
            continue
        values = columns[int(node["feature_idx"])][here]
        goes_left = np.where(np.isnan(values), bool(node["missing_go_to_left"]), values <= node["num_threshold"])
        waiting += [(int(node["left"]), here[goes_left]), (int(node["right"]), here[~goes_left])]
    return given


def _term(raw: Mapping[str, Any], known: Sequence[str]) -> Term:
    features = tuple(str(name) for name in raw["features"])
    edges = tuple(np.array(one, dtype=np.float64) for one in raw["edges"])
    points = np.array(raw["points"], dtype=np.float64)
    if not 1 <= len(features) <= 2 or len(edges) != len(features) or not set(features) <= set(known):
        raise RankerTableError(f"There is no term of {features}.")
    if points.shape != tuple(len(one) + 2 for one in edges) or not np.isfinite(points).all():
        raise RankerTableError(f"The points of {features} are not a finite number for each stretch.")
    if any((np.diff(one) <= 0).any() or not np.isfinite(one).all() for one in edges):
        raise RankerTableError(f"The edges of {features} do not rise.")
    return Term(features, edges, points)
