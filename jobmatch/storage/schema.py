"""Finds every subject's ``tables.py``, so that the metadata is whole whichever part of the program runs."""

from importlib import import_module
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def load_tables() -> list[str]:
    """Import every ``tables.py`` and return the modules' names, in order; subjects are found, never listed."""
    names = sorted(f"jobmatch.{path.parent.name}.tables" for path in PACKAGE.glob("*/tables.py"))
    for name in [*names, "jobmatch.storage.audit", "jobmatch.storage.idempotency", "jobmatch.storage.jobs"]:
        import_module(name)
    return names
