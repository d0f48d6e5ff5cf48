"""Trained rankers on disk: one folder a model in JOBMATCH_MODEL_DIR, with its papers; a released one is named beside.

Every file's SHA-256 is in the folder's manifest and the manifest's in ``released.json``: an altered file is refused.
What serves is JSON. The skops file is for training and audit; it opens only with the one type on the list.
"""

import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jobmatch.matching.gates import Gate
from jobmatch.matching.model_file import (
    FAIRNESS,
    GATES,
    LATEST,
    MANIFEST,
    METRICS,
    RELEASED,
    TABLE,
    ModelError,
    check,
    read_released,
)
from jobmatch.matching.pairs.columns import COLUMNS
from jobmatch.matching.ranker.table import RankerTable
from jobmatch.matching.training import Trained

NAME_LENGTH = 12
TRUSTED = ("sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",)


def store(trained: Trained, folder: Path, card: str) -> Path:
    """Write a trained model and its papers, and name it as the latest; returns its folder."""
    home = folder / trained.fingerprint[:NAME_LENGTH]
    home.mkdir(parents=True, exist_ok=True)
    papers: dict[str, bytes] = {
        METRICS: _json(trained.metrics),
        FAIRNESS: _json(trained.fairness),
        GATES: _json([{**asdict(gate)} for gate in trained.gates]),
        "card.md": card.encode(),
    }
    if trained.table is not None:
        papers[TABLE] = trained.table.to_json().encode()
    if trained.ranker is not None:
        import skops.io

        papers["ranker.skops"] = skops.io.dumps(trained.ranker.trees_)
    if trained.chance is not None:
        papers["chance.json"] = _json(asdict(trained.chance))
    for name, content in papers.items():
        _write(home / name, content)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(papers.items())}
    _write(home / MANIFEST, _json({"fingerprint": trained.fingerprint, "name": trained.name, "files": hashes}))
    _write(folder / LATEST, _json({"model": home.name}))
    return home


def gates_of(home: Path) -> tuple[Gate, ...]:
    """Return how a model was judged. Raises ``ModelError`` for an altered file."""
    check(home)
    return tuple(Gate(**one) for one in json.loads((home / GATES).read_text(encoding="utf-8")))


def release(folder: Path, model: str) -> None:
    """Name a model as the one to serve, with its manifest's hash. Raises ``ModelError`` where a file was altered."""
    check(folder / model)
    mark = hashlib.sha256((folder / model / MANIFEST).read_bytes()).hexdigest()
    _write(folder / RELEASED, _json({"model": model, "manifest": mark}))


def withdraw(folder: Path) -> None:
    """Serve the base score again."""
    (folder / RELEASED).unlink(missing_ok=True)


def load_released(folder: Path) -> tuple[str, RankerTable] | None:
    """Return the released model's name and table, None where none is released. Raises ``ModelError``."""
    found = read_released(folder)
    return None if found is None else (found[0], RankerTable.from_json(found[1], COLUMNS))


def open_trees(home: Path) -> Any:
    """Open a model's training artefact, for audit. Raises ``ModelError`` for an altered file or an unknown type."""
    import skops.io

    check(home)
    file = home / "ranker.skops"
    unknown = set(skops.io.get_untrusted_types(file=file)) - set(TRUSTED)
    if unknown:
        raise ModelError(f"{home.name}: the file holds types that are not on the list: {', '.join(sorted(unknown))}.")
    return skops.io.load(file, trusted=list(TRUSTED))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str).encode()


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(content)
    os.replace(beside, file)
