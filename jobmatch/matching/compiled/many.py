"""The best positions of each of many seekers: float32 selects with a margin, exact sums put in order.

Order and scores are those of ``ranking`` and ``Table.total``, whatever float32 rounds away: whoever could be among the
best by the error of the product is summed up again, in float64, from the tables.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import cache
from itertools import islice
from os import cpu_count
from threading import local
from typing import Any, NamedTuple

import numpy as np
from threadpoolctl import ThreadpoolController

from jobmatch.matching.compiled.pairs import Positions
from jobmatch.matching.compiled.product import LANES, Product, product_of
from jobmatch.matching.compiled.terms import LEAST, Numbers, Term
from jobmatch.matching.sides import SeekerSide

AT_ONCE = 2048
"""Seekers whose terms are in memory together."""
_BLOCK = 256
"""Seekers whose scores are in the processor's cache together."""


class Crowd(NamedTuple):
    """Seekers made ready for ``Positions``."""

    terms: Sequence[Term]
    product: Product


class Best(NamedTuple):
    """The best positions of each seeker, places in ``Positions.sides`` (−1: no more) and exact scores: (N, top)."""

    places: Numbers
    scores: Numbers


def crowd_of(seekers: Sequence[SeekerSide], positions: Positions) -> Crowd:
    """Make seekers ready: their terms with the positions, and the product of those."""
    terms = positions.terms(seekers)
    return Crowd(terms, product_of(terms))


def best_of_each(
    seekers: Iterable[SeekerSide], positions: Positions, top: int
) -> Iterator[tuple[list[SeekerSide], Best]]:
    """Yield seekers, some at a time and in their order, with the best ``top`` positions of each."""
    waiting = iter(seekers)
    while some := list(islice(waiting, AT_ONCE)):
        yield some, best_of(crowd_of(some, positions), positions, top)


def best_of(crowd: Crowd, positions: Positions, top: int) -> Best:
    """Return the best ``top`` positions of each seeker of a crowd, on every processor."""
    if not (crowd.product.rows.size and positions.sides):
        return Best(np.full((len(crowd.product.rows), top), -1), np.full((len(crowd.product.rows), top), -np.inf))
    blocks = [slice(start, start + _BLOCK) for start in range(0, len(crowd.product.rows), _BLOCK)]
    rooms = local()

    def work(block: slice) -> Best:
        if not hasattr(rooms, "room"):
            rooms.room = np.empty((_BLOCK, crowd.product.columns.shape[1]), dtype=np.float32)
        return _best_of_block(crowd, len(positions.sides), top, block, rooms.room)

    with _one_thread_each(), ThreadPoolExecutor(max_workers=min(cpu_count() or 1, len(blocks))) as pool:
        found = list(pool.map(work, blocks))
    return Best(np.vstack([one.places for one in found]), np.vstack([one.scores for one in found]))


def _one_thread_each() -> AbstractContextManager[Any]:
    """Keep the matrix library from starting threads of its own in each of ours."""
    limits: AbstractContextManager[Any] = _matrix_library().limit(limits=1, user_api="blas")
    return limits


@cache
def _matrix_library() -> ThreadpoolController:
    return ThreadpoolController()


def _best_of_block(crowd: Crowd, positions: int, top: int, block: slice, room: Numbers) -> Best:
    product = crowd.product
    rows = product.rows[block]
    scores = np.matmul(rows, product.columns, out=room[: len(rows)])
    if product.added is not None:
        scores += product.added[block]
    rows, places = _candidates(scores, min(top, positions), product.error)
    exact = _exact(crowd.terms, rows + block.start, places)
    return _in_order(len(scores), top, rows, places, exact)


def _candidates(scores: Numbers, top: int, error: float) -> tuple[Numbers, Numbers]:
    """Return row and column of all that could be among the best ``top`` of their row, whatever the error; sorted.

    The ``top``-th best of what is best in ``top`` groups of columns or more is not above the ``top``-th best of all:
    only an eighth of the scores is looked through for it.
    """
    groups = scores.reshape(len(scores), LANES, -1).max(axis=1)
    among = groups if groups.shape[1] >= top else scores
    needed = np.partition(among, among.shape[1] - top, axis=1)[:, among.shape[1] - top] - np.float32(2 * error)
    found = np.flatnonzero(scores >= np.maximum(needed, np.float32(LEAST))[:, None])
    rows = found // scores.shape[1]
    return rows, found - rows * scores.shape[1]


def _exact(terms: Sequence[Term], rows: Numbers, places: Numbers) -> Numbers:
    """Return the exact scores of pairs of a seeker and a position; below ``LEAST`` where a rule bars one."""
    total: Numbers = np.zeros(len(rows))
    for term in terms:
        total += term.table.take(term.rows[rows] * term.table.shape[1] + term.columns[places])
    return total


def _in_order(count: int, top: int, rows: Numbers, places: Numbers, exact: Numbers) -> Best:
    """Return the best ``top`` of each of ``count`` rows: highest score first, equal scores by place."""
    counts = np.bincount(rows, minlength=count)
    turn = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    shape = count, max(int(counts.max(initial=0)), top)
    listed, scores = np.full(shape, -1, dtype=np.intp), np.full(shape, -np.inf)
    listed[rows, turn], scores[rows, turn] = places, np.where(exact > LEAST, exact, -np.inf)
    order = np.argsort(-scores, axis=1, kind="stable")[:, :top]
    listed, scores = np.take_along_axis(listed, order, 1), np.take_along_axis(scores, order, 1)
    return Best(np.where(scores > LEAST, listed, -1), scores)
