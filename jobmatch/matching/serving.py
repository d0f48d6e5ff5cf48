"""The released ranker at work: it orders what the rules allow, and says by families how it moved the base score.

*Decision* (docs/decisions/0105): a released ranker orders the positions of a person whom the desk knows. Its points are
exact sums: the base score with every reason as ever, and four addends of what was learned. Where a file is damaged the
base score serves, and the page says so.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jobmatch import logs
from jobmatch.matching.base import Table
from jobmatch.matching.decisions import Part, Suggestion, Suggestions
from jobmatch.matching.facts import Day, SeekerFacts
from jobmatch.matching.prepared import PositionRow, facts_of
from jobmatch.matching.ranking import Ranked, Ranking
from jobmatch.matching.suggest import answer_from, explain
from jobmatch.matching.texts import TextSettings

if TYPE_CHECKING:
    from jobmatch.matching.pairs.catalogue import Catalogue
    from jobmatch.matching.ranker.table import RankerTable

log = logs.get(__name__)

START, SCALE, GRID = 50.0, 10.0, 2.0**20
"""A learned score of 0 is shown as 50; points lie on the base table's grid, so that they add up exactly."""
WEIGHTS = "learned_weights"


class Past(NamedTuple):
    """What came of suggestions so far: (instant, seeker, position, word of the outcome), oldest first."""

    outcomes: Sequence[tuple[datetime, str, str, str]]


class Serving(NamedTuple):
    """What orders now: the released model's name and its table as JSON text; damaged: there is one that was refused."""

    name: str | None = None
    table: str = ""
    is_damaged: bool = False


def find_serving(folder: Path) -> Serving:
    """Return what orders now. Reads nothing but one small file where nothing was released."""
    from jobmatch.matching import model_file

    try:
        found = model_file.read_released(folder)
    except model_file.ModelError as error:
        log.error("released ranker refused", failure=str(error))
        return Serving(is_damaged=True)
    return Serving(*found) if found else Serving()


def learned_answer(
    serving: Serving,
    seeker: SeekerFacts,
    ranking: Ranking,
    rows: Sequence[PositionRow],
    past: Past,
    now: datetime,
    table: Table,
    day: Day,
    limit: int | None,
) -> Suggestions:
    """Return the best ``limit`` of a ranking in the learned order; ``rows``: every position that ``past`` speaks of."""
    moved = _moves(serving, seeker, tuple(rows), past, now, table)
    scored = sorted(((-_score(moved[one.id]), one.id, one) for one in ranking.ranked), key=lambda best: best[:2])
    shown = tuple(_told(one, moved[key], table, day) for _, key, one in scored[:limit])
    left_out = answer_from("position", Ranking([], ranking.excluded), table, day, 0).excluded
    return Suggestions("position", shown, left_out)


def _score(moved: dict[str, float]) -> float:
    return START + sum(moved.values())


def _told(ranked: Ranked, moved: dict[str, float], table: Table, day: Day) -> Suggestion:
    """Say why: the base score's parts, and what was learned on top of them."""
    base = explain(ranked, table, day)
    anew = {**moved, WEIGHTS: START + moved[WEIGHTS] - base.score}
    learned = (Part(family, {}, family, points, points) for family, points in anew.items() if points)
    return Suggestion(base.id, _score(moved), (*base.parts, *learned), base.cautions, base.missing)


def _moves(
    serving: Serving, seeker: SeekerFacts, rows: tuple[PositionRow, ...], past: Past, now: datetime, table: Table
) -> dict[str, dict[str, float]]:
    """Return for each position what each family of learned features is worth."""
    import numpy as np

    from jobmatch.matching.pairs.columns import FAMILIES, Describer
    from jobmatch.matching.pairs.timeline import GRADES, Happened, Timeline

    catalogue = _catalogue(rows, table.texts)
    numbers = {seeker.id: 0}
    timeline = Timeline(
        Happened(at, numbers.setdefault(who, len(numbers)), catalogue.number[what], GRADES[word])
        for at, who, what, word in past.outcomes
        if what in catalogue.number
    )
    columns = Describer(catalogue, [seeker], table).describe(0, now, timeline).columns
    learned = _table(serving.table)
    families = {family: np.zeros(len(catalogue)) for family in (WEIGHTS, *FAMILIES)}
    for term in learned.terms:
        family = next((one for one, names in FAMILIES.items() if set(names) & set(term.features)), WEIGHTS)
        families[family] += term.of({name: columns[name].astype(np.float32) for name in term.features})
    points = {family: np.rint(SCALE * GRID * values) / GRID for family, values in families.items()}
    return {
        key: {family: float(values[place]) for family, values in points.items()}
        for place, key in enumerate(catalogue.ids)
    }


@lru_cache(maxsize=2)
def _catalogue(rows: tuple[PositionRow, ...], settings: TextSettings) -> "Catalogue":
    from jobmatch.matching.pairs.catalogue import Catalogue

    return Catalogue([facts_of(row) for row in rows], settings)


@lru_cache(maxsize=2)
def _table(text: str) -> "RankerTable":
    from jobmatch.matching.pairs.columns import COLUMNS
    from jobmatch.matching.ranker.table import RankerTable

    return RankerTable.from_json(text, COLUMNS)
