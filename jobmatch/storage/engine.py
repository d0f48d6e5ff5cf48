"""How a connection behaves: reads cannot write, and only an act's transaction may.

Decision: SQLite's default transactions lose updates silently, so writes take ``BEGIN IMMEDIATE`` and every other
transaction is read-only on both databases (``PRAGMA query_only`` / ``SET TRANSACTION READ ONLY``). A service that
forgets ``act`` therefore fails at once instead of writing without an audit row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event

_writing: ContextVar[bool] = ContextVar("writing", default=False)

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=8000",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
)


@contextmanager
def writing() -> Iterator[None]:
    """Let transactions begun inside write. Used by ``act`` and by migrations, by nothing else."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def prepare(engine: Engine) -> None:
    """Attach the connection rules to ``engine``; call once for each engine."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transaction handling begins too late and too weakly; SQLAlchemy begins instead.
    connection.isolation_level = None
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    write = _writing.get()
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if write else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if not _writing.get():
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
