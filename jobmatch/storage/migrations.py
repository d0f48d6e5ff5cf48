"""Brings a schema up to date, on whichever connection; ``migrations/`` has the steps, Alembic walks them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection, Engine, text

from jobmatch.storage.engine import LONGEST_WAIT_MS, take_time, writing

_ONE_AT_A_TIME = 0x4A4F424D
"""The lock that upgraders of one PostgreSQL database queue for; SQLite lets one writer in anyway."""


LONGEST_WAIT_FOR_ANOTHER_MS = 600_000
"""Milliseconds that an upgrade waits for the one before it, which may have a large register to change."""


class OrphansError(RuntimeError):
    """A migration has left rows that name others which are gone; it was taken back. ``args`` name the tables."""


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction for migrations and commit it; statements may take their time.

    *Decision:* on SQLite foreign keys rest meanwhile, because a changed table is made anew there and the old one
    dropped; every row is checked before the commit. Whoever comes while another upgrades waits for the end of it,
    longer than a page would: only the first wait is long, so that no changed table keeps the pages waiting.
    Raises ``OrphansError``.
    """
    with writing(), engine.connect() as connection:
        is_sqlite = engine.dialect.name == "sqlite"
        driver_connection: Any = connection.connection.dbapi_connection
        if is_sqlite:
            # Inside a transaction the pragma would do nothing, and none has begun yet.
            driver_connection.execute("PRAGMA foreign_keys=OFF")
            driver_connection.execute(f"PRAGMA busy_timeout={LONGEST_WAIT_FOR_ANOTHER_MS}")
        try:
            # Alembic ends a transaction after each migration, and lets another upgrade in, unless it finds one begun.
            connection.begin()
            take_time(connection)
            if not is_sqlite:
                _queue(connection)
            yield connection
            if is_sqlite:
                _refuse_orphans(connection)
            connection.commit()
        finally:
            connection.rollback()
            if is_sqlite:
                driver_connection.execute("PRAGMA foreign_keys=ON")
                driver_connection.execute(f"PRAGMA busy_timeout={LONGEST_WAIT_MS}")


def _queue(connection: Connection) -> None:
    connection.execute(text(f"SET LOCAL lock_timeout = {LONGEST_WAIT_FOR_ANOTHER_MS}"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
    connection.execute(text("SET LOCAL lock_timeout TO DEFAULT"))


def _refuse_orphans(connection: Connection) -> None:
    orphans = {str(row[0]) for row in connection.execute(text("PRAGMA foreign_key_check"))}
    if orphans:
        raise OrphansError(*sorted(orphans))


def upgrade(engine: Engine) -> None:
    """Bring the schema that ``engine`` leads to up to the newest migration."""
    with changing(engine) as connection:
        upgrade_within(connection)


def upgrade_within(connection: Connection) -> None:
    """Bring the schema up to date inside the transaction of ``connection``; the caller commits."""
    configuration = current_app.extensions["migrate"].migrate.get_config()
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")


def revision_of(connection: Connection) -> str | None:
    """Return the migration that the schema is at, or None where there is none."""
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """Return the newest migration that the code knows."""
    return _steps().get_current_head()


def is_known(revision: str) -> bool:
    """Tell whether the code knows that migration: a newer program's is unknown."""
    return revision in {step.revision for step in _steps().walk_revisions()}


def _steps() -> ScriptDirectory:
    return ScriptDirectory(current_app.extensions["migrate"].directory)
