"""Alembic's entry: online only, on the connection that the program hands over or else on the application's own."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from jobmatch.storage import append_only
from jobmatch.storage.base import Instant, db
from jobmatch.storage.migrations import changing


def _render_item(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column types as the plain ones beneath: a migration must run long after our code has moved on."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_item=_render_item,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        # A migration may have to fill a column of a table that only grows; SQLite loses triggers with the old table.
        append_only.release(connection)
        context.run_migrations()
        append_only.protect(connection)


def run_migrations() -> None:
    """Run the migrations; whoever handed a connection over commits them."""
    handed_over = context.config.attributes.get("connection")
    if handed_over is not None:
        _run(handed_over)
        return
    with changing(db.engine) as connection:
        _run(connection)


run_migrations()
