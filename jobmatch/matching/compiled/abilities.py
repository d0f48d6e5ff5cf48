"""The features of ``features/abilities`` for many pairs, and the two rules that compare words: bits met and counted.

Where a curve is a straight line from nothing, the points are an inner product of bits; where somebody bent it, the
table over distinct sets of bits is all there is, and still exact. What bars a pair is a bit in one 64-bit word of both.
"""

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np

from jobmatch.matching.base import Curve, Table
from jobmatch.matching.compiled.terms import BARRED, Factors, Numbers, Term, coded, compact
from jobmatch.matching.sides import PositionSide, SeekerSide
from jobmatch.wording.vocabulary import ACCOMMODATIONS, FUNCTIONS, REFUSALS

_REFUSALS_FROM = len(FUNCTIONS)
_WORD = len(FUNCTIONS) + len(REFUSALS)
_ALL_FUNCTIONS = np.uint64((1 << len(FUNCTIONS)) - 1)
_ALL_ACCOMMODATIONS = np.uint64((1 << len(ACCOMMODATIONS)) - 1)
_MOST = max(len(FUNCTIONS), len(ACCOMMODATIONS), len(REFUSALS))
_COUNTED = (
    "demands_met",
    "demands_accommodated",
    "limits_unclear",
    "needs_offered",
    "needs_not_offered",
    "refusals_respected",
)


