"""Care of the database that the application uses: bring its schema up to date, check that everything in it is sound."""

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from jobmatch.storage import migrations, opening, soundness
from jobmatch.storage.base import db
from jobmatch.storage.sealed import key_file

MOST_NAMED = 20


def upgrade() -> str | None:
    """Bring the schema to the newest migration and return its revision."""
    migrations.upgrade(db.engine)
    return _revision()


def _revision() -> str | None:
    with db.engine.connect() as connection:
        return migrations.revision_of(connection)


def list_unready() -> list[str]:
    """List what is missing before the service can serve: database, migrations, keys; empty when it can."""
    try:
        revision = _revision()
    except SQLAlchemyError:
        return ["database"]
    if revision != migrations.newest_revision():
        return ["migrations"]
    if key_file().fault():
        return ["keys"]
    with db.engine.connect() as connection:
        return ["keys"] if opening.list_closed(connection, most=1) else []


def find_faults() -> list[str]:
    """List, as sentences, everything unsound: schema, file, foreign keys, constraints, audit chain."""
    revision, newest = _revision(), migrations.newest_revision()
    if revision != newest:
        return [f"The schema is at {revision}, the program expects {newest}. Run: jobmatch db upgrade"]
    with db.engine.connect() as connection:
        return soundness.find_faults(connection) or _closed(connection)


def has_tables() -> bool:
    """Tell whether migrations have ever run here."""
    return _revision() is not None


def _closed(connection: Connection) -> list[str]:
    faults = opening.list_closed(connection)
    if len(faults) > MOST_NAMED:
        return [
            *faults[:MOST_NAMED],
            f"{len(faults) - MOST_NAMED} more sealed values do not open. Is it the right key file?",
        ]
    return faults
