"""``jobmatch seeker list`` and ``jobmatch position list``: masked lists of keys to work with."""

from collections.abc import Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from jobmatch.cli.common import as_json, in_app, print_json, the_district
from jobmatch.employers.queries import list_positions
from jobmatch.people.disclosure import Viewer, name_for
from jobmatch.seekers.queries import list_seekers

KEY_LONG = 36
WIDE = 200
at_most = click.option("--limit", type=click.IntRange(min=1), default=None, help="At most so many.")


@click.group()
def seeker() -> None:
    """Job seekers."""


@click.group()
def position() -> None:
    """Positions."""


@seeker.command("list")
@at_most
@as_json
@in_app
def list_seekers_command(limit: int | None, json_out: bool) -> None:
    """List the waiting seekers, those who wait longest first; only the surname is shown."""
    rows = [
        {
            "id": one.id,
            "name": name_for(Viewer.PROGRAM, one.person.name),
            "town": one.town.name if one.town else None,
            "since": str(one.since_on),
            "wanted": list(one.wanted),
        }
        for one in list_seekers(the_district().id, limit=limit)
    ]
    print_rows(rows, json_out)


@position.command("list")
@at_most
@as_json
@in_app
def list_positions_command(limit: int | None, json_out: bool) -> None:
    """List the open positions, newest first."""
    rows = [
        {
            "id": one.id,
            "title": one.title,
            "employer": one.employer.name,
            "seats": one.seats,
            "town": one.town.name if one.town else None,
            "posted_on": str(one.posted_on),
            "state": one.state.value,
        }
        for one in list_positions(the_district().id, open_only=True)[:limit]
    ]
    print_rows(rows, json_out)


def print_rows(rows: Sequence[dict[str, Any]], json_out: bool) -> None:
    """Print ``rows`` as JSON, or as a table to read."""
    if json_out:
        print_json(rows)
        return
    table = Table()
    for name in rows[0] if rows else ["(empty)"]:
        # A key that is cut is no key: the other columns make room.
        table.add_column(name, no_wrap=name == "id", min_width=KEY_LONG if name == "id" else None, overflow="fold")
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row.values()))
    console = Console()
    (console if console.is_terminal else Console(width=WIDE)).print(table)
