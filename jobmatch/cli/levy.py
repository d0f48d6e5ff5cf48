"""``jobmatch levy``: assessments out of a file. Needs no database, no key and no application."""

import sys
from pathlib import Path
from typing import Any

import click

from jobmatch.cli.common import BadInputError, as_json, print_json, refuse
from jobmatch.config import load
from jobmatch.law import LawBook, LawFileError, book
from jobmatch.levy import said
from jobmatch.levy.cases import Case, CaseError, read_cases
from jobmatch.levy.rules import assess, levy_parameters
from jobmatch.wording import SentenceError

LARGEST_FILE = 16 * 1024 * 1024


@click.group()
def levy() -> None:
    """The employment-security levy."""


@levy.command("assess")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@as_json
def assess_command(path: Path, json_out: bool) -> None:
    """Assess every case of a YAML or JSON file; a refused case says why, the others are still assessed (exit 2)."""
    settings = load()
    try:
        law = book(settings.jurisdiction, settings.law_dir)
    except LawFileError as error:
        raise BadInputError(error.sentence("en")) from error
    answers = [_answer(case, law, settings.locale) for case in _read(path)]
    if json_out:
        print_json(answers)
    else:
        click.echo("\n\n".join(_as_text(answer) for answer in answers))
    refused = [answer for answer in answers if "error" in answer]
    for answer in refused:
        click.echo(f"{answer['id']}: {answer['error']}", err=True)
    sys.exit(2 if refused else 0)


def _read(path: Path) -> list[Case]:
    if path.stat().st_size > LARGEST_FILE:
        refuse(f"{path.name} is larger than {LARGEST_FILE // 1024 // 1024} MiB. Split it.")
    try:
        return read_cases(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        refuse(f"{path.name} is not UTF-8 text. Save it as UTF-8.")
    except CaseError as error:
        raise BadInputError(f"{path.name}: {error.sentence('en')}") from error


def _answer(case: Case, law: LawBook, locale: str) -> dict[str, Any]:
    if isinstance(case.facts, CaseError):
        return {"id": case.id, "error": case.facts.sentence(locale)}
    try:
        assessment = assess(case.facts, levy_parameters(law.at(case.facts.levy_date)))
    except SentenceError as error:
        return {"id": case.id, "error": error.sentence(locale)}
    return {"id": case.id, **said.as_json(assessment, locale)}


def _as_text(answer: dict[str, Any]) -> str:
    if "error" in answer:
        return f"{answer['id']}\n  {answer['error']}"
    return "\n".join([f"{answer['id']}", *(f"  {step['sentence']}" for step in answer["trace"])])
