"""Getting what was erased out of the files of the database: it lingers in free pages and logs until they are rewritten.

SQLite overwrites what it deletes (``secure_delete``), but its write-ahead log keeps older pages until it is emptied;
PostgreSQL keeps old versions of rows until the table is rewritten. Copies made before (backups, PostgreSQL's own
archive of its log) are out of reach: they go when their time is over (``docs/decisions/0042``).
"""

from sqlalchemy import select, text

from jobmatch import clock
from jobmatch.data_care.forgetting import FORGOTTEN
from jobmatch.data_care.tables import Erasure
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db


def scrub() -> int:
    """Rewrite the tables that an erasure touched, where one waits for it; returns how many erasures that settled."""
    db.session.rollback()
    waiting = db.session.scalars(select(Erasure.id).where(Erasure.scrubbed_at.is_(None)).order_by(Erasure.id)).all()
    db.session.rollback()
    if not waiting:
        return 0
    rewrite()
    with act(by=MACHINE, action="erasures.scrubbed") as this:
        for erasure in db.session.scalars(select(Erasure).where(Erasure.id.in_(waiting))):
            erasure.scrubbed_at = clock.now()
        this.note(erasures=len(waiting))
    if db.engine.dialect.name == "sqlite":
        _empty_the_log()
    return len(waiting)


def rewrite() -> None:
    """Rewrite the database (SQLite) or the tables about people (PostgreSQL), outside any transaction."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            driver = connection.connection.dbapi_connection
            assert driver is not None, "a connection that is open has one"
            cursor = driver.cursor()
            for statement in ("PRAGMA query_only=OFF", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                cursor.execute(statement)
            cursor.close()
            return
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        alone.execute(text("SET statement_timeout = 0"))
        for table in FORGOTTEN:
            alone.execute(text(f"VACUUM FULL {table}"))
        alone.execute(text("RESET statement_timeout"))


def _empty_the_log() -> None:
    with db.engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None, "a connection that is open has one"
        driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