class Abilities:
    """What positions ask, offer and impose, by distinct sets."""

    def __init__(self, table: Table, positions: Sequence[PositionSide]) -> None:
        """Code the positions' sets of bits."""
        self._table = table
        self._points = {name: _by_count(table.curves[name]) for name in _COUNTED}
        self._asked, asked = coded((p.needed_bits, p.cleared_bits) for p in positions)
        self._needed, self._cleared = _bits([one for one, _ in asked]), _bits([ways for _, ways in asked])
        self._barring, barring = coded((_bars(p), ~p.said_bits & ~p.cleared_bits) for p in positions)
        self._bars = _bits([bars for bars, _ in barring])
        self._silent = _bits([silent & int(_ALL_FUNCTIONS) for _, silent in barring])
        self._offering, offers = coded(p.offers_bits for p in positions)
        self._offers = _bits(offers)
        self._denying, denied = coded(p.denied_bits for p in positions)
        self._denied = _bits(denied)

    def terms(self, seekers: Sequence[SeekerSide]) -> list[Term]:
        """Return the terms of demands; of limits and what bars; of needs; of refusals."""
        return [self._demands(seekers), self._limits(seekers), self._needs(seekers), self._refusals(seekers)]

    def _demands(self, seekers: Sequence[SeekerSide]) -> Term:
        rows, sets = coded(s.can_bits for s in seekers)
        can, of = _bits(sets)[:, None], np.bitwise_count(self._needed)
        helped = self._needed & self._cleared
        met = self._points["demands_met"][of, np.bitwise_count(can & self._needed)]
        met = met + self._points["demands_accommodated"][of, np.bitwise_count(~can & helped)]
        if self._demand_columns is None or len(sets) == 1:
            return Term(rows, self._asked, compact(met))
        able = np.hstack([_unpacked(can.ravel(), len(FUNCTIONS)), np.ones((len(sets), 1))])
        return Term(rows, self._asked, compact(met), _factors(able, self._demand_columns))

    @cached_property
    def _demand_columns(self) -> Numbers | None:
        """Points for each function that somebody can do, and last those of who can do nothing: (sets, functions + 1).

        Offers help who is *not* able: everything helped counts, less what is helped and able.
        """
        met, helped = self._slope("demands_met", 100.0), self._slope("demands_accommodated", 100.0)
        if met is None or helped is None:
            return None
        points = 100.0 * helped * _unpacked(self._needed & self._cleared, len(FUNCTIONS))
        columns = 100.0 * met * _unpacked(self._needed, len(FUNCTIONS)) - points
        of = np.maximum(np.bitwise_count(self._needed), 1)[:, None]
        joined: Numbers = np.hstack([columns, points.sum(axis=1, keepdims=True)]) / of
        return joined

    def _limits(self, seekers: Sequence[SeekerSide]) -> Term:
        rows, sets = coded(s.cannot_bits | s.refusals_bits << _REFUSALS_FROM for s in seekers)
        words = _bits(sets)[:, None]
        unclear = np.bitwise_count(words & self._silent)
        points = self._points["limits_unclear"][0, unclear] + np.where(words & self._bars, BARRED, 0.0)
        if len(sets) == 1 or self._slope("limits_unclear", float(unclear.max(initial=0))) is None:
            return Term(rows, self._barring, compact(points))
        return Term(
            rows, self._barring, compact(points), _factors(_unpacked(words.ravel(), _WORD), self._limit_columns)
        )

    @cached_property
    def _limit_columns(self) -> Numbers:
        """Points for each function of which nothing is said, and the bar of what is needed or imposed."""
        each: Numbers = (self._slope("limits_unclear", 1.0) or 0.0) * _unpacked(self._silent, _WORD)
        return each + BARRED * _unpacked(self._bars, _WORD)

    def _needs(self, seekers: Sequence[SeekerSide]) -> Term:
        rows, sets = coded(s.needs_bits for s in seekers)
        needs = _bits(sets)[:, None]
        of, missing = np.bitwise_count(needs), ~self._offers & _ALL_ACCOMMODATIONS
        points = self._points["needs_offered"][of, np.bitwise_count(needs & self._offers)]
        points = points + self._points["needs_not_offered"][of, np.bitwise_count(needs & missing)]
        if self._need_columns is None or len(sets) == 1:
            return Term(rows, self._offering, compact(points))
        mine = _unpacked(needs.ravel(), len(ACCOMMODATIONS)) / np.maximum(of, 1)
        return Term(rows, self._offering, compact(points), _factors(mine, self._need_columns))

    @cached_property
    def _need_columns(self) -> Numbers | None:
        """Points for each accommodation that somebody needs, offered or not, before it is shared among all needs."""
        offered, missing = self._slope("needs_offered", 100.0), self._slope("needs_not_offered", 100.0)
        if offered is None or missing is None:
            return None
        has = _unpacked(self._offers, len(ACCOMMODATIONS))
        columns: Numbers = 100.0 * (offered * has + missing * (1.0 - has))
        return columns

    def _refusals(self, seekers: Sequence[SeekerSide]) -> Term:
        rows, sets = coded(s.refusals_bits for s in seekers)
        refused = _bits(sets)[:, None]
        count = np.bitwise_count(refused & self._denied)
        points = self._points["refusals_respected"][np.bitwise_count(refused), count]
        return Term(rows, self._denying, compact(points))

    def _slope(self, feature: str, last: float) -> float | None:
        """Return the slope of a curve that is straight from nothing to ``last``, or None where it bends before."""
        curve = self._table.curves[feature]
        slope = curve.points(last) / last if last else 0.0
        turns = (0.0, *(x for x, _ in curve.knots if 0 < x < last))
        return slope if all(abs(curve.points(x) - slope * x) < 1e-9 for x in turns) else None


def _bars(position: PositionSide) -> int:
    """Return as bits what a position needs and no offer clears, and the conditions that it imposes."""
    return position.needed_bits & ~position.cleared_bits | position.imposed_bits << _REFUSALS_FROM


@lru_cache(maxsize=32)
def _by_count(curve: Curve) -> Numbers:
    """Return points by [of how many, count]; row 0 takes the count as it is. Nothing in common says nothing."""
    read, counts = curve.reader(), range(1, _MOST + 1)
    rows = [[0.0, *(read(float(count)) for count in counts)]]
    rows += [[0.0, *(read(100.0 * min(count, of) / of) for count in counts)] for of in counts]
    return np.array(rows)


def _factors(mine: Numbers, theirs: Numbers) -> Factors:
    return Factors(mine.astype(np.float32), theirs.astype(np.float32))


def _bits(sets: Sequence[int]) -> Numbers:
    return np.array(sets, dtype=np.uint64)


def _unpacked(bits: Numbers, width: int) -> Numbers:
    """Return sets as rows of 0 and 1: shape (sets, width)."""
    return (bits[:, None] >> np.arange(width, dtype=np.uint64) & np.uint64(1)).astype(np.float64)
