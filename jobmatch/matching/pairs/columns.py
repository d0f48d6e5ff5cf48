"""Every feature that a ranker may learn from, for one seeker at one instant against every position.

*Decision*: names are chosen here and nowhere else. Kind, grade, certificate, sex, age, ethnicity, household
registration, family, benefits, the levy and a caseworker's notes are not among the facts, so no column can hold them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from jobmatch.clock import day_of
from jobmatch.matching.base import Table
from jobmatch.matching.facts import Day, SeekerFacts
from jobmatch.matching.features import FEATURES
from jobmatch.matching.pairs.catalogue import Catalogue
from jobmatch.matching.pairs.grams import Floats
from jobmatch.matching.pairs.measures import base_measures, base_score, excluded
from jobmatch.matching.pairs.timeline import Known, Timeline
from jobmatch.matching.pairs.traces import OWN, traces
from jobmatch.matching.sides import SeekerSide, seeker_side
from jobmatch.matching.texts import TextVector

Block = npt.NDArray[np.float32]

SPOKEN = ("wish_rare", "past_rare", "skills_rare")
SOUGHT = (
    "sought_1d",
    "sought_7d",
    "sought_30d",
    "sought_ever",
    "sought_last",
    "sought_first",
    "sought_place",
)
COLUMNS: tuple[str, ...] = ("base", *FEATURES, *SPOKEN, *SOUGHT, *OWN)
FAMILIES = {"learned_earlier": OWN, "learned_demand": SOUGHT, "learned_wording": SPOKEN}
"""What is said of learned features beside those of the base score: one sentence a family, a pair by its first."""
_KEPT_SIDES = 4096
_KEPT_MEASURES = 8


@dataclass(frozen=True, slots=True)
class Described:
    """A question's columns by name, what was known, and which positions a rule excludes."""

    columns: dict[str, Floats]
    known: Known
    excluded: npt.NDArray[np.bool_]

    def block(self, names: Sequence[str] = COLUMNS) -> Block:
        """Return positions × columns as float32, the precision in which trees are learned and tables are read."""
        return np.stack([self.columns[name] for name in names], axis=1).astype(np.float32)


class Describer:
    """Describes questions over one catalogue; what does not change between two questions is kept."""

    def __init__(
        self, catalogue: Catalogue, seekers: Sequence[SeekerFacts], table: Table, working_age: int = 0
    ) -> None:
        self.catalogue, self.seekers, self.table, self.working_age = catalogue, seekers, table, working_age
        self.side = lru_cache(maxsize=_KEPT_SIDES)(self._side)
        self._still = lru_cache(maxsize=_KEPT_MEASURES)(self._measure)

    def describe(self, seeker: int, at: datetime, timeline: Timeline) -> Described:
        """Describe every position for ``seeker`` at ``at``, with what ``timeline`` held before."""
        day = Day(day_of(at), self.working_age)
        columns, barred = self._still(seeker, day)
        known = timeline.before(at, seeker)
        return Described({**columns, **traces(known, self.catalogue)}, known, barred)

    def _side(self, seeker: int) -> SeekerSide:
        return seeker_side(self.seekers[seeker], self.catalogue.settings)

    def _measure(self, seeker: int, day: Day) -> tuple[dict[str, Floats], npt.NDArray[np.bool_]]:
        side = self.side(seeker)
        measures = base_measures(side, self.catalogue, day)
        columns = {"base": base_score(measures, self.table), **measures, **self._spoken(side)}
        return columns, excluded(side, self.catalogue, day)

    def _spoken(self, side: SeekerSide) -> dict[str, Floats]:
        """Return likenesses in which rare words count more."""
        titles, texts = self.catalogue.titles, self.catalogue.texts
        return {
            "wish_rare": self._nearest(titles.weighted([vector for _, vector in side.wishes])),
            "past_rare": self._nearest(titles.weighted([vector for _, vector in side.past_titles])),
            "skills_rare": self._nearest(texts.weighted(_those(side.skills))),
        }

    def _nearest(self, alike: Floats) -> Floats:
        return alike.max(axis=0) if len(alike) else np.full(len(self.catalogue), np.nan)


def _those(vector: TextVector) -> list[TextVector]:
    return [vector] if vector.weights else []
