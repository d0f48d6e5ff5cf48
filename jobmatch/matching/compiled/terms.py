"""What one feature says of every pair, as a table over the distinct facts of both sides.

Of 15,676 seekers and 2,000 positions there are a dozen towns, fifty wage floors and four hundred titles: each pair of
*distinct* facts is measured once, with the features' own arithmetic, and every pair of people and positions looks its
points up. The table's points lie on the base score's grid, so that sums of them in float64 are exact in any order.
"""

from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.base import Curve, Table

Numbers: TypeAlias = NDArray[Any]

BARRED = -(2.0**20)
"""What stands in a table where a rule excludes the pair: no sum of points comes near it."""
LEAST = -1000.0
"""A sum below this holds at least one ``BARRED``."""


class Factors(NamedTuple):
    """A table as the product of two small matrices, ``rows @ columns.T``, exact but for float32's rounding."""

    rows: Numbers
    columns: Numbers


class Term(NamedTuple):
    """Points of a feature: pair (i, j) has ``table[rows[i], columns[j]]``. Shapes: (seekers,), (positions,), (A, B)."""

    rows: Numbers
    columns: Numbers
    table: Numbers
    factors: Factors | None = None


def coded(keys: Iterable[Hashable]) -> tuple[Numbers, list[Any]]:
    """Number the distinct keys in the order of coming; return everybody's number and the distinct keys."""
    found: dict[Hashable, int] = {}
    codes = [found.setdefault(key, len(found)) for key in keys]
    return np.array(codes, dtype=np.intp), list(found)


def compact(table: Numbers) -> Numbers:
    """Return a table of points as float32 where that loses nothing, else as it is."""
    small = table.astype(np.float32)
    return small if np.array_equal(small, table) else table


def read_each(table: Table, feature: str, values: Numbers) -> Numbers:
    """Return the points for few distinct values, each read off the curve as ``base`` reads it."""
    distinct, back = np.unique(values, return_inverse=True)
    read = table.read[feature]
    return np.array([read(float(value)) for value in distinct])[back].reshape(values.shape)


def steps(table: Table, feature: str, last: int) -> Numbers:
    """Return the points of the whole numbers 0 to ``last``; 0 says nothing."""
    read = table.read[feature]
    return np.array([0.0, *(read(float(step)) for step in range(1, last + 1))])


class Tenths:
    """A feature's curve for values that come in tenths: a list of points, looked up."""

    def __init__(self, table: Table, feature: str) -> None:
        """Read every tenth from the curve's first knot to its last; outside it is level."""
        self.low, self.points = _by_tenths(table.curves[feature])

    def __call__(self, tenths: Numbers) -> Numbers:
        """Return the points of whole numbers of tenths."""
        found: Numbers = self.points.take(np.asarray(tenths, dtype=np.intp) - self.low, mode="clip")
        return found


@lru_cache(maxsize=32)
def _by_tenths(curve: Curve) -> tuple[int, Numbers]:
    low, high = int(np.floor(10 * curve.knots[0][0])), int(np.ceil(10 * curve.knots[-1][0]))
    read = curve.reader()
    return low, np.array([read(tenth / 10) for tenth in range(low, high + 1)])


def or_nan(value: float | None) -> float:
    """Return an unknown number as NaN, which compares false with everything."""
    return float("nan") if value is None else value
