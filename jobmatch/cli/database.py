"""``jobmatch db``: schema and data care."""

import sys
from pathlib import Path
from typing import Any

import click
from flask import current_app

from jobmatch.cli.common import as_json, in_app, print_json, refuse
from jobmatch.config import Settings, resolve_database_url
from jobmatch.storage import anchors, care, copying
from jobmatch.storage import backup as backups
from jobmatch.storage.base import db as database
from jobmatch.storage.digests import Held

a_file = click.argument("path", type=click.Path(path_type=Path, dir_okay=False, resolve_path=True))


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
@click.option(
    "--anchor",
    "kept",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Anchors of the audit chain that were kept elsewhere: what audit anchor --json printed, or lines of the log.",
)
@as_json
@in_app
def check(kept: Path | None, json_out: bool) -> None:
    """Verify integrity, constraints and the audit chain; exits 1 when something is unsound."""
    given = anchors.read(kept) if kept else []
    faults = care.find_faults()
    faults += anchors.list_mismatches(database.session(), given) if care.has_tables() else []
    if json_out:
        print_json({"ok": not faults, "faults": faults})
    else:
        click.echo("\n".join(faults) or "Everything is sound.")
    sys.exit(1 if faults else 0)


@db.command()
@a_file
@as_json
@in_app
def backup(path: Path, json_out: bool) -> None:
    """Write everything into one new file while people go on working; the key file is not in it."""
    try:
        held = backups.back_up(path)
    except FileExistsError as error:
        refuse(str(error))
    except FileNotFoundError:
        refuse(f"There is no folder {path.parent}.")
    except copying.DiffersError as error:
        raise click.ClickException("\n".join(error.args)) from error
    _say(held, json_out, f"Backed up to {path}. Keep the key file apart from it.", path=str(path))


@db.command()
@a_file
@as_json
@in_app
def restore(path: Path, json_out: bool) -> None:
    """Put a backup in the place of everything in the database; what was there is backed up first."""
    done = backups.restore(path)
    former = str(done.former) if done.former else None
    if done.closed:
        click.echo("\n".join([*done.closed, "Put back the key file of that time."]), err=True)
    said = f"Restored from {path}." + (f" What was there before: {former}" if former else "")
    _say(done.held, json_out, said, former=former, closed=done.closed)


@db.command()
@click.option("--to", "address", required=True, help="The new database: sqlite:///… or postgresql+psycopg://…")
@as_json
@in_app
def copy(address: str, json_out: bool) -> None:
    """Copy everything into a new, empty database of either kind and compare it there."""
    settings: Settings = current_app.config["JOBMATCH"]
    try:
        held = copying.copy_to(resolve_database_url(address, settings.home))
    except copying.DiffersError as error:
        raise click.ClickException("\n".join(error.args)) from error
    _say(held, json_out, "Copied and compared. Point JOBMATCH_DATABASE_URL there to use it.")


def _say(held: dict[str, Held], json_out: bool, sentence: str, **more: Any) -> None:
    if json_out:
        print_json({**more, "tables": {name: one._asdict() for name, one in held.items()}})
        return
    for name, one in held.items():
        click.echo(f"{one.rows:8d}  {one.hash[:12]}  {name}")
    click.echo(sentence)
