"""Train, judge and, where every gate was passed, release. Who asks is a person; what decides is the gates."""

from pathlib import Path
from typing import Any

from jobmatch import clock
from jobmatch.matching import model_file, model_store
from jobmatch.matching.evaluation.evaluate import SEED
from jobmatch.matching.model_card import card
from jobmatch.matching.training import Material, Trained, fingerprint, train_on


def train_and_store(material: Material, folder: Path, seed: int = SEED) -> dict[str, Any]:
    """Train, write the model and its papers to ``folder``, and return what is said of it."""
    trained = train_on(material, seed)
    home = model_store.store(trained, folder, _card(trained, material))
    return {
        "trained": trained.table is not None,
        "model": trained.name,
        "fingerprint": trained.fingerprint,
        "folder": str(home),
        "outcomes": material.outcomes,
        "metrics": trained.metrics,
        "fairness": trained.fairness,
        "gates": [{**gate.as_json(), "passed": gate.passed} for gate in trained.gates],
    }


def release_latest(material: Material, folder: Path, seed: int = SEED) -> dict[str, Any]:
    """Release what was trained last from this very material (training it where nothing was); say which gates failed.

    Nothing is released by halves: where one gate fails, the base score keeps, or gets back, its place.
    """
    if model_file.find_latest(folder) != fingerprint(material.world)[: model_store.NAME_LENGTH]:
        train_and_store(material, folder, seed)
    model = str(model_file.find_latest(folder))
    gates = model_store.gates_of(folder / model)
    failed = [gate.as_json() for gate in gates if not gate.passed]
    if failed:
        model_store.withdraw(folder)
    else:
        model_store.release(folder, model)
    return {"released": not failed, "failed": failed, "model": model}


def _card(trained: Trained, material: Material) -> str:
    today = clock.today().isoformat()
    return card(trained.name, material.source, material.outcomes, trained.metrics, trained.gates, today)
