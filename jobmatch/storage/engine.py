"""How a connection behaves: reads cannot write, and only an act's transaction may.

Decision: SQLite's default transactions lose updates silently, so writes take ``BEGIN IMMEDIATE`` and every other
transaction is read-only on both databases (``PRAGMA query_only`` / ``BEGIN READ ONLY``). A service that forgets ``act``
therefore fails at once instead of writing without an audit row. Both give up waiting for a lock after the same time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from importlib.util import find_spec
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

_writing: ContextVar[bool] = ContextVar("writing", default=False)

LONGEST_WAIT_MS = 8000
"""Milliseconds after which nobody waits any longer for somebody else's lock."""

SQLITE_PRAGMAS = (
    "synchronous=FULL",
    f"busy_timeout={LONGEST_WAIT_MS}",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
)

POSTGRESQL_SETTINGS = {
    "lock_timeout": LONGEST_WAIT_MS,
    "statement_timeout": 30_000,
    "idle_in_transaction_session_timeout": 60_000,
    "TimeZone": "UTC",
}


@contextmanager
def writing() -> Iterator[None]:
    """Let transactions begun inside write. Used by ``act`` and by migrations, by nothing else."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Read a database as it is at one instant, however long it takes and whoever writes meanwhile."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            take_time(connection)
            yield connection


def options_for(url: URL) -> dict[str, Any]:
    """Return the engine options for the database at ``url``. Errors never carry values: a log may not hold a name.

    Raises ``ValueError`` where PostgreSQL is asked for and its driver is not there.
    """
    options: dict[str, Any] = {"hide_parameters": True}
    if url.get_backend_name() == "postgresql":
        if find_spec("psycopg") is None:
            raise ValueError("PostgreSQL needs its driver. Install the extra: pip install 'jobmatch[postgres]'")
        settings = " ".join(f"-c {name}={value}" for name, value in POSTGRESQL_SETTINGS.items())
        # What the operator wrote into the address comes last and prevails.
        written = url.query.get("options", "")
        options["connect_args"] = {"options": f"{settings} {written}".strip()}
        # A server that was started anew is noticed before the first statement fails.
        options["pool_pre_ping"] = True
    return options


def make_engine(url: URL, is_at_rest: bool = False) -> Engine:
    """Return an engine for a database other than the application's own; ``is_at_rest``: a file that nobody serves."""
    engine = create_engine(url, **options_for(url))
    prepare(engine, "DELETE" if is_at_rest else "WAL")
    return engine


def prepare(engine: Engine, journal: str = "WAL") -> None:
    """Attach the connection rules to ``engine``; call once for each engine."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_set_up_sqlite, journal))
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)


def take_time(connection: Connection) -> None:
    """Let this transaction take as long as it needs, its statements and the work between them: for care of the
    database, not for pages."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")


def _set_up_sqlite(journal: str, connection: Any, _record: object) -> None:
    # The driver's own transaction handling begins too late and too weakly; SQLAlchemy begins instead.
    connection.isolation_level = None
    for pragma in (f"journal_mode={journal}", *SQLITE_PRAGMAS):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    write = _writing.get()
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if write else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    # The driver sends BEGIN READ ONLY with the first statement: no journey of its own, as SET TRANSACTION would be.
    driver_connection: Any = connection.connection.dbapi_connection
    driver_connection.read_only = not _writing.get()
