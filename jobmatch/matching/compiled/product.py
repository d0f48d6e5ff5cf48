"""Everybody's scores with every position as one matrix product, in float32, with how far off it can be.

A term becomes columns of the two factors: its own inner product where it has one, else the rows of its table against a
one in the column of the position's fact, or the other way round, whichever is narrower. Tables that are wide both ways
(texts that everybody words differently) are not spread over columns but added to the product, pair by pair.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from jobmatch.matching.compiled.terms import BARRED, LEAST, Numbers, Term

WIDEST = 32
"""Columns that a term may take; a wider one is cheaper added pair by pair (benchmarks/matching_speed.py)."""
LANES = 8
"""Positions are filled up to a multiple of this with ones that nobody gets."""
_ULP = 2.0**-24


class Product(NamedTuple):
    """Score (i, j) is ``rows[i] @ columns[:, j] + added[i, j]``, within ``error`` of the exact one, or below LEAST.

    Shapes: (N, K) and (K, M) float32; ``added`` (N, M) float32, or None where nothing is added.
    """

    rows: Numbers
    columns: Numbers
    added: Numbers | None
    error: float


def product_of(terms: Sequence[Term]) -> Product:
    """Return the product of the terms of some seekers with some positions."""
    seekers, positions = len(terms[0].rows), len(terms[0].columns)
    filled = -positions % LANES
    rows: list[Numbers] = [np.ones((seekers, 1), dtype=np.float32)]
    columns: list[Numbers] = [np.zeros((positions, 1), dtype=np.float32)]
    added, magnitude = None, 0.0
    for term in terms:
        magnitude += _magnitude(term)
        spread = _spread(term)
        if spread is not None:
            rows.append(spread[0])
            columns.append(spread[1])
        elif term.table.any():
            points = _pair_by_pair(term, filled)
            added = points if added is None else np.add(added, points, out=added)
    across = np.pad(np.hstack(columns).T, ((0, 0), (0, filled)))
    across[0, positions:] = BARRED
    # Each of K products and sums rounds once, by half a unit in the last place of at most ``magnitude``.
    error = (len(across) + 8) * _ULP * magnitude
    return Product(np.ascontiguousarray(np.hstack(rows)), np.ascontiguousarray(across), added, error)


def _spread(term: Term) -> tuple[Numbers, Numbers] | None:
    """Return a term's columns of both factors, or None where they would be too many."""
    if term.factors is not None:
        return term.factors.rows[term.rows], term.factors.columns[term.columns]
    high, wide = term.table.shape
    if min(high, wide) > WIDEST:
        return None
    table = term.table.astype(np.float32)
    if wide <= high:
        return table[term.rows], np.eye(wide, dtype=np.float32)[term.columns]
    return np.eye(high, dtype=np.float32)[term.rows], table.T[term.columns]


def _pair_by_pair(term: Term, filled: int) -> Numbers:
    table = term.table.astype(np.float32)[:, np.pad(term.columns, (0, filled))]
    return table[term.rows]


def _magnitude(term: Term) -> float:
    """Return the most that a term's products can sum up to, signs aside; what is barred is not among the shown."""
    if term.factors is not None:
        mine, theirs = term.factors
        return float(np.abs(mine).max(axis=0) @ np.abs(np.where(theirs > LEAST, theirs, 0.0)).max(axis=0))
    return float(np.abs(np.where(term.table > LEAST, term.table, 0.0)).max(initial=0.0))
