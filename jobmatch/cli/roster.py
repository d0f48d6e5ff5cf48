"""``jobmatch roster``: a roster file checked against the law, and an empty one. Needs no database and no key."""

import sys
from pathlib import Path
from typing import Any

import click

from jobmatch import clock
from jobmatch.cli.common import BadInputError, as_json, print_json, refuse
from jobmatch.config import load
from jobmatch.documents.spreadsheet import SpreadsheetError, Table
from jobmatch.law import LawFileError, book
from jobmatch.levy.roster import Level, Roster, check_roster
from jobmatch.levy.roster.annotated import annotated
from jobmatch.levy.roster.reading import read_roster
from jobmatch.levy.roster.template import template
from jobmatch.people.importing.rules.columns import letter
from jobmatch.wording import SentenceError

FIRST_YEAR, LAST_YEAR = 2008, 2100
OUT = click.Path(path_type=Path, dir_okay=False)


@click.group()
def roster() -> None:
    """Rosters of people for a year's declaration."""


@roster.command("check")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), required=True, help="The year worked.")
@click.option("--annotate", "out", type=OUT, help="Write the roster with its findings to this .xlsx.")
@as_json
def check_command(file: Path, year: int, out: Path | None, json_out: bool) -> None:
    """Check a roster (.xlsx, .xls, .ods, .csv) against the law; every finding at once. Errors in it exit with 2."""
    settings = load()
    try:
        law = book(settings.jurisdiction, settings.law_dir)
    except LawFileError as error:
        raise BadInputError(error.sentence("en")) from error
    try:
        table = read_roster(file.read_bytes())
    except SpreadsheetError as error:
        _print([_unread(error, settings.locale)], json_out=json_out)
        sys.exit(2)
    try:
        found = check_roster(table, year, clock.today(), law.at)
    except SentenceError as error:
        refuse(error.sentence(settings.locale))
    if out is not None:
        _write(out, annotated(table, found, settings.locale))
    _print(_answers(found, settings.locale), json_out=json_out)
    _say_end(found, table)
    sys.exit(2 if found.has_errors else 0)


@roster.command("template")
@click.argument("out", type=OUT)
def template_command(out: Path) -> None:
    """Write an empty roster (.xlsx) with its columns and a sheet that explains them."""
    _write(out, template(load().locale))


def _write(out: Path, data: bytes) -> None:
    try:
        out.write_bytes(data)
    except OSError as error:
        refuse(f"{out} cannot be written: {error.strerror}. Choose another place.")


def _unread(error: SpreadsheetError, locale: str) -> dict[str, Any]:
    code = error.key.rpartition(".")[2]
    return {"row": None, "column": None, "level": Level.ERROR.value, "code": code, "sentence": error.sentence(locale)}


def _answers(found: Roster, locale: str) -> list[dict[str, Any]]:
    return [
        {
            "row": one.row or None,
            "column": letter(one.column) if one.column >= 0 else None,
            "level": one.level.value,
            "code": one.code,
            "sentence": one.sentence(locale),
        }
        for one in found.findings
    ]


def _print(answers: list[dict[str, Any]], *, json_out: bool) -> None:
    if json_out:
        print_json(answers)
        return
    for one in answers:
        where = f"{one['column'] or ''}{one['row'] or ''}" or "-"
        click.echo(f"{where}\t{one['level']}\t{one['code']}\t{one['sentence']}")


def _say_end(found: Roster, table: Table) -> None:
    counts = {level: sum(one.level is level for one in found.findings) for level in Level}
    sheet = f" on “{table.sheet}”" if table.sheet else ""
    click.echo(
        f"{len(found.rows)} people{sheet}: {counts[Level.ERROR]} errors, {counts[Level.WARNING]} warnings.", err=True
    )
