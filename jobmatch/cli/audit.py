"""``jobmatch audit``: the end of the chain, to be kept where nobody who has the database reaches."""

import click

from jobmatch.cli.common import as_json, in_app, print_json
from jobmatch.storage import anchors
from jobmatch.storage.base import db


@click.group()
def audit() -> None:
    """The audit trail."""


@audit.command()
@as_json
@in_app
def anchor(json_out: bool) -> None:
    """Print the end of the audit chain; jobmatch db check --anchor FILE compares it later."""
    taken = anchors.take(db.session())
    if json_out:
        print_json(taken._asdict())
    else:
        click.echo(f"{taken.seq} {taken.hash} {taken.at}")
