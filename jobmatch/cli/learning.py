"""``jobmatch match evaluate``: how rankers do, side by side. What computes is imported only when a command runs."""

from pathlib import Path
from typing import Any

import click

from jobmatch.cli.common import BadInputError, as_json, print_json
from jobmatch.wording import SentenceError

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


def lines_of(found: dict[str, Any]) -> list[str]:
    """Write the figures as a table."""
    lines = [f"{found['questions']} questions, {found['seekers']} seekers, {found['positions']} positions"]
    for title in ("systems", "differences"):
        for name, figures in found[title].items():
            said = (f"{key} {one['value']:.4f} [{one['low']:.4f}, {one['high']:.4f}]" for key, one in figures.items())
            lines.append(f"{name:<22}" + "   ".join(said))
    return [*lines, *(f"{name}: {why['en']}" for name, why in found["not_measured"].items())]
