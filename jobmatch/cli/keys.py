"""``jobmatch keys``: what is sealed and indexed with which key; change the keys; give old ones up."""

import sys
from collections.abc import Callable
from dataclasses import asdict

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from jobmatch.cli.common import as_json, in_app, print_json, refuse
from jobmatch.storage import counting, rotation
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.storage.rotation import Change, Tell
from jobmatch.storage.sealed import key_file, suite

at_once_option = click.option(
    "--batch",
    "at_once",
    type=click.IntRange(1, 10_000),
    default=rotation.ROWS_AT_ONCE,
    show_default=True,
    help="Rows in one act; others wait while one is under way.",
)


@click.group()
def keys() -> None:
    """Keys that seal and index personal fields."""


@keys.command()
@as_json
@in_app
def status(json_out: bool) -> None:
    """Say how many values are under which key, column by column."""
    file = key_file()
    ring = file.ring()
    sealed, indexed = counting.count_sealed(), counting.count_indexed()
    if json_out:
        print_json(
            {
                "active": ring.active,
                "cipher": suite().cipher.name,
                "index_active": ring.index_active,
                "keys": sorted(ring.ids),
                "sealed": [one._asdict() for one in sealed],
                "indexed": [one._asdict() for one in indexed],
                "copies": [str(copy) for copy in file.copies()],
            }
        )
        return
    for one in (*sealed, *indexed):
        mark = "*" if one.key in {ring.active, ring.index_active} else " "
        click.echo(f"{one.values:8d}  {mark} {one.key:<5}{one.how:<9}{one.table}.{one.column}")
    click.echo(
        f"In use (*): {ring.active} with {suite().cipher.name} for what is new, {ring.index_active} for look-ups."
    )


@keys.command()
@at_once_option
@as_json
@in_app
def rotate(at_once: int, json_out: bool) -> None:
    """Seal with a new key from now on, and everything that is there anew; run again to go on after an interruption."""
    _run(rotation.begin_sealing_key, lambda change, tell: rotation.reseal(change, tell, at_once), json_out)


@keys.command("rotate-index")
@at_once_option
@as_json
@in_app
def rotate_index(at_once: int, json_out: bool) -> None:
    """Index with a new key from now on, and everything that is there anew; look-ups find both meanwhile."""
    _run(rotation.begin_index_key, lambda change, tell: rotation.reindex(change, tell, at_once), json_out)


def _run(begin: Callable[[], Change], go_on: Callable[[Change, Tell], Change], json_out: bool) -> None:
    change = begin()
    with _progress() as progress:
        bar = progress.add_task(change.key, total=None)
        go_on(change, lambda now: progress.update(bar, total=now.total, completed=min(now.changed, now.total)))
    if json_out:
        print_json(asdict(change))
    else:
        click.echo(f"{change.key}: {change.changed} values changed, {change.left} left.")
    if change.failed:
        click.echo("\n".join(change.failed), err=True)
    sys.exit(1 if change.left else 0)


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True))


@keys.command()
@click.argument("key_id")
@as_json
@in_app
def retire(key_id: str, json_out: bool) -> None:
    """Give up a key that nothing needs any more. Backups made while it was in use will not open without it."""
    try:
        forgotten = rotation.retire(key_id)
    except (rotation.KeyRefusedError, BrokenRuleError) as error:
        refuse(str(error))
    if json_out:
        print_json({"retired": key_id, "deleted": forgotten})
        return
    for path in forgotten:
        click.echo(f"Deleted {path}.")
    click.echo(f"{key_id} is retired. Backups made while it was in use do not open without it.")
