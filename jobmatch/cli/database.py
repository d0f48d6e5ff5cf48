"""``jobmatch db``: schema and data care."""

import sys

import click

from jobmatch.cli.common import as_json, in_app, print_json
from jobmatch.storage import care


@click.group()
def db() -> None:
    """Schema and data care."""


@db.command()
@as_json
@in_app
def upgrade(json_out: bool) -> None:
    """Bring the schema up to date."""
    revision = care.upgrade()
    if json_out:
        print_json({"revision": revision})
    else:
        click.echo(f"The schema is at {revision}.")


@db.command()
@as_json
@in_app
def check(json_out: bool) -> None:
    """Verify integrity, constraints and the audit chain; exits 1 when something is unsound."""
    faults = care.find_faults()
    if json_out:
        print_json({"ok": not faults, "faults": faults})
    else:
        click.echo("\n".join(faults) or "Everything is sound.")
    sys.exit(1 if faults else 0)
