"""The base score: one JSON table of knots, read strictly; points are looked up, added up, and nothing else.

*Decision:* every feature is centred, so that a fact nobody knows gives 0 points and lifts or sinks nobody; the
sum starts from ``start`` and stays within 0 to 100 because the table's own extremes do. All points lie on a grid of
millionths (binary), so that whoever adds them as float64, in whatever order and language, gets the score exactly.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import pairwise
from math import fsum
from pathlib import Path
from typing import Any

from jobmatch.config import project_root
from jobmatch.matching.decisions import Part
from jobmatch.matching.features import FEATURES, Measure
from jobmatch.matching.sides import PositionSide, SeekerSide
from jobmatch.matching.texts import TextSettings

LOWEST, HIGHEST = 0.0, 100.0
_GRID = 2.0**20
_REMEMBERED = 4096
JOB_FACTS = frozenset({"freshness"})
"""Features that are the same for everybody."""
_MEASURES = tuple(FEATURES.values())


class TableError(ValueError):
    """A score table that must not be used, with the reason in one sentence for whoever edits it."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A monotone piecewise-linear curve: level outside its knots, straight between them."""

    knots: tuple[tuple[float, float], ...]

    def points(self, value: float) -> float:
        """Return the points for ``value`` on the feature's scale."""
        x_0, y_0 = self.knots[0]
        if value <= x_0:
            return y_0
        for x_1, y_1 in self.knots[1:]:
            if value < x_1:
                return y_0 + (y_1 - y_0) * ((value - x_0) / (x_1 - x_0))
            x_0, y_0 = x_1, y_1
        return y_0

    def reader(self) -> Callable[[float], float]:
        """Return a function that reads points off the curve, on the grid; it remembers what it was asked last."""

        @lru_cache(maxsize=_REMEMBERED)
        def read(value: float) -> float:
            return _on_grid(self.points(value))

        return read


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The base score as data. ``one_of`` names features of which a pair has one, or shares one allowance."""

    version: str
    start: float
    curves: Mapping[str, Curve]
    one_of: tuple[tuple[str, ...], ...]
    texts: TextSettings
    read: Mapping[str, Callable[[float], float]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "read", {name: curve.reader() for name, curve in self.curves.items()})

    def parts(self, seeker: SeekerSide, position: PositionSide) -> list[Part]:
        """Return the addends of a pair's score: the start, then every feature that says something."""
        measures = (measure(seeker, position) for measure in FEATURES.values())
        start = Part("start", {"points": self.start}, "start", self.start, self.start)
        return [start, *(part for found in measures if found and (part := self._part(found)).points)]

    def total(self, seeker: SeekerSide, position: PositionSide) -> float:
        """Return the sum of a pair's points without saying why: exactly the ``score`` of its ``parts``."""
        total, read = self.start, self.read
        for measure in _MEASURES:
            found = measure(seeker, position)
            if found is not None:
                feature, value, _reason, _tell = found
                total += read[feature](value)
        return total

    def score(self, parts: Iterable[Part]) -> float:
        """Return the sum of the parts' points; exact, for the points lie on the grid."""
        return fsum(part.points for part in parts)

    def _part(self, found: Measure) -> Part:
        feature, value, reason, tell = found
        return Part(reason, tell(), feature, value, self.read[feature](value))


def base_file() -> Path:
    """Return where the shipped table lies."""
    return project_root() / "models" / "base" / "base.json"


@cache
def base_table() -> Table:
    """Return the shipped table, read once."""
    return load_table()


def load_table(path: Path | None = None) -> Table:
    """Read a table, the shipped one unless told otherwise. Raises ``TableError`` for one that must not be used."""
    file = path or base_file()
    try:
        return table_of(read_raw(file))
    except TableError as error:
        raise TableError(f"{file.name}: {error}") from error


