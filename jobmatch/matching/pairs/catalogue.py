"""The positions of a dataset or a district as arrays: made once, compared with many seekers."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from jobmatch.matching.facts import PositionFacts
from jobmatch.matching.pairs.grams import Floats, Grams, Whole
from jobmatch.matching.places import kinship, levels
from jobmatch.matching.sides import PositionSide, position_side
from jobmatch.matching.texts import TextSettings

Bits = npt.NDArray[np.uint64]

T = TypeVar("T", bound=Hashable)


class Point(NamedTuple):
    """Where something is, as far as it is known."""

    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Kinds(Generic[T]):
    """A column of few distinct values: each value once, and which of them each position has."""

    values: tuple[T, ...]
    of_position: Whole

    @classmethod
    def of(cls, column: Sequence[T]) -> "Kinds[T]":
        """Sort a column into its distinct values, in order of appearance."""
        numbers: dict[T, int] = {}
        places = [numbers.setdefault(one, len(numbers)) for one in column]
        return cls(tuple(numbers), np.array(places, dtype=np.int64))

    def spread(self, measure: Callable[[T], float]) -> Floats:
        """Measure each distinct value once and give every position its own."""
        return self.give([measure(value) for value in self.values])

    def give(self, of_each: npt.ArrayLike) -> Floats:
        """Give every position the figure of its value."""
        return np.asarray(of_each, dtype=np.float64)[self.of_position]


class Catalogue:
    """Arrays over positions, in the order given; ``number`` finds a position's row by its id."""

    def __init__(self, facts: Sequence[PositionFacts], settings: TextSettings) -> None:
        self.settings = settings
        self._kin: dict[int, npt.NDArray[np.int8]] = {}
        self.sides: list[PositionSide] = [position_side(one, settings, None) for one in facts]
        self.facts = list(facts)
        self.ids = [one.id for one in facts]
        self.number = {key: place for place, key in enumerate(self.ids)}
        self.needed, self.cleared, self.said = (self._bits(name) for name in ("needed", "cleared", "said"))
        self.offers, self.imposed, self.denied = (self._bits(name) for name in ("offers", "imposed", "denied"))
        self.needed_count = np.array([len(one.needed) for one in self.sides], dtype=np.float64)
        self.titles = Grams([one.title for one in self.sides])
        self.texts = Grams([one.all_text for one in self.sides])
        self.places = Kinds.of([levels(one.place) for one in facts])
        self.points = Kinds.of([Point(one.lat, one.lon) for one in facts])
        self.codes = Kinds.of([one.occupation_code for one in facts])
        self.employers = Kinds.of(["".join(one.employer.casefold().split()) for one in facts])
        self.industries = Kinds.of(["".join(one.industry.casefold().split()) for one in facts])
        self.home = np.array(["home_working" in one.offers for one in facts], dtype=bool)
        self.pointed = np.array([one.lat is not None and one.lon is not None for one in facts], dtype=bool)
        self.wage_low = _numbers([one.wage_min_fen for one in facts])
        self.wage_high = _numbers([one.wage_max_fen for one in facts])
        self.hours = _numbers([one.hours_week for one in facts])
        self.schooling = _numbers([one.schooling for one in self.sides])
        self.posted = _numbers([one.posted_on.toordinal() if one.posted_on else None for one in facts])
        self.closes = _numbers([one.closes_on.toordinal() if one.closes_on else None for one in facts])
        self.closed = np.array(
            [not one.is_open or (one.seats_left is not None and one.seats_left <= 0) for one in facts], dtype=bool
        )
        self.ties = np.argsort(np.argsort(np.array(self.ids, dtype=object), kind="stable"), kind="stable")
        self.licensed = np.flatnonzero([bool(one.licences) for one in self.sides])

    def kin(self, place: int) -> npt.NDArray[np.int8]:
        """Return how one place is related to each distinct place (``places.kinship``)."""
        if place not in self._kin:
            values = self.places.values
            self._kin[place] = np.array([kinship(values[place], other) for other in values], dtype=np.int8)
        return self._kin[place]

    def __len__(self) -> int:
        return len(self.ids)

    def _bits(self, name: str) -> Bits:
        return np.array([getattr(one, f"{name}_bits") for one in self.sides], dtype=np.uint64)


def _numbers(column: Sequence[float | None]) -> Floats:
    return np.array([np.nan if one is None else one for one in column], dtype=np.float64)
