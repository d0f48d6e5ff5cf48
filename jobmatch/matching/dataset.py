"""Reads a dataset folder strictly: one JSON object a line, UTF-8, closed keys and words; every fault is a sentence.

Missing keys are missing facts. Nothing is guessed, corrected or skipped but empty lines.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NoReturn

from jobmatch.matching import dataset_fields as fields
from jobmatch.matching.dataset_fields import DatasetError, Reader, Spot
from jobmatch.matching.facts import PositionFacts, SeekerFacts
from jobmatch.wording.vocabulary import (
    ACCOMMODATIONS,
    CONDITION_ANSWERS,
    DEMAND_ANSWERS,
    FUNCTION_ANSWERS,
    FUNCTIONS,
    REFUSALS,
)

__all__ = ["Dataset", "DatasetError", "Interaction", "read_dataset", "read_interactions", "read_json"]

OUTCOMES = ("viewed", "referred", "interviewed", "offered", "hired", "retained", "declined")

_LATITUDE, _LONGITUDE = fields.number(-90, 90), fields.number(-180, 180)
_HOURS = fields.number(0, fields.HOURS_OF_A_WEEK)

_SEEKER: Mapping[str, tuple[str, Reader]] = {
    "id": ("id", fields.text),
    "text": ("text", fields.text),
    "wanted": ("wanted", fields.texts),
    "history": ("history", fields.past_jobs),
    "place": ("place", fields.text),
    "lat": ("lat", _LATITUDE),
    "lon": ("lon", _LONGITUDE),
    "education": ("education", fields.text),
    "wage_floor": ("wage_floor_fen", fields.fen),
    "functions": ("functions", fields.answers(FUNCTIONS, FUNCTION_ANSWERS)),
    "needs": ("needs", fields.words(ACCOMMODATIONS)),
    "refusals": ("refusals", fields.words(REFUSALS)),
    "licences": ("licences", fields.text_set),
    "distance_km": ("distance_km", fields.number(0, fields.MOST_KM)),
    "hours_week": ("hours_week", _HOURS),
}
_POSITION: Mapping[str, tuple[str, Reader]] = {
    "id": ("id", fields.text),
    "title": ("title", fields.text),
    "text": ("text", fields.text),
    "employer": ("employer", fields.text),
    "industry": ("industry", fields.text),
    "place": ("place", fields.text),
    "lat": ("lat", _LATITUDE),
    "lon": ("lon", _LONGITUDE),
    "posted": ("posted_on", fields.day),
    "wage_min": ("wage_min_fen", fields.fen),
    "wage_max": ("wage_max_fen", fields.fen),
    "education": ("education", fields.text),
    "demands": ("demands", fields.answers(FUNCTIONS, DEMAND_ANSWERS)),
    "offers": ("offers", fields.words(ACCOMMODATIONS)),
    "conditions": ("conditions", fields.answers(REFUSALS, CONDITION_ANSWERS)),
    "licences": ("licences", fields.text_set),
    "hours_week": ("hours_week", _HOURS),
}
_INTERACTION: Mapping[str, tuple[str, Reader]] = {
    "seeker": ("seeker", fields.text),
    "position": ("position", fields.text),
    "at": ("at", fields.instant),
    "outcome": ("outcome", fields.one_of(OUTCOMES)),
}


@dataclass(frozen=True, slots=True)
class Dataset:
    """Seekers and positions by id, in the order of the files."""

    seekers: Mapping[str, SeekerFacts]
    positions: Mapping[str, PositionFacts]

    @property
    def newest_on(self) -> date | None:
        """Return the day of the newest posting, the dataset's own today, so that the same folder ranks the same."""
        return max((one.posted_on for one in self.positions.values() if one.posted_on), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """What a seeker and a position had to do with each other at an instant."""

    seeker: str
    position: str
    at: datetime
    outcome: str


def read_dataset(folder: Path) -> Dataset:
    """Read ``seekers.jsonl`` and ``positions.jsonl``. Raises ``DatasetError`` for the first fault."""
    if not folder.is_dir():
        raise DatasetError("dataset_no_folder", folder=str(folder))
    seekers = {facts["id"]: SeekerFacts(**facts) for facts in _facts(folder / "seekers.jsonl", _SEEKER)}
    positions = {facts["id"]: PositionFacts(**facts) for facts in _facts(folder / "positions.jsonl", _POSITION)}
    return Dataset(seekers, positions)


def read_interactions(folder: Path, dataset: Dataset) -> list[Interaction]:
    """Read ``interactions.jsonl``, each about ids of ``dataset``. Raises ``DatasetError`` for the first fault."""
    found = []
    for spot, raw in _lines(folder / "interactions.jsonl"):
        facts = fields.read_fields(raw, _INTERACTION, spot)
        for key in _INTERACTION:
            if key not in facts:
                raise spot.inside(key).error("dataset_missing_key")
        for key, known in (("seeker", dataset.seekers), ("position", dataset.positions)):
            if facts[key] not in known:
                raise spot.inside(key).error("dataset_unknown_id", word=facts[key])
        found.append(Interaction(**facts))
    return found


def _facts(file: Path, readers: Mapping[str, tuple[str, Reader]]) -> Iterator[dict[str, Any]]:
    """Yield each line's facts; every line has an id of its own."""
    first_lines: dict[str, int] = {}
    for spot, raw in _lines(file):
        facts = fields.read_fields(raw, readers, spot)
        key = facts.get("id", "")
        if not key.strip():
            raise spot.inside("id").error("dataset_missing_key")
        if key in first_lines:
            raise spot.inside("id").error("dataset_same_id", word=key, first=first_lines[key])
        first_lines[key] = spot.line
        yield facts


def _lines(file: Path) -> Iterator[tuple[Spot, Any]]:
    """Yield each line's JSON with its spot. Lines end at a line feed and nowhere else; empty ones say nothing."""
    try:
        lines = file.read_bytes().split(b"\n")
    except OSError:
        raise DatasetError("dataset_no_file", file=file.name, folder=str(file.parent)) from None
    for number, line in enumerate(lines, start=1):
        if line.strip():
            spot = Spot(file.name, number, "")
            yield spot, read_json(line, spot)


def read_json(line: bytes, spot: Spot) -> Any:
    """Read one JSON value strictly: no doubled key, no number that is none. Raises ``DatasetError``."""
    try:
        return json.loads(
            line.decode("utf-8-sig"),
            parse_float=lambda digits: _exact(digits, spot),
            parse_constant=lambda name: _refuse(spot, "dataset_no_such_number", word=name),
            object_pairs_hook=lambda pairs: _without_doubles(pairs, spot),
        )
    except UnicodeDecodeError:
        raise spot.error("dataset_not_utf8") from None
    except DatasetError:
        raise
    except json.JSONDecodeError as error:
        raise replace(spot, line=spot.line + error.lineno - 1).error("dataset_not_json") from None
    except (ValueError, RecursionError):
        raise spot.error("dataset_not_json") from None


def _exact(digits: str, spot: Spot) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:  # an exponent beyond what the module can hold
        _refuse(spot, "dataset_no_such_number", word=digits)


def _without_doubles(pairs: list[tuple[str, Any]], spot: Spot) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            _refuse(spot, "dataset_double_key", word=key)
        found[key] = value
    return found


def _refuse(spot: Spot, key: str, **values: object) -> NoReturn:
    raise spot.error(key, **values)
