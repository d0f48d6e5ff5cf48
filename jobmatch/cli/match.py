"""``jobmatch match``: suggestions with their reasons, out of the database or out of a dataset folder.

A dataset needs no database, no key and no application.
"""

from pathlib import Path
from typing import Any

import click

from jobmatch.cli.common import BadInputError, as_json, in_app, print_json, refuse, the_district
from jobmatch.cli.learning import evaluate_command, release_command, train_command
from jobmatch.config import load
from jobmatch.law import book
from jobmatch.matching import service
from jobmatch.matching.base import load_table
from jobmatch.matching.dataset import Dataset, read_dataset
from jobmatch.matching.facts import Day
from jobmatch.matching.suggest import Suggestions, suggest, suggest_seekers
from jobmatch.matching.suggest import as_json as in_words
from jobmatch.wording import SentenceError, sentence


@click.group()
def match() -> None:
    """Suggestions, and why."""


for _command in (evaluate_command, train_command, release_command):
    match.add_command(_command)


@match.command("suggest")
@click.option("--seeker", help="The seeker's id: which positions suit this person.")
@click.option("--position", help="The position's id: which seekers suit this position.")
@click.option("--dataset", type=click.Path(path_type=Path), help="A dataset folder instead of the database.")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="At most so many.")
@as_json
def suggest_command(seeker: str | None, position: str | None, dataset: Path | None, limit: int, json_out: bool) -> None:
    """Suggest positions for a seeker, or seekers for a position; with every reason, and what was left out and why."""
    if (seeker is None) == (position is None):
        refuse("Give either --seeker or --position.")
    try:
        if dataset is None:
            found = from_database(seeker, position, limit)
        else:
            found = from_dataset(read_dataset(dataset), seeker, position, limit)
    except SentenceError as error:
        raise BadInputError(error.sentence("en")) from error
    said = in_words(found, load().locale)
    if json_out:
        print_json(said)
    else:
        click.echo("\n".join(_lines(said, found.about)))


@in_app
def from_database(seeker: str | None, position: str | None, limit: int) -> Suggestions:
    """Return the suggestions for the one of the two ids that is given. Raises ``SentenceError`` for an unknown one."""
    the_district()
    try:
        if seeker is not None:
            return service.suggest_for_seeker(seeker, limit)
        return service.suggest_for_position(position or "", limit)
    except LookupError as error:
        if type(error) is not LookupError:  # a KeyError is a fault of the program, not an unknown id
            raise
        raise _unknown(seeker, position) from None


def from_dataset(dataset: Dataset, seeker: str | None, position: str | None, limit: int) -> Suggestions:
    """Return the same out of a dataset; its today is the day of its newest posting."""
    table, settings = load_table(), load()
    day = Day.under(book(settings.jurisdiction, settings.law_dir), dataset.newest_on)
    if seeker is not None and seeker in dataset.seekers:
        return suggest(dataset.seekers[seeker], dataset.positions.values(), table, day, limit)
    if position is not None and position in dataset.positions:
        return suggest_seekers(dataset.positions[position], dataset.seekers.values(), table, day, limit)
    raise _unknown(seeker, position)


def _unknown(seeker: str | None, position: str | None) -> SentenceError:
    if seeker is not None:
        return SentenceError("no_such_seeker", id=seeker)
    return SentenceError("no_such_position", id=position)


def _lines(said: dict[str, Any], about: str) -> list[str]:
    """Write the answer as a list that can be read aloud; exclusions are counted, ``--json`` has them in full."""
    lines = []
    for rank, one in enumerate(said["suggestions"], start=1):
        lines.append(f"{rank}. {one[about]}  {one['score']:.1f}")
        lines += [f"   {part['points']:+6.1f}  {part['sentence']}" for part in one["parts"]]
        lines += [f"        !  {caution['sentence']}" for caution in one["cautions"]]
        lines += [f"        ?  {fact['sentence']}" for fact in one["missing"]]
    count = {"shown": len(said["suggestions"]), "excluded": len(said["excluded"])}
    return [*lines, sentence("suggestions_counted", count, load().locale)]
