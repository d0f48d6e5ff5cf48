"""The fairness report: what each group of people gets to see, in the order that a ranker would give.

Groups (kind, grade, sex, age band, town) stand beside the columns for this audit alone. A group of fewer than ten is
not shown and not compared.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from jobmatch.matching.evaluation.evaluate import World
from jobmatch.matching.gates import GROUPS
from jobmatch.matching.pairs.grams import Floats

TOP = 10
SMALLEST_GROUP = 10

Score = Callable[[Mapping[str, npt.ArrayLike]], Floats]


def exposure_report(world: World, score: Score | None, groups: Mapping[int, Mapping[str, str]]) -> dict[str, Any]:
    """Return for each attribute its groups with their means, and the ratio of the least to the most exposed.

    Exposure of a person: the sum of 1/log2(1+rank) over the first ten positions that no rule excludes; of two people
    one sees less where fewer positions are open to them. ``pay``: the mean of the middle wage offered there, in 分.
    """
    seen = {} if score is None else {row: _seen(world, row, score) for row in sorted(groups)}
    tables = {attribute: _groups(attribute, groups, seen) for attribute in GROUPS}
    return {
        "top": TOP,
        "smallest_group": SMALLEST_GROUP,
        "people": len(seen),
        "without_any_position": sum(not exposure for exposure, _, _ in seen.values()),
        "groups": tables,
        "ratios": {attribute: _ratio(table) for attribute, table in tables.items()},
        "gini_of_positions": _gini(world, [places for _, _, places in seen.values()]),
    }


def _seen(world: World, row: int, score: Score) -> tuple[float, float, npt.NDArray[np.int64]]:
    """Return a person's exposure, the mean pay of what they see, and which positions that is."""
    end = float(world.timeline.at[-1]) + 1.0 if len(world.timeline.at) else 0.0
    described = world.describer.describe(row, datetime.fromtimestamp(end, UTC), world.timeline)
    allowed = np.flatnonzero(~described.excluded)
    shown = allowed[np.argsort(-score(described.columns)[allowed], kind="stable")][:TOP]
    catalogue = world.describer.catalogue
    pay = (catalogue.wage_low[shown] + catalogue.wage_high[shown]) / 2
    known = pay[~np.isnan(pay)]
    exposure = float((1.0 / np.log2(2.0 + np.arange(len(shown)))).sum())
    return exposure, float(known.mean()) if len(known) else float("nan"), shown


def _groups(attribute: str, groups: Mapping[int, Mapping[str, str]], seen: Mapping[int, Any]) -> dict[str, Any]:
    members: dict[str, list[int]] = defaultdict(list)
    for row in seen:
        if attribute in groups[row]:
            members[groups[row][attribute]].append(row)
    return {
        name: {
            "people": len(rows),
            "exposure": _mean(seen[row][0] for row in rows),
            "pay": _mean(seen[row][1] for row in rows),
        }
        for name, rows in sorted(members.items())
        if len(rows) >= SMALLEST_GROUP
    }


def _ratio(table: Mapping[str, Mapping[str, float]]) -> float | None:
    """Return the least mean exposure over the greatest; None with fewer than two groups to compare."""
    means = [group["exposure"] for group in table.values()]
    return min(means) / max(means) if len(means) > 1 and max(means) > 0 else None


def _mean(values: Any) -> float | None:
    known = [value for value in values if not np.isnan(value)]
    return float(np.mean(known)) if known else None


def _gini(world: World, shown: list[npt.NDArray[np.int64]]) -> float | None:
    """Return how unevenly lists are spread over positions: 0 = each as often, 1 = one in all of them."""
    if not shown:
        return None
    counts = np.sort(np.bincount(np.concatenate(shown), minlength=len(world.describer.catalogue))).astype(np.float64)
    if not counts.sum():
        return None
    turn = np.arange(1, len(counts) + 1)
    return float((2 * turn - len(counts) - 1) @ counts / (len(counts) * counts.sum()))
