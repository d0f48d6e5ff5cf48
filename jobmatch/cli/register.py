"""``jobmatch register import``: the export of the national database from the command line, as at the desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from jobmatch.cli.common import as_json, in_app, print_json, refuse, the_district
from jobmatch.people.import_tables import ImportState, RegisterImport
from jobmatch.people.importing import plan, service
from jobmatch.people.importing.queries import find_import
from jobmatch.people.importing.rules.columns import Said, letter, missing
from jobmatch.storage.act import MACHINE, Actor
from jobmatch.wording import sentence

MOST_TRIES = 3


@click.group()
def register() -> None:
    """The register of certificate holders."""


@register.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--confirm", is_flag=True, help="Write what the preview shows, all or nothing.")
@as_json
@in_app
def import_command(file: Path, confirm: bool, json_out: bool) -> None:
    """Check an export (.xls, .xlsx, .csv) of the national database, and show what it would change.

    Without --confirm nothing is written to the register; the preview waits at the desk.
    """
    district = the_district()
    one = service.receive(MACHINE, district.id, file.name, file.read_bytes())
    columns = {Said(name): place for name, place in one.columns.items()}
    if lacking := missing(columns):
        said = "; ".join(sentence(f"import.column_missing.{what.value}", {}, "en") for what in lacking)
        service.discard(MACHINE, one)
        refuse(said)
    service.settle_columns(MACHINE, one, columns)
    with _bar("Checking") as tell:
        service.keep_preview(service.preview_of(one.id, tell))
    if confirm:
        _confirm(one)
    _print(_again(district.id, one.id), json_out)


def _confirm(one: RegisterImport) -> None:
    one = _again(one.district_id, one.id)
    service.ask_confirmation(Actor("machine", district_id=one.district_id), one, one.plan_hash or "")
    for _try in range(MOST_TRIES):
        with _bar("Writing") as tell:
            state = service.write_confirmed(service.prepare(one.id, tell))
        if state is not ImportState.CONFIRMING:
            return


def _again(district_id: str, import_id: str) -> RegisterImport:
    found = find_import(district_id, import_id)
    assert found is not None, "it was just made"
    return found


@contextmanager
def _bar(what: str) -> Iterator[plan.Progress]:
    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*shown, console=Console(stderr=True)) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _print(one: RegisterImport, json_out: bool) -> None:
    if json_out:
        print_json({"id": one.id, "state": one.state.value, "is_renewed": one.is_renewed, **_said(one)})
        return
    counts = one.counts
    click.echo(
        f"{counts['rows']} rows: {counts['new']} new, {counts['changed']} changed, {counts['same']} as they were."
    )
    click.echo(f"{counts['refused']} rows have errors, {counts['conflict']} conflict with the register.")
    click.echo(f"{counts['gone']} people of the register are not in the file; nothing is done about them.")
    for found in _said(one)["findings"]:
        click.echo(f"  {found['level']}, column {found['column'] or '-'}, {found['number']} ×: {found['sentence']}")
    done = "Written." if one.state is ImportState.CONFIRMED else "Nothing is written before it is confirmed."
    click.echo("The register moved on meanwhile; this is a new preview." if one.is_renewed else done)


def _said(one: RegisterImport) -> dict[str, Any]:
    findings = []
    for group in one.counts["findings"]:
        column = letter(group["column"]) if group["column"] >= 0 else ""
        said = sentence(group["code"], group["examples"][0]["values"], "en")
        rows = [example["row"] for example in group["examples"]]
        findings.append({**group, "column": column, "sentence": said, "examples": rows})
    return {**one.counts, "findings": findings}
