"""Asks every system every question and sets the figures side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from jobmatch.matching.base import Table, base_table
from jobmatch.matching.dataset import Dataset, Interaction, read_dataset, read_interactions
from jobmatch.matching.evaluation.metrics import METRICS, Resampling, measure, ranks
from jobmatch.matching.evaluation.questions import Question, fold_questions, read_split, seekers_of
from jobmatch.matching.evaluation.systems import ALL, System, UntrainableError, make
from jobmatch.matching.pairs.catalogue import Catalogue
from jobmatch.matching.pairs.columns import Described, Describer
from jobmatch.matching.pairs.grams import Floats
from jobmatch.matching.pairs.timeline import GRADES, Happened, Timeline
from jobmatch.matching.ranker.sampling import draw_lists
from jobmatch.wording import SentenceError

FOLDS = 5
SEED = 20261123
_BELOW_ALL = 1e12


@dataclass(frozen=True, slots=True)
class World:
    """A dataset made ready: who, which positions, what happened."""

    describer: Describer
    timeline: Timeline
    seeker_rows: Mapping[str, int]

    @classmethod
    def of(cls, dataset: Dataset, interactions: Sequence[Interaction], table: Table | None = None) -> "World":
        """Make it ready under ``table``, the shipped one unless told otherwise."""
        table = table or base_table()
        catalogue = Catalogue(list(dataset.positions.values()), table.texts)
        rows = {key: row for row, key in enumerate(dataset.seekers)}
        happened = (
            Happened(one.at, rows[one.seeker], catalogue.number[one.position], GRADES[one.outcome])
            for one in interactions
        )
        return cls(Describer(catalogue, list(dataset.seekers.values()), table), Timeline(happened), rows)

    @staticmethod
    def instant(seconds: float) -> datetime:
        """Return the instant of a timeline's seconds."""
        return datetime.fromtimestamp(seconds, UTC)


@dataclass
class Answers:
    """Figures of every question so far, by system; ``silent``: why a system has none."""

    figures: dict[str, list[tuple[float, float, float]]] = field(default_factory=dict)
    silent: dict[str, dict[str, str]] = field(default_factory=dict)
    seekers: list[int] = field(default_factory=list)
    warm: list[bool] = field(default_factory=list)
    left_out: int = 0


def evaluate_dataset(
    folder: Path, split: Path | None, seed: int = SEED, systems: Sequence[str] = ALL
) -> dict[str, Any]:
    """Read a dataset and answer its questions. Raises ``DatasetError``."""
    dataset = read_dataset(folder)
    world = World.of(dataset, read_interactions(folder, dataset))
    if split is None:
        folds = fold_questions(world.timeline, FOLDS, seed)
    else:
        folds = [read_split(split, world.seeker_rows, world.describer.catalogue)]
    return evaluate(world, folds, seed, systems)


def evaluate(
    world: World, folds: Sequence[Sequence[Question]], seed: int, systems: Sequence[str] = ALL
) -> dict[str, Any]:
    """Answer each fold's questions by systems that were trained on nobody who is asked about in it."""
    answers = Answers()
    for questions in folds:
        lists = draw_lists(world.describer, world.timeline.without(seekers_of(questions)), seed)
        made: dict[str, System] = {}
        for name in systems:
            try:
                made[name] = make(name, world.describer, lists, seed)
            except UntrainableError as error:
                answers.silent[name] = _said(error)
        for question in questions:
            ask(world, question, made, answers)
    return report(world, answers, seed, systems, len(folds))


def report(world: World, answers: Answers, seed: int, systems: Sequence[str], folds: int) -> dict[str, Any]:
    """Set the figures of all answers side by side; a system that was silent in one fold has none."""
    if not answers.seekers:
        none = UntrainableError("match_no_questions")
        answers.silent.update({name: _said(none) for name in systems if name not in answers.silent})
    told = {name: figures for name, figures in answers.figures.items() if name not in answers.silent}
    return {
        "questions": len(answers.seekers),
        "left_out": answers.left_out,
        "seekers": len(set(answers.seekers)),
        "positions": len(world.describer.catalogue),
        "folds": folds,
        "seed": seed,
        "interval": "95 % by resampling seekers",
        **(_tables(told, answers, seed) if answers.seekers else {"systems": {}, "differences": {}}),
        "not_measured": answers.silent,
    }


def _said(error: SentenceError) -> dict[str, str]:
    return {locale: error.sentence(locale) for locale in ("zh_Hans_CN", "en")}


def ask(world: World, question: Question, systems: Mapping[str, System], answers: Answers) -> None:
    """Let each system answer a question, and keep its figures."""
    described = world.describer.describe(question.seeker, question.at, world.timeline)
    wanted = question.relevant[~np.isin(question.relevant, described.known.own_all)]
    if not len(wanted):
        answers.left_out += 1
        return
    everything = np.arange(len(described.excluded)) if question.candidates is None else question.candidates
    among = everything[~np.isin(everything, described.known.own_all)]
    answers.seekers.append(question.seeker)
    answers.warm.append(bool(len(described.known.own_all)))
    for name, system in systems.items():
        scores = ruled(system(question.seeker, described), described)
        found = ranks(scores, world.describer.catalogue.ties, among, wanted)
        answers.figures.setdefault(name, []).append(measure(found, len(wanted)))


def ruled(scores: Floats, described: Described) -> Floats:
    """Put excluded positions below all others."""
    return scores - _BELOW_ALL * described.excluded


def _tables(told: Mapping[str, list[tuple[float, float, float]]], answers: Answers, seed: int) -> dict[str, Any]:
    figures = {name: np.array(values) for name, values in told.items()}
    drawn = Resampling.of(answers.seekers, seed)
    learned = figures.get("learned")
    others = {} if learned is None else {name: learned - one for name, one in figures.items() if name != "learned"}
    return {
        "systems": {name: drawn.table(one) for name, one in figures.items()},
        "differences": {f"learned - {name}": drawn.table(one) for name, one in others.items()},
        "by_history": {
            name: _part(figures, np.array(answers.warm) == is_warm, answers, seed)
            for name, is_warm in (("with_earlier_positions", True), ("without_earlier_positions", False))
        },
    }


def _part(figures: Mapping[str, Floats], chosen: Any, answers: Answers, seed: int) -> dict[str, Any]:
    """Return NDCG@10 of a part of the questions, with the paired differences."""
    if not chosen.any():
        return {"questions": 0}
    drawn = Resampling.of([one for one, is_in in zip(answers.seekers, chosen, strict=True) if is_in], seed)
    ndcg = {name: one[chosen, 0] for name, one in figures.items()}
    learned = ndcg.get("learned")
    return {
        "questions": int(chosen.sum()),
        METRICS[0]: {name: drawn.interval(one) for name, one in ndcg.items()},
        "differences": {
            f"learned - {name}": drawn.interval(learned - one)
            for name, one in ndcg.items()
            if learned is not None and name != "learned"
        },
    }
