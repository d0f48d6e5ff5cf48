"""Reads a released model from disk, and refuses what was altered, cut or lost: hashes and JSON, no scikit-learn."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MANIFEST, RELEASED, TABLE = "manifest.json", "released.json", "table.json"


class ModelError(ValueError):
    """A stored model that must not be used, with the reason in one sentence."""


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
