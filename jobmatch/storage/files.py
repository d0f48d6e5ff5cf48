"""SQLite files at rest: a backup is one, whichever database it was taken from."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Engine

from jobmatch.storage.engine import make_engine

_BEGINNING = b"SQLite format 3\0"


@contextmanager
def opened(path: Path) -> Iterator[Engine]:
    """Open the SQLite file at ``path``; afterwards it is one file again, without a log beside it."""
    engine = make_engine(URL.create("sqlite", database=str(path)), is_at_rest=True)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def draft_beside(path: Path) -> Iterator[Path]:
    """Make an empty file of mode 600 in the folder of ``path``, under another name; it is gone afterwards.

    Raises ``OSError`` where the folder cannot be written to.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield draft
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            Path(f"{draft}{ending}").unlink(missing_ok=True)


def keep(draft: Path, path: Path) -> None:
    """Give a finished draft its name, safe from a power cut. Raises ``FileExistsError``: nothing is written over."""
    with open(draft, "rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # A stick that knows no second names for a file.
        draft.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    with suppress(OSError):
        os.fsync(folder)
    os.close(folder)


def is_sqlite(path: Path) -> bool:
    """Tell whether the file begins as an SQLite database does. Raises ``OSError`` when it cannot be read."""
    with open(path, "rb") as file:
        return file.read(len(_BEGINNING)) == _BEGINNING


def copy_pages(source: sqlite3.Connection, path: Path) -> None:
    """Write what ``source`` sees into the database at ``path``, in one step that others see whole or not at all."""
    with closing(sqlite3.connect(path, timeout=30)) as target:
        source.backup(target)
