"""``jobmatch match batch``: everybody who waits against every open position, the best of each."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from jobmatch.cli.common import BadInputError, as_json, in_app, print_json, the_district
from jobmatch.config import load
from jobmatch.law import book
from jobmatch.matching import service
from jobmatch.matching.base import load_table
from jobmatch.matching.dataset import read_dataset, read_interactions
from jobmatch.matching.facts import Day, PositionFacts, SeekerFacts
from jobmatch.matching.service import Everybody
from jobmatch.wording import SentenceError

if TYPE_CHECKING:
    from jobmatch.matching.allocation import Figures
    from jobmatch.matching.batch import Engine
    from jobmatch.matching.compiled.terms import Numbers

CANDIDATES = 10
"""With ``--uncrowded``: positions that each list is chosen from, for each place on it; at least a hundred."""


@click.command("batch")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Where.")
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="Positions for each seeker.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes of Dask.")
@click.option("--uncrowded", is_flag=True, help="Spread the lists: no position on more of them than its share allows.")
@click.option("--dataset", type=click.Path(path_type=Path), help="A dataset folder instead of the database.")
@as_json
def batch(engine: "Engine", top: int, workers: int, uncrowded: bool, dataset: Path | None, json_out: bool) -> None:
    """Rank every open position for everybody who waits and agrees to be recommended; print the best of each."""
    try:
        everybody = from_database() if dataset is None else from_dataset(dataset)
        said = _ranked(everybody, engine, top, workers, uncrowded)
    except SentenceError as error:
        raise BadInputError(error.sentence("en")) from error
    if json_out:
        print_json(said)
    else:
        click.echo("\n".join(_lines(said)))


@in_app
def from_database() -> Everybody:
    """Read everybody of the district who waits and agrees to be recommended, and the open positions."""
    return service.everybody(the_district().id)


def from_dataset(folder: Path) -> Everybody:
    """Read a dataset; its today is the day of its newest posting. Its interactions, if any, tell what is relevant."""
    read, settings = read_dataset(folder), load()
    wanted: dict[str, set[str]] = {key: set() for key in read.seekers}
    for one in read_interactions(folder, read) if (folder / "interactions.jsonl").exists() else ():
        if one.outcome != "declined":
            wanted[one.seeker].add(one.position)
    day = Day.under(book(settings.jurisdiction, settings.law_dir), read.newest_on)
    return Everybody(
        list(read.seekers.values()), list(read.positions.values()), load_table(), day, list(wanted.values())
    )


def _ranked(everybody: Everybody, engine: "Engine", top: int, workers: int, uncrowded: bool) -> dict[str, Any]:
    import numpy as np

    from jobmatch.matching import allocation
    from jobmatch.matching.batch import rank_all, work_of

    candidates = max(top * CANDIDATES, 100) if uncrowded else top
    work = work_of(everybody.positions, everybody.table, everybody.day, candidates)
    found = _with_a_bar(rank_all(everybody.seekers, work, engine, workers), len(everybody.seekers))
    places = np.vstack([np.empty((0, candidates), dtype=np.intp), *(one.places for one in found)])
    scores = np.vstack([np.empty((0, candidates)), *(one.scores for one in found)])
    place = {one.id: number for number, one in enumerate(work.positions)}
    relevant = [[place[key] for key in keys] for keys in everybody.relevant or ()] or None
    figures = {"plain": allocation.figures(places[:, :top], len(place), relevant)}
    lists = places[:, :top]
    if uncrowded and place:
        capacity = allocation.even_capacity([one.seats_left for one in work.positions], len(places), top)
        lists = allocation.uncrowded(places, scores, capacity, top)
        figures["uncrowded"] = allocation.figures(lists, len(place), relevant)
    return {
        "model": f"base {everybody.table.version}",
        "engine": engine,
        "top": top,
        "seekers": len(everybody.seekers),
        "without_consent": everybody.without_consent,
        "by_job_facts": everybody.by_job_facts,
        "positions": len(place),
        "figures": {name: _said(one) for name, one in figures.items()},
        "lists": _lists(everybody.seekers, work.positions, lists, places, scores),
    }


def _with_a_bar(portions: Iterable[Any], total: int) -> list[Any]:
    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    found = []
    with Progress(*shown, console=Console(stderr=True)) as progress:
        task = progress.add_task("Ranking", total=total)
        for portion in portions:
            found.append(portion)
            progress.advance(task, len(portion.places))
    return found


def _lists(
    seekers: Sequence[SeekerFacts],
    positions: Sequence[PositionFacts],
    lists: "Numbers",
    places: "Numbers",
    scores: "Numbers",
) -> list[dict[str, Any]]:
    """Write out each seeker's list with the exact scores."""
    told = []
    for seeker, chosen, candidates, points in zip(
        seekers, lists.tolist(), places.tolist(), scores.tolist(), strict=True
    ):
        score = dict(zip(candidates, points, strict=True))
        listed = [{"position": positions[place].id, "score": score[place]} for place in chosen if place >= 0]
        told.append({"seeker": seeker.id, "suggestions": listed})
    return told


def _said(figures: "Figures") -> dict[str, Any]:
    return {name: round(value, 6) if isinstance(value, float) else value for name, value in figures._asdict().items()}


def _lines(said: dict[str, Any]) -> list[str]:
    lines = [f"{said['seekers']} seekers, {said['positions']} open positions, the best {said['top']} of each."]
    if said["without_consent"]:
        lines.append(f"{said['without_consent']} more wait who have not agreed to be recommended.")
    if said["by_job_facts"]:
        lines.append(f"{said['by_job_facts']} more want no order that turns on them.")
    for name, one in said["figures"].items():
        ndcg = "" if one["ndcg"] is None else f"; NDCG {one['ndcg']:.4f}"
        lines.append(
            f"{name}: {one['people']:.1%} of the seekers have a list, {one['coverage']:.1%} of the positions are on "
            f"one; the most shown is on {one['largest']}; Gini {one['gini']:.3f}{ndcg}"
        )
    return [*lines, "--json prints the lists."]
