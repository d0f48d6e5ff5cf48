"""How far apart two places are: kilometres where both points are known, names where they are not."""

import re
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

from jobmatch.matching.rounding import tenth

EARTH_RADIUS_KM = 6371.0088
SAME_PLACE, SAME_REGION, ELSEWHERE = 2, 1, 0

_CHINESE_LEVEL = re.compile(r"[^省市区县旗]+(?:自治)?[省市区县旗]|.+?(?:街道|镇|乡)|.+")


class _Placed(Protocol):
    """Anything with a point that may be unknown."""

    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...


def kilometres(one: _Placed, other: _Placed) -> float | None:
    """Return the distance as the crow flies, to 0.1 km; None where a point is not known.

    *Decision:* one decimal, everywhere: what a sentence says is then exactly what was compared.
    """
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return _between(one.lat, one.lon, other.lat, other.lon)


@lru_cache(maxsize=16384)  # people stand for their town's centre: the same pairs of points come again and again
def _between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    lat_1, lat_2 = radians(lat), radians(other_lat)
    half_lat = sin((lat_2 - lat_1) / 2) ** 2
    half_lon = sin(radians(other_lon - lon) / 2) ** 2
    return tenth(2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half_lat + cos(lat_1) * cos(lat_2) * half_lon))))


def levels(place: str | None) -> tuple[str, ...]:
    """Split a place's name into its levels, smallest first: ``Chicago, Illinois``, ``宁波市奉化区锦屏街道``."""
    if not place:
        return ()
    plain = place.casefold()
    parts = plain.split(",") if "," in plain else plain.split("，") if "，" in plain else None
    if parts is None:
        return tuple(reversed(_CHINESE_LEVEL.findall("".join(plain.split()))))
    return tuple(part.strip() for part in parts if part.strip())


def kinship(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return 2 for the same place, 1 for the same surroundings (one holds the other, or a third both), else 0."""
    if not one or not other:
        return ELSEWHERE
    if one == other:
        return SAME_PLACE
    around_one, around_other = one[1:], other[1:]
    related = one == around_other or other == around_one or (around_one and around_one == around_other)
    return SAME_REGION if related else ELSEWHERE
