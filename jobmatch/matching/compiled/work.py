"""The features of ``features/work`` for many pairs, but texts and places; and the rules that compare numbers and lists.

A pair that a rule excludes has ``BARRED`` in the table of the facts that the rule compares.
"""

from collections.abc import Sequence

import numpy as np

from jobmatch.employers.occupations import UNRELATED, tree_distance
from jobmatch.matching.base import Table
from jobmatch.matching.compiled.terms import (
    BARRED,
    Numbers,
    Tenths,
    Term,
    coded,
    compact,
    or_nan,
    read_each,
    steps,
)
from jobmatch.matching.facts import Day
from jobmatch.matching.features.measure import share
from jobmatch.matching.rounding import in_tenths
from jobmatch.matching.rules.exclusions import below_legal_age, not_available
from jobmatch.matching.sides import PositionSide, SeekerSide

_KEPT_CODES = 4096


class Work:
    """What positions are, pay and ask, by distinct facts."""

    def __init__(self, table: Table, positions: Sequence[PositionSide], day: Day) -> None:
        """Code the positions' facts; what depends on the position alone is summed up at once."""
        self._table, self._day, self._count = table, day, len(positions)
        self._occupied, self._codes = coded(p.facts.occupation_code for p in positions)
        self._shared_points = steps(table, "wish_occupation", UNRELATED)
        self._levels: dict[str, Numbers] = {}
        self._paid, pays = coded((p.facts.wage_min_fen, p.facts.wage_max_fen) for p in positions)
        self._middle = np.array([or_nan(_middle(low, high)) for low, high in pays])
        self._highest = np.array([or_nan(high) for _, high in pays])
        self._wage = Tenths(table, "wage")
        self._worked, hours = coded(p.facts.hours_week for p in positions)
        self._hours = np.array([or_nan(one) for one in hours])
        self._schooled, asked = coded(p.schooling for p in positions)
        self._asked = np.array([or_nan(one) for one in asked])
        self._licensed, self._licences = coded(frozenset(p.licences) for p in positions)
        self._own = self._of_positions(positions)

    def terms(self, seekers: Sequence[SeekerSide]) -> list[Term]:
        """Return the terms of occupation, wage, hours, schooling and licences, and of each side alone."""
        everyone, nobody = np.arange(len(seekers)), np.zeros(len(seekers), dtype=np.intp)
        alone = np.array([[self._table.start + self._of_seeker(one)] for one in seekers])
        return [
            Term(everyone, np.zeros(self._count, dtype=np.intp), alone),
            Term(nobody, np.arange(self._count), self._own),
            self._occupation(seekers),
            self._wages(seekers),
            self._hours_apart(seekers),
            self._schooling(seekers),
            self._held(seekers),
        ]

    def _of_positions(self, positions: Sequence[PositionSide]) -> Numbers:
        read = self._table.read["freshness"]
        fresh = [0.0 if p.days_open is None else read(float(p.days_open)) for p in positions]
        shut = [any(True for _ in not_available(p.facts, self._day.on)) for p in positions]
        return np.array([fresh]) + np.where(shut, BARRED, 0.0)

    def _of_seeker(self, seeker: SeekerSide) -> float:
        return BARRED if any(True for _ in below_legal_age(seeker.facts, self._day)) else 0.0

    def _occupation(self, seekers: Sequence[SeekerSide]) -> Term:
        rows, wanted = coded(s.facts.wanted_codes for s in seekers)
        nothing = np.zeros(len(self._codes), dtype=np.intp)
        shared: Numbers = np.array(
            [np.maximum.reduce([nothing, *(self._shared(code) for code in codes)]) for codes in wanted]
        )
        return Term(rows, self._occupied, compact(self._shared_points[shared]))

    def _shared(self, wanted: str) -> Numbers:
        """Return the levels that each position's occupation shares with a wished one; kept, for codes are public."""
        if wanted not in self._levels:
            if len(self._levels) >= _KEPT_CODES:
                self._levels.clear()
            levels = [UNRELATED - tree_distance(wanted, code) if code else 0 for code in self._codes]
            self._levels[wanted] = np.array(levels, dtype=np.intp)
        return self._levels[wanted]

    def _wages(self, seekers: Sequence[SeekerSide]) -> Term:
        rows, known = coded(s.facts.wage_floor_fen for s in seekers)
        floor = np.array([or_nan(one) for one in known])[:, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            tenths = np.floor(in_tenths(100 * (self._middle - floor) / floor))
        is_said = np.isfinite(tenths) & (floor > 0)
        points = np.where(is_said, self._wage(np.where(is_said, tenths, 0.0)), 0.0)
        return Term(rows, self._paid, compact(points + np.where(floor > self._highest, BARRED, 0.0)))

    def _hours_apart(self, seekers: Sequence[SeekerSide]) -> Term:
        rows, known = coded(s.facts.hours_week for s in seekers)
        apart = np.abs(self._hours - np.array([or_nan(one) for one in known])[:, None])
        return Term(rows, self._worked, compact(self._where(apart, "hours", ~np.isnan(apart))))

    def _schooling(self, seekers: Sequence[SeekerSide]) -> Term:
        rows, known = coded(s.schooling for s in seekers)
        short = self._asked - np.array([or_nan(one) for one in known])[:, None]
        return Term(rows, self._schooled, compact(self._where(short, "schooling", short > 0)))

    def _held(self, seekers: Sequence[SeekerSide]) -> Term:
        rows, known = coded(s.licences for s in seekers)
        points = np.array([[self._licence(mine, asked) for asked in self._licences] for mine in known])
        return Term(rows, self._licensed, compact(points))

    def _licence(self, mine: frozenset[str] | None, asked: frozenset[str]) -> float:
        if mine is None or not asked:
            return 0.0
        if asked - mine:
            return BARRED
        return self._table.read["licences_held"](share(len(asked), len(asked)))

    def _where(self, values: Numbers, feature: str, is_said: Numbers) -> Numbers:
        return np.where(is_said, read_each(self._table, feature, np.where(is_said, values, 0.0)), 0.0)


def _middle(low: int | None, high: int | None) -> float | None:
    if low is None or high is None:
        return high if low is None else low
    return (low + high) / 2
