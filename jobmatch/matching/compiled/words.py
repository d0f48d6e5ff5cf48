"""Likeness of texts for many pairs: the inner product of sparse vectors, by the grams that both have.

A position's grams are kept as lists of who has them; a seeker's text adds up the lists of its own grams. No letter of
what a seeker wrote stays here.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from jobmatch.matching.base import Table
from jobmatch.matching.compiled.terms import Numbers, Tenths, Term, coded, compact
from jobmatch.matching.rounding import in_tenths_of_a_percent
from jobmatch.matching.sides import PositionSide, SeekerSide
from jobmatch.matching.texts import TextVector


class Texts:
    """Distinct texts of positions, found by their grams."""

    def __init__(self, vectors: Sequence[TextVector]) -> None:
        """List for each gram the texts that have it, and with what weight."""
        having: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        for place, one in enumerate(vectors):
            for gram, weight in one.weights.items():
                places, weights = having[gram]
                places.append(place)
                weights.append(weight)
        self._having = {gram: (np.array(places), np.array(weights)) for gram, (places, weights) in having.items()}
        self._count = len(vectors)

    def likeness(self, mine: TextVector) -> Numbers:
        """Return the likeness to each text in tenths of a percent: shape (texts,)."""
        found = [(self._having[gram], weight) for gram, weight in mine.weights.items() if gram in self._having]
        if not found:
            return np.zeros(self._count, dtype=np.int16)
        places = np.concatenate([places for (places, _), _ in found])
        weights = np.concatenate([weights * weight for (_, weights), weight in found])
        shared: Numbers = np.bincount(places, weights, self._count)
        tenths: Numbers = np.floor(in_tenths_of_a_percent(np.minimum(shared, 1.0))).astype(np.int16)
        return tenths


class Words:
    """What positions are called and what they tell."""

    def __init__(self, table: Table, positions: Sequence[PositionSide]) -> None:
        """Code the positions' texts."""
        first: dict[str, TextVector] = {}
        for one in positions:
            first.setdefault(one.facts.title, one.title)
        self._titles = Texts(list(first.values()))
        place = {title: number for number, title in enumerate(first)}
        self._titled, titled = coded((p.facts.title, bool(p.facts.occupation_code)) for p in positions)
        self._title_of = np.array([place[title] for title, _ in titled], dtype=np.intp)
        self._is_coded = np.array([is_coded for _, is_coded in titled], dtype=bool)
        told: dict[tuple[str, str, str], TextVector] = {}
        self._telling, _ = coded(_told(p) for p in positions)
        for one in positions:
            told.setdefault(_told(one), one.all_text)
        self._all = Texts(list(told.values()))
        self._curves = {name: Tenths(table, name) for name in ("wish_text", "past_work", "skills")}

    def terms(self, seekers: Sequence[SeekerSide]) -> list[Term]:
        """Return the terms of wishes in words, of titles of earlier work, and of what both sides tell."""
        rows: dict[str, Numbers] = {}
        wishing, wishes = coded((tuple(t for t, _ in s.wishes), bool(s.facts.wanted_codes)) for s in seekers)
        worked, past = coded(tuple(t for t, _ in s.past_titles) for s in seekers)
        for one in seekers:
            for text, known in (*one.wishes, *one.past_titles):
                if text not in rows:
                    rows[text] = self._titles.likeness(known)
        wished = self._points("wish_text", [texts for texts, _ in wishes], rows)
        wished[np.ix_(np.array([has_codes for _, has_codes in wishes], dtype=bool), self._is_coded)] = 0.0
        return [
            Term(wishing, self._titled, compact(wished)),
            Term(worked, self._titled, compact(self._points("past_work", past, rows))),
            self._skills(seekers),
        ]

    def _points(self, feature: str, lists: Sequence[tuple[str, ...]], rows: dict[str, Numbers]) -> Numbers:
        nothing = np.zeros(len(self._title_of), dtype=np.int16)
        nearest = [_nearest([rows[text] for text in texts], self._title_of, nothing) for texts in lists]
        return _spoken(self._curves[feature], np.array(nearest))

    def _skills(self, seekers: Sequence[SeekerSide]) -> Term:
        telling, told = coded(_told_by(one) for one in seekers)
        first: dict[Any, TextVector] = {}
        for one in seekers:
            first.setdefault(_told_by(one), one.skills)
        alike = np.array([self._all.likeness(first[key]) for key in told])
        return Term(telling, self._telling, compact(_spoken(self._curves["skills"], alike)))


def _nearest(rows: Sequence[Numbers], title_of: Numbers, nothing: Numbers) -> Numbers:
    if not rows:
        return nothing
    nearest: Numbers = np.maximum.reduce(rows)[title_of]
    return nearest


def _spoken(curve: Tenths, tenths: Numbers) -> Numbers:
    """Return the points; texts that have nothing in common say nothing."""
    return np.where(tenths > 0, curve(tenths), 0.0)


def _told(position: PositionSide) -> tuple[str, str, str]:
    return position.facts.title, position.facts.text, position.facts.industry


def _told_by(seeker: SeekerSide) -> Any:
    return (seeker.facts.text, seeker.facts.history) if seeker.skills.weights else None
