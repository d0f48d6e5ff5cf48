"""The table of points in words: features, their values and points, versions and what they change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jobmatch.accounts.queries import names_of
from jobmatch.matching.base import table_of
from jobmatch.matching.effects import Effect
from jobmatch.matching.features import FEATURES
from jobmatch.matching.score_tables import find_ranking_id, find_use, is_usable, list_score_tables, raw_in_force
from jobmatch.matching.service import effect_of
from jobmatch.matching.tables import ScoreTable
from jobmatch.matching.tuning import changes_between
from jobmatch.wording import sentence

FEATURES_SHOWN = frozenset(FEATURES)
LOOKED_AT = 30
"""People for whom a version is tried before it ranks: enough to see a change, quick enough to wait for."""


@dataclass(frozen=True)
class FeatureShown:
    """One feature: what it is, its (value, points) in words, why; ``before`` where a version changes it."""

    key: str
    name: str
    points: tuple[tuple[str, str], ...]
    note: str
    before: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class VersionRow:
    """One version in the list; ``is_used``: it ranks now."""

    id: str
    version: str
    note: str
    made_by: str
    made_at: datetime
    is_used: bool


@dataclass(frozen=True)
class ScoreShown:
    """The table that ranks now, since when (None: it came with the program), and all versions."""

    version: str
    start: float
    used_from: datetime | None
    is_shipped: bool
    features: tuple[FeatureShown, ...]
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True)
class VersionShown:
    """A version against the one that ranks now; ``effect`` None: this program cannot read it."""

    row: VersionRow
    changes: tuple[FeatureShown, ...]
    effect: Effect | None


def score_shown(district_id: str, locale: str) -> ScoreShown:
    """Return the table that ranks in a district, and its versions."""
    raw, use = raw_in_force(district_id), find_use(district_id)
    used = find_ranking_id(district_id)
    tables = list_score_tables(district_id)
    names = names_of(one.made_by for one in tables)
    return ScoreShown(
        version=str(raw["version"]),
        start=float(raw["start"]),
        used_from=use.used_from if use is not None and use.score_table_id == used else None,
        is_shipped=used is None,
        features=tuple(feature_shown(key, entry, locale) for key, entry in raw["features"].items()),
        versions=tuple(_row(one, names, used) for one in tables),
    )


def feature_shown(key: str, entry: Mapping[str, Any], locale: str) -> FeatureShown:
    """Return one feature in words."""
    return FeatureShown(key, _name(key, locale), _points(key, entry["knots"], locale), str(entry.get("note", "")))


def version_shown(table: ScoreTable, locale: str) -> VersionShown:
    """Return what a version changes, and for how many people."""
    row = _row(table, names_of([table.made_by]), find_ranking_id(table.district_id))
    if not is_usable(table):
        return VersionShown(row, (), None)
    changes = changes_between(raw_in_force(table.district_id), table.points)
    shown = tuple(
        FeatureShown(
            one.feature,
            _name(one.feature, locale),
            _points(one.feature, one.after, locale),
            str(table.points["features"][one.feature].get("note", "")),
            _points(one.feature, one.before, locale),
        )
        for one in changes
    )
    return VersionShown(row, shown, effect_of(table.district_id, table_of(table.points), LOOKED_AT))


def value_name(feature: str, value: float, locale: str) -> str:
    """Say a value of a feature with its unit: 3 公里, 50%."""
    return sentence(f"score.value.{feature}", {"value": float(value)}, locale)


def _name(feature: str, locale: str) -> str:
    return sentence(f"score.feature.{feature}", {}, locale)


def _points(feature: str, knots: Any, locale: str) -> tuple[tuple[str, str], ...]:
    return tuple((value_name(feature, value, locale), _number(points)) for value, points in knots)


def _number(points: float) -> str:
    return f"{points:+g}".replace("-", "\u2212").replace("+0", "0")


def _row(table: ScoreTable, names: Mapping[str, str], used: str | None) -> VersionRow:
    made_by = names.get(table.made_by, "")
    return VersionRow(table.id, table.version, table.note, made_by, table.made_at, table.id == used)
