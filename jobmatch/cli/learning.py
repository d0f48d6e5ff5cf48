"""``jobmatch match evaluate|train|release``: how rankers do, side by side, and which serves.

What computes is imported only when a command runs.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jobmatch.cli.common import BadInputError, as_json, in_app, print_json, the_district
from jobmatch.config import load
from jobmatch.wording import SentenceError

if TYPE_CHECKING:
    from jobmatch.matching.training import Material

a_dataset = click.Path(path_type=Path)


@click.command("evaluate")
@click.option("--dataset", type=a_dataset, required=True, help="A dataset folder.")
@click.option("--split", type=a_dataset, help="A file of tests; without it five folds by seeker.")
@click.option("--seed", type=click.IntRange(min=0), help="Another seed for folds, samples and intervals.")
@as_json
def evaluate_command(dataset: Path, split: Path | None, seed: int | None, json_out: bool) -> None:
    """Rank what people turned to by every system, and print NDCG@10, MRR and recall@10 with their intervals."""
    from jobmatch.matching.evaluation.evaluate import SEED, evaluate_dataset

    try:
        found = evaluate_dataset(dataset, split, SEED if seed is None else seed)
    except SentenceError as error:
        raise BadInputError(error.sentence("en")) from error
    if json_out:
        print_json(found)
    else:
        click.echo("\n".join(lines_of(found)))


@click.command("train")
@click.option("--dataset", type=a_dataset, help="A dataset folder instead of the outcomes in the database.")
@as_json
def train_command(dataset: Path | None, json_out: bool) -> None:
    """Train the ranker and judge it; the model and its papers go to JOBMATCH_MODEL_DIR. It serves nobody yet."""
    from jobmatch.matching.releasing import train_and_store

    found = train_and_store(_material(dataset), load().model_dir)
    if json_out:
        print_json(found)
    else:
        click.echo("\n".join([f"{found['model']}: {found['folder']}", *lines_of(found["metrics"])]))
        click.echo("\n".join(_gate_line(gate) for gate in found["gates"]))


@click.command("release")
@click.option("--dataset", type=a_dataset, help="A dataset folder instead of the outcomes in the database.")
@as_json
def release_command(dataset: Path | None, json_out: bool) -> None:
    """Let the ranker that was trained last serve, if it passed every gate; otherwise the base score serves."""
    from jobmatch.matching.releasing import release_latest

    found = release_latest(_material(dataset), load().model_dir)
    if json_out:
        print_json(found)
    else:
        click.echo("Released." if found["released"] else "Not released: the base score serves.")
        click.echo("\n".join(_gate_line(gate) for gate in found["failed"]))


def _material(dataset: Path | None) -> "Material":
    """Read what is trained on. Bad input stops with exit 2."""
    from jobmatch.matching.material import of_dataset

    if dataset is None:
        return _of_database()
    try:
        return of_dataset(dataset)
    except SentenceError as error:
        raise BadInputError(error.sentence("en")) from error


@in_app
def _of_database() -> "Material":
    from jobmatch.matching.material import of_district

    return of_district(the_district().id)


def _gate_line(gate: dict[str, Any]) -> str:
    return f"  {gate['gate']}: {gate['value']} (needed: {gate['needed']})"


def lines_of(found: dict[str, Any]) -> list[str]:
    """Write the figures as a table."""
    lines = [f"{found['questions']} questions, {found['seekers']} seekers, {found['positions']} positions"]
    for title in ("systems", "differences"):
        for name, figures in found[title].items():
            said = (f"{key} {one['value']:.4f} [{one['low']:.4f}, {one['high']:.4f}]" for key, one in figures.items())
            lines.append(f"{name:<22}" + "   ".join(said))
    return [*lines, *(f"{name}: {why['en']}" for name, why in found["not_measured"].items())]
