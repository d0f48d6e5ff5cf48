"""Alembic's entry: online only, inside a writing transaction, for whatever database the application names."""

from alembic import context
from flask import current_app

from jobmatch.storage.base import Instant, db
from jobmatch.storage.engine import writing


def _render_item(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column types as the plain ones beneath: a migration must run long after our code has moved on."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


def run_migrations() -> None:
    """Run the migrations on the application's own engine."""
    with writing(), db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=_render_item,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run_migrations()