@lru_cache(maxsize=16)
def job_facts_only(table: Table) -> Table:
    """Return a table in which nothing counts but what the position says of itself, whoever asks.

    《个人信息保护法》 art. 24: an order that does not aim at the person, for whoever wants none that does.
    """
    silent = Curve(((0.0, 0.0), (1.0, 0.0)))
    curves = {name: curve if name in JOB_FACTS else silent for name, curve in table.curves.items()}
    return replace(table, version=f"{table.version} job facts", curves=curves)


def read_raw(path: Path | None = None) -> dict[str, Any]:
    """Return a table as its file has it, the shipped one unless told otherwise. Raises ``TableError``."""
    file = path or base_file()
    try:
        raw = json.loads(file.read_text(encoding="utf-8"), parse_constant=_refuse_constant)
    except (OSError, ValueError) as error:
        raise error if isinstance(error, TableError) else TableError(repr(error)) from error
    if not isinstance(raw, dict):
        raise TableError("not a table.")
    return raw


def table_of(raw: Mapping[str, Any]) -> Table:
    """Return what a table's JSON says. Raises ``TableError`` for one that must not be used."""
    try:
        table = read_table(raw)
        directions = {name: entry["direction"] for name, entry in raw["features"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise error if isinstance(error, TableError) else TableError(repr(error)) from error
    check_table(table, directions)
    return table


def check_table(table: Table, directions: Mapping[str, str]) -> None:
    """Raise ``TableError`` unless every feature is there, monotone as declared, and no sum can leave 0 to 100."""
    if set(table.curves) != set(FEATURES):
        odd = ", ".join(sorted(set(table.curves) ^ set(FEATURES)))
        raise TableError(f"The table and the program do not have the same features: {odd}.")
    for name, curve in table.curves.items():
        _check_curve(name, curve, directions[name])
    lowest, highest = score_range(table)
    if not LOWEST <= lowest <= highest <= HIGHEST:
        raise TableError(f"Scores could run from {lowest:g} to {highest:g}; they must stay within 0 to 100.")
    best = table.curves["distance"].points(0)
    if any(best < table.curves[name].knots[-1][1] for name in ("place", "past_place")):
        raise TableError("Working from home must not count less than working in the same place.")


def score_range(table: Table) -> tuple[float, float]:
    """Return the lowest and the highest score that any pair can come to."""
    return table.start + _extreme(table, min), table.start + _extreme(table, max)


def _check_curve(name: str, curve: Curve, direction: str) -> None:
    xs, ys = zip(*curve.knots, strict=True)
    if any(left >= right for left, right in pairwise(xs)):
        raise TableError(f"{name}: the values of the knots must rise.")
    rises = [right - left for left, right in pairwise(ys)]
    wrong = {"up": any(rise < 0 for rise in rises), "down": any(rise > 0 for rise in rises)}
    if wrong.get(direction, True):
        raise TableError(f"{name}: the points do not all go '{direction}'.")


def _extreme(table: Table, pick: Callable[..., float]) -> float:
    """Return the least or most that all features together can add; features of one group share one place."""
    grouped = {name for group in table.one_of for name in group}
    groups = [*table.one_of, *((name,) for name in table.curves if name not in grouped)]
    return fsum(pick(0.0, *(y for name in group for _, y in table.curves[name].knots)) for group in groups)


def read_table(raw: Mapping[str, Any]) -> Table:
    """Return what a table's JSON says, unchecked. Raises whatever comes of one that is not a table."""
    texts = raw["texts"]
    return Table(
        version=str(raw["version"]),
        start=_on_grid(float(raw["start"])),
        curves={name: Curve(_knots(entry["knots"])) for name, entry in raw["features"].items()},
        one_of=tuple(tuple(group) for group in raw["one_of"]),
        texts=TextSettings(
            read_characters=int(texts["read_characters"]),
            single_weight=float(texts["single_weight"]),
            light_weight=float(texts["light_weight"]),
            light=frozenset(texts["light"]),
        ),
    )


def _knots(raw: Iterable[Iterable[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), _on_grid(float(y))) for x, y in raw)


def _on_grid(points: float) -> float:
    return round(points * _GRID) / _GRID


def _refuse_constant(name: str) -> float:
    raise TableError(f"{name} is not a number that a table may hold.")
