"""``jobmatch care``: the retention run, by hand; the worker does the same every night."""

import click

from jobmatch.cli.common import as_json, in_app, print_json
from jobmatch.data_care.retention import run
from jobmatch.data_care.scrubbing import scrub


@click.group()
def care() -> None:
    """Care of the data about people."""


@care.command()
@click.option("--dry-run", is_flag=True, help="Only count what would be done.")
@as_json
@in_app
def retention(dry_run: bool, json_out: bool) -> None:
    """Warn of people nobody has heard of, erase those whose time is over, delete what has run out."""
    counts = run(is_dry=dry_run)
    scrubbed = 0 if dry_run else scrub()
    if json_out:
        print_json({**counts.as_json(), "scrubbed": scrubbed})
        return
    would = "would be " if dry_run else ""
    click.echo(f"{counts.looked_at} people looked at: {counts.warned} {would}warned of, {counts.erased} {would}erased.")
    click.echo(f"{counts.active_again} heard of again; of {counts.held_let_go} erasures something held {would}let go.")
    for table, count in counts.purged.items():
        click.echo(f"{table}: {count} {would}deleted")
