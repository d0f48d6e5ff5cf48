"""Reads a released model from disk, and refuses what was altered, cut or lost: hashes and JSON, no scikit-learn."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST, RELEASED, LATEST, TABLE = "manifest.json", "released.json", "latest.json", "table.json"
METRICS, FAIRNESS, GATES = "metrics.json", "fairness.json", "gates.json"


class ModelError(ValueError):
    """A stored model that must not be used, with the reason in one sentence."""


@dataclass(frozen=True, slots=True)
class Papers:
    """What training left of a model beside its table: figures of every system, the fairness report, the gates.

    ``is_released``: this is the model that orders now.
    """

    name: str
    metrics: Mapping[str, Any]
    fairness: Mapping[str, Any]
    gates: Sequence[Mapping[str, Any]]
    is_released: bool


def find_latest(folder: Path) -> str | None:
    """Return the name of the folder of what was trained last, or None."""
    try:
        return str(json.loads((folder / LATEST).read_text(encoding="utf-8"))["model"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read_papers(folder: Path) -> Papers | None:
    """Return the papers of what was trained last, None where nothing was. Raises ``ModelError`` for an altered file."""
    latest = find_latest(folder)
    if latest is None:
        return None
    home = folder / Path(latest).name
    name = str(check(home)["name"])
    metrics, fairness, gates = (
        json.loads((home / file).read_text(encoding="utf-8")) for file in (METRICS, FAIRNESS, GATES)
    )
    released = read_released(folder)
    return Papers(name, metrics, fairness, gates, released is not None and released[0] == name)


def read_released(folder: Path) -> tuple[str, str] | None:
    """Return the released model's name and its table as JSON text, None where none is. Raises ``ModelError``."""
    file = folder / RELEASED
    if not file.exists():
        return None
    try:
        named = json.loads(file.read_text(encoding="utf-8"))
        home = folder / Path(str(named["model"])).name
        if hashlib.sha256((home / MANIFEST).read_bytes()).hexdigest() != named["manifest"]:
            raise ModelError(f"{home.name}: the manifest was altered after the release.")
        return str(check(home)["name"]), (home / TABLE).read_text(encoding="utf-8")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise error if isinstance(error, ModelError) else ModelError(f"{RELEASED}: {error}") from error


def check(home: Path) -> Mapping[str, Any]:
    """Return a model's manifest. Raises ``ModelError`` unless every file is there and is the one that was written."""
    try:
        manifest: Mapping[str, Any] = json.loads((home / MANIFEST).read_text(encoding="utf-8"))
        for name, expected in manifest["files"].items():
            if hashlib.sha256((home / Path(name).name).read_bytes()).hexdigest() != expected:
                raise ModelError(f"{home.name}/{name} was altered.")
    except (OSError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise error if isinstance(error, ModelError) else ModelError(f"{home.name}: {error}") from error
    return manifest
