"""Interactions in order of time, as arrays: nothing is read but what was known *before* an instant."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from jobmatch.matching.pairs.grams import Floats, Whole

DAY_SECONDS = 86_400.0


GRADES: Mapping[str, int] = {
    "viewed": 1,
    "referred": 1,
    "interviewed": 2,
    "offered": 3,
    "hired": 4,
    "retained": 5,
    "declined": 0,
}
"""How much an outcome says for a pair."""


class Happened(NamedTuple):
    """An interaction by the rows of its seeker and its position; grade 0 speaks against, a higher one for."""

    at: datetime
    seeker: int
    position: int
    grade: int


@dataclass(frozen=True, slots=True)
class Known:
    """What was known before an instant: everybody else's interactions and the seeker's own, oldest first.

    ``days`` = days before the instant. Declined ones are in ``own_all`` alone.
    """

    seekers: Whole
    positions: Whole
    days: Floats
    own: Whole
    own_days: Floats
    own_all: Whole


class Timeline:
    """Interactions sorted by instant (equal instants by seeker and position, so that every run is the same)."""

    def __init__(self, happened: Iterable[Happened]) -> None:
        ordered = sorted(happened)
        self.at = np.array([one.at.timestamp() for one in ordered], dtype=np.float64)
        self.seeker = np.array([one.seeker for one in ordered], dtype=np.int64)
        self.position = np.array([one.position for one in ordered], dtype=np.int64)
        self.grade = np.array([one.grade for one in ordered], dtype=np.int64)
        self.declined = self.grade == 0
        self.of_seeker: Mapping[int, npt.NDArray[np.int64]] = {
            int(one): np.flatnonzero(self.seeker == one) for one in np.unique(self.seeker)
        }

    def without(self, seekers: Collection[int]) -> "Timeline":
        """Return the timeline without the interactions of some seekers."""
        return self._kept(~np.isin(self.seeker, list(seekers)))

    def until(self, at: float) -> "Timeline":
        """Return the timeline of what was before an instant (seconds)."""
        return self._kept(self.at < at)

    def _kept(self, keep: npt.NDArray[np.bool_]) -> "Timeline":
        kept = object.__new__(Timeline)
        for name in ("at", "seeker", "position", "grade", "declined"):
            setattr(kept, name, getattr(self, name)[keep])
        kept.of_seeker = {int(one): np.flatnonzero(kept.seeker == one) for one in np.unique(kept.seeker)}
        return kept

    def before(self, at: datetime, seeker: int) -> Known:
        """Return what was known before ``at``; an interaction at that very instant was not."""
        now = at.timestamp()
        end = int(np.searchsorted(self.at, now, side="left"))
        mine = self.of_seeker.get(seeker, np.array([], dtype=np.int64))
        mine = mine[mine < end]
        liked = mine[~self.declined[mine]]
        others = np.flatnonzero((self.seeker[:end] != seeker) & ~self.declined[:end])
        return Known(
            seekers=self.seeker[others],
            positions=self.position[others],
            days=(now - self.at[others]) / DAY_SECONDS,
            own=self.position[liked],
            own_days=(now - self.at[liked]) / DAY_SECONDS,
            own_all=np.unique(self.position[mine]),
        )
