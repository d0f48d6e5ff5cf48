"""Distances and kinship of places for many pairs, between distinct points and distinct names."""

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np

from jobmatch.matching.base import Table
from jobmatch.matching.compiled.terms import BARRED, Numbers, Tenths, Term, coded, compact, or_nan, steps
from jobmatch.matching.places import EARTH_RADIUS_KM, SAME_PLACE, SAME_REGION
from jobmatch.matching.rounding import in_tenths
from jobmatch.matching.sides import PositionSide, SeekerSide

_UNKNOWN, _ELSEWHERE = -1, -2
_HOME = "home_working"


class Places:
    """Where positions are, by distinct points and names."""

    def __init__(self, table: Table, positions: Sequence[PositionSide]) -> None:
        """Code the positions' points and places."""
        self._table, self._curve = table, Tenths(table, "distance")
        self._own_points, self._past_points = steps(table, "place", SAME_PLACE), steps(table, "past_place", SAME_PLACE)
        self._lying, spots = coded((p.facts.lat, p.facts.lon, _HOME in p.facts.offers) for p in positions)
        self._points = _degrees([(lat, lon) for lat, lon, _ in spots])
        self._is_home = np.array([home for _, _, home in spots], dtype=bool)
        self._named, named = coded((p.place, _has_point(p), _HOME in p.facts.offers) for p in positions)
        self._has_point = np.array([has for _, has, _ in named], dtype=bool)
        self._at_home = np.array([home for _, _, home in named], dtype=bool)
        self._numbers: dict[Hashable, int] = {}
        for place, _, _ in named:
            for part in (place, place[1:]):
                if part:
                    self._numbers.setdefault(part, len(self._numbers))
        self._whole, self._around = self._numbered([place for place, _, _ in named], _UNKNOWN)

    def terms(self, seekers: Sequence[SeekerSide]) -> list[Term]:
        """Return the terms of distance (with the rule of the farthest way) and of the names of places."""
        return [self._distance(seekers), self._kin(seekers)]

    def _distance(self, seekers: Sequence[SeekerSide]) -> Term:
        rows, known = coded((s.facts.lat, s.facts.lon, s.facts.distance_km) for s in seekers)
        limit = np.array([or_nan(one) for _, _, one in known])[:, None]
        tenths = _tenths_of_km(_degrees([(lat, lon) for lat, lon, _ in known]), self._points)
        is_said = ~np.isnan(tenths) & ~self._is_home
        points = np.where(is_said, self._curve(np.where(is_said, tenths, 0.0)), 0.0)
        points += np.where(self._is_home, self._table.read["distance"](0.0), 0.0)
        too_far = is_said & (tenths / 10 > limit)
        return Term(rows, self._lying, compact(points + np.where(too_far, BARRED, 0.0)))

    def _kin(self, seekers: Sequence[SeekerSide]) -> Term:
        rows, known = coded((_has_point(s), s.place, _past(s)) for s in seekers)
        own = self._kinship([place for _, place, _ in known])
        past = np.array([_most(self._kinship([place for _, place in places])) for _, _, places in known])
        is_measured = np.array([has for has, _, _ in known], dtype=bool)[:, None] & self._has_point | self._at_home
        points = self._own_points[own] + self._past_points[past]
        return Term(rows, self._named, compact(np.where(is_measured, 0.0, points)))

    def _kinship(self, places: Sequence[tuple[str, ...]]) -> Numbers:
        """Return ``places.kinship`` of each with each position's place: shape (places, distinct)."""
        whole, around = (numbers[:, None] for numbers in self._numbered(places, _ELSEWHERE))
        near = (whole == self._around) | (around == self._whole) | (around == self._around)
        known = (whole != _UNKNOWN) & (self._whole != _UNKNOWN)
        kin: Numbers = np.where(whole == self._whole, SAME_PLACE, np.where(near, SAME_REGION, 0)) * known
        return kin

    def _numbered(self, places: Sequence[tuple[str, ...]], nothing: int) -> tuple[Numbers, Numbers]:
        """Number places and their surroundings; what no position has is never equal to anything."""
        whole = [self._numbers.get(place, _ELSEWHERE) if place else _UNKNOWN for place in places]
        around = [self._numbers.get(place[1:], _ELSEWHERE) if place[1:] else nothing for place in places]
        return np.array(whole, dtype=np.intp), np.array(around, dtype=np.intp)


def _past(seeker: SeekerSide) -> Any:
    """Return the places of earlier work where they count: only where the seeker's own is not known."""
    return () if seeker.place else seeker.past_places


def _most(kin: Numbers) -> Numbers:
    most: Numbers = kin.max(axis=0, initial=0)
    return most


def _has_point(side: SeekerSide | PositionSide) -> bool:
    return side.facts.lat is not None and side.facts.lon is not None


def _degrees(points: Sequence[tuple[float | None, float | None]]) -> Numbers:
    known = [(or_nan(lat), or_nan(lon)) if None not in (lat, lon) else (float("nan"),) * 2 for lat, lon in points]
    return np.array(known, dtype=np.float64).reshape(-1, 2)


def _tenths_of_km(mine: Numbers, theirs: Numbers) -> Numbers:
    """Return ``places.kilometres`` in tenths between degrees, (A, 2) and (B, 2); NaN where a point is not known."""
    lat_1, lat_2 = np.radians(mine[:, :1]), np.radians(theirs[:, 0])
    half_lat = np.sin((lat_2 - lat_1) / 2) ** 2
    half_lon = np.sin(np.radians(theirs[:, 1] - mine[:, 1:]) / 2) ** 2
    chord = np.sqrt(half_lat + np.cos(lat_1) * np.cos(lat_2) * half_lon)
    tenths: Numbers = np.floor(in_tenths(2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, chord))))
    return tenths
