"""Finds every subject's tables, so that the metadata is whole whichever part of the program runs.

They are in ``tables.py``, and in ``…_tables.py`` beside it where one file would be too long.
"""

from importlib import import_module
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def load_tables() -> list[str]:
    """Import every subject's tables and return the modules' names, in order; subjects are found, never listed."""
    names = sorted(f"jobmatch.{path.parent.name}.{path.stem}" for path in PACKAGE.glob("*/*tables.py"))
    for name in [*names, "jobmatch.storage.audit", "jobmatch.storage.idempotency", "jobmatch.storage.jobs"]:
        import_module(name)
    return names
