"""Care of the database: bring the schema up to date, check that everything in it is sound."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade as run_migrations
from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError

from jobmatch.storage import audit
from jobmatch.storage.base import Base, db
from jobmatch.storage.sealed import keyring


def upgrade() -> str | None:
    """Bring the schema to the newest migration and return its revision."""
    run_migrations()
    return _revision()


def newest_revision() -> str | None:
    """Return the newest migration that the code knows."""
    directory = ScriptDirectory(current_app.extensions["migrate"].directory)
    return directory.get_current_head()


def _revision() -> str | None:
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def list_unready() -> list[str]:
    """List what is missing before the service can serve: database, migrations, keys; empty when it can."""
    try:
        revision = _revision()
    except SQLAlchemyError:
        return ["database"]
    missing = [] if revision == newest_revision() else ["migrations"]
    return missing if keyring().sealing else [*missing, "keys"]


def find_faults() -> list[str]:
    """List, as sentences, everything unsound: schema, file, foreign keys, constraints, audit chain."""
    if _revision() != newest_revision():
        return [f"The schema is at {_revision()}, the program expects {newest_revision()}. Run: jobmatch db upgrade"]
    faults = _missing_tables()
    if db.engine.dialect.name == "sqlite":
        faults += _sqlite_faults()
    return faults + _broken_checks() + audit.find_breaks(db.session())


def _missing_tables() -> list[str]:
    there = set(inspect(db.engine).get_table_names())
    return [f"Table {name} is missing." for name in sorted(set(Base.metadata.tables) - there)]


def _sqlite_faults() -> list[str]:
    faults = [str(row[0]) for row in db.session.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
    for table, row_id, parent, _number in db.session.execute(text("PRAGMA foreign_key_check")):
        faults.append(f"{table}: row {row_id} names a row of {parent} that does not exist.")
    return faults


def _broken_checks() -> list[str]:
    """Ask each CHECK again of the rows that are there: a file may have been changed behind the database's back."""
    faults = []
    for table in Base.metadata.sorted_tables:
        for rule in inspect(db.engine).get_check_constraints(table.name):
            query = f'SELECT count(*) FROM "{table.name}" WHERE NOT ({rule["sqltext"]})'
            if count := db.session.scalar(text(query)):
                faults.append(f"{table.name}: {count} rows break the rule {rule['name']}.")
    return faults
