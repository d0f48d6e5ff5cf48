"""Backups and the way back: a backup is one SQLite file, whichever database it is of, and goes back into either.

*Decision:* one form for both databases, because a small district has nobody who knows two, and the programs of
PostgreSQL are not there where it comes from a package. What seals the fields is never in it: without the key file a
backup shows names and the course of things, but no number, no phone, no answers and no slip.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from flask import current_app
from sqlalchemy import Connection, Engine, MetaData, text
from sqlalchemy.exc import DatabaseError

from jobmatch import clock
from jobmatch.config import Settings
from jobmatch.storage import copying, files, migrations, opening, soundness
from jobmatch.storage.base import Base, db
from jobmatch.storage.digests import Held
from jobmatch.storage.engine import reading, take_time, writing


class BadBackupError(ValueError):
    """The file is no backup that can be restored; its sentence says why."""


class Restored(NamedTuple):
    """What is there after a restore: each table's rows and hash, where the former content lies (None = there was none),
    and a sentence for each sealed column that the present key file does not open."""

    held: dict[str, Held]
    former: Path | None
    closed: list[str]


def back_up(path: Path) -> dict[str, Held]:
    """Write a backup of the database in use to ``path`` and return what each table holds.

    Everybody may go on working. The copy is checked (integrity, foreign keys, rules, audit chain) and compared with
    what was read, row by row, before it gets its name. Of SQLite also a schema that waits for its upgrade is copied,
    page by page. Raises ``FileExistsError``, ``OSError``, and what ``copying.copy`` raises.
    """
    if path.exists():
        raise FileExistsError(f"There is a file {path} already; a backup never replaces another one.")
    with files.draft_beside(path) as draft:
        held = _copy_into(draft)
        files.keep(draft, path)
    return held


def _copy_into(draft: Path) -> dict[str, Held]:
    if db.engine.dialect.name != "sqlite":
        with files.opened(draft) as target:
            return copying.copy(db.engine, target)
    with reading(db.engine) as here:
        # The first look pins the instant; the pages are then copied as they were at it.
        is_current = migrations.revision_of(here) == migrations.newest_revision()
        source: Any = here.connection.dbapi_connection
        files.copy_pages(source, draft)
        with files.opened(draft) as target, target.connect() as there:
            return copying.compare(here, there) if is_current else _compare_older(here, there)


def _compare_older(here: Connection, there: Connection) -> dict[str, Held]:
    """Compare pages copied from a schema that waits for its upgrade: what its tables mean is not known here."""
    tables = MetaData()
    tables.reflect(here)
    return copying.compare(here, there, tables)


def restore(path: Path) -> Restored:
    """Put the backup at ``path`` in the place of everything in the database in use.

    It is checked and brought up to date first, in a copy. What was there is backed up beside the keys or the database
    before. Whoever is reading goes on reading the old state until the new one is whole. Raises ``BadBackupError``.
    """
    with files.draft_beside(_home() / path.name) as draft:
        _fetch(path, draft)
        with files.opened(draft) as source, reading(source) as here:
            former = _set_aside()
            held = _put(draft, here)
            with reading(db.engine) as there:
                held = held or copying.compare(here, there)
                return Restored(held, former, opening.list_closed(there, most=1))


def _fetch(path: Path, draft: Path) -> None:
    """Copy the backup into ``draft``, bring it up to date and find nothing wrong with it."""
    if not path.is_file() or not files.is_sqlite(path):
        raise BadBackupError(f"{path} is not a backup: jobmatch db backup makes one.")
    shutil.copyfile(path, draft)
    try:
        with files.opened(draft) as source:
            with source.connect() as connection:
                faults = soundness.file_faults(connection)
            if not faults:
                _bring_up_to_date(path, source)
                with source.connect() as connection:
                    faults = soundness.find_faults(connection)
    except DatabaseError as error:
        raise BadBackupError(f"{path} is damaged: {error.orig}") from error
    if faults:
        raise BadBackupError(f"{path} is damaged: {' '.join(faults)}")


def _bring_up_to_date(path: Path, source: Engine) -> None:
    with source.connect() as connection:
        revision = migrations.revision_of(connection)
    if revision is None:
        raise BadBackupError(f"{path} is no database of JobMatch.")
    if not migrations.is_known(revision):
        raise BadBackupError(f"{path} was made by a newer JobMatch (schema {revision}). Install that one first.")
    migrations.upgrade(source)


def _set_aside() -> Path | None:
    """Back up what is there now, and return where; None when there is nothing."""
    place = _home() / f"before-restore-{clock.now():%Y%m%d-%H%M%S-%f}.sqlite3"
    try:
        with db.engine.connect() as connection:
            if copying.is_empty(connection):
                return None
        back_up(place)
    except (DatabaseError, copying.DiffersError):
        if db.engine.dialect.name != "sqlite":
            raise
        # What cannot be read cannot be backed up, but somebody may yet save something from it.
        db.engine.dispose()
        for left in _database_file().parent.glob(f"{_database_file().name}*"):
            left.rename(place.with_name(left.name.replace(_database_file().name, place.name)))
    return place


def _database_file() -> Path:
    return Path(str(db.engine.url.database))


def _home() -> Path:
    """Return the folder for what is set aside: the database's own, or the keys' where the database is no file."""
    if db.engine.dialect.name == "sqlite":
        return _database_file().parent
    settings: Settings = current_app.config["JOBMATCH"]
    return settings.key_file.parent


def _put(draft: Path, here: Connection) -> dict[str, Held] | None:
    """Replace the content; where that is one transaction it is compared inside it, and what it holds is returned."""
    if db.engine.dialect.name == "sqlite":
        db.engine.dispose()
        with closing(sqlite3.connect(draft)) as source:
            files.copy_pages(source, _database_file())
        return None
    with writing(), db.engine.connect() as there:
        take_time(there)
        names = ", ".join(f'"{name}"' for name in [*Base.metadata.tables, "alembic_version"])
        there.execute(text(f"DROP TABLE IF EXISTS {names} CASCADE"))
        copying.fill(here, there)
        held = copying.compare(here, there)
        there.commit()
    return held
