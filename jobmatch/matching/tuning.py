"""Tuning the table of points: a change makes a new version; a head puts one in force, and can go back to any."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.matching.base import HIGHEST, LOWEST, TableError, read_table, score_range, table_of
from jobmatch.matching.score_tables import find_use, get_score_table, is_usable, newest_raw
from jobmatch.matching.tables import ScoreTable, ScoreTableUse
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError

POINTS_MOST = 30
NOTE_MOST = 300

Knots = Sequence[tuple[float, float]]


class TuningRefusedError(SentenceError):
    """The points cannot be taken as they are; the sentence says what to change."""


@dataclass(frozen=True)
class Change:
    """One feature whose points or note differ between two versions: (value, points) before and after."""

    feature: str
    before: tuple[tuple[float, float], ...]
    after: tuple[tuple[float, float], ...]


def changes_between(older: Mapping[str, Any], newer: Mapping[str, Any]) -> list[Change]:
    """List the features whose points differ between two tables, in the order of the table."""
    return [
        Change(name, _knots(entry), _knots(newer["features"][name]))
        for name, entry in older["features"].items()
        if _knots(entry) != _knots(newer["features"][name])
    ]


def with_points(raw: Mapping[str, Any], feature: str, points: Sequence[Decimal], note: str) -> dict[str, Any]:
    """Return a table in which ``feature`` has other points at its values, and a note why; all else as it was.

    Raises ``TuningRefusedError`` where the points do not all go the feature's way, or a score could leave 0 to 100.
    """
    made = deepcopy(dict(raw))
    entry = made["features"][feature]
    if any(abs(one) > POINTS_MOST for one in points):
        raise TuningRefusedError("score_table.too_many_points", most=POINTS_MOST)
    rises = [right - left for left, right in pairwise(points)]
    if entry["direction"] == "up" and any(rise < 0 for rise in rises):
        raise TuningRefusedError("score_table.must_rise")
    if entry["direction"] == "down" and any(rise > 0 for rise in rises):
        raise TuningRefusedError("score_table.must_fall")
    entry["knots"] = [[x, float(y)] for (x, _old), y in zip(entry["knots"], points, strict=True)]
    entry["note"] = note
    _refuse_unusable(made)
    return made


def tune(by: Actor, district_id: str, feature: str, points: Sequence[Decimal], note: str) -> ScoreTable:
    """Make the next version, in which one feature's points or note are other ones; it ranks nothing yet.

    Raises ``TuningRefusedError``; ``KeyError`` for an unknown feature.
    """
    with act(by=by, action="score_table.tuned") as this:
        made = with_points(newest_raw(district_id), feature, points, note)
        version = _next_version(district_id)
        made["version"] = version
        table = ScoreTable(
            district_id=district_id, version=version, points=made, note=note, made_by=by.human_id, made_at=clock.now()
        )
        db.session.add(table)
        db.session.flush()
        this.about(table)
        this.note(feature=feature)
    return table


def put_in_force(by: Actor, district_id: str, table_id: str | None) -> ScoreTableUse:
    """Let a version rank from now on; None: the shipped one again. Raises ``LookupError``; ``TuningRefusedError``
    where it ranks already."""
    with act(by=by, action="score_table.put_in_force") as this:
        if table_id is not None and not is_usable(get_score_table(district_id, table_id)):
            raise TuningRefusedError("score_table.unusable")
        last = find_use(district_id)
        if (last.score_table_id if last is not None else None) == table_id:
            raise TuningRefusedError("score_table.in_force_already")
        use = ScoreTableUse(
            district_id=district_id,
            turn=last.turn + 1 if last is not None else 1,
            score_table_id=table_id,
            used_by=by.human_id,
            used_from=clock.now(),
        )
        db.session.add(use)
        db.session.flush()
        this.about(use)
    return use


def _refuse_unusable(made: Mapping[str, Any]) -> None:
    lowest, highest = score_range(read_table(made))
    if lowest < LOWEST:
        raise TuningRefusedError("score_table.too_low", lowest=lowest)
    if highest > HIGHEST:
        raise TuningRefusedError("score_table.too_high", highest=highest, over=highest - HIGHEST)
    try:
        table_of(made)
    except TableError:
        raise TuningRefusedError("score_table.home_below_place") from None


def _next_version(district_id: str) -> str:
    """Name a version by its day and its turn on it."""
    day = clock.today().isoformat()
    made_today = select(func.count()).where(
        ScoreTable.district_id == district_id, ScoreTable.version.startswith(f"{day}-")
    )
    return f"{day}-{(db.session.scalar(made_today) or 0) + 1}"


def _knots(entry: Mapping[str, Any]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in entry["knots"])
