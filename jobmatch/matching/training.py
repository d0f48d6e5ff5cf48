"""Training: a ranker learned from outcomes, judged on people and a time that it has not seen, with all its papers.

*Decision* (docs/decisions/0104): figures and gates come from a ranker that learned from earlier outcomes of other
people; what may be served has learned from all of them. Both come from the same plan and seed.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from jobmatch.matching.evaluation.evaluate import Answers, World, ask, report
from jobmatch.matching.evaluation.questions import Question, moments, seekers_of
from jobmatch.matching.evaluation.systems import OURS, System, UntrainableError, make, train
from jobmatch.matching.fairness import exposure_report
from jobmatch.matching.gates import Gate, Measured, judge
from jobmatch.matching.pairs.columns import COLUMNS
from jobmatch.matching.ranker.chance import Chance, chance_of, pairs_with_an_end
from jobmatch.matching.ranker.estimator import ListRanker
from jobmatch.matching.ranker.plan import DIRECTIONS, GROWTH, PAIRS
from jobmatch.matching.ranker.sampling import draw_lists
from jobmatch.matching.ranker.table import RankerTable, table_of

LATEST_SHARE = 0.2
"""Of all interactions the latest so many ask the questions."""
PEOPLE_SHARE = 0.5
"""Of the people who turned to something in that time so many are asked; the others teach what was before it."""
FIRST_OF_BASE = 3


@dataclass(frozen=True, slots=True)
class Material:
    """What is learned from: a world, the words of its outcomes by (seeker, position) rows, and groups for the audit.

    ``groups``: seeker's row → attribute → group. They stand beside the columns and never in them.
    """

    world: World
    source: str
    outcomes: int
    ends: Mapping[tuple[int, int], set[str]] = field(default_factory=dict)
    groups: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trained:
    """A ranker with its papers; ``table`` None where nothing could be trained."""

    fingerprint: str
    ranker: ListRanker | None
    table: RankerTable | None
    chance: Chance | None
    metrics: Mapping[str, Any]
    fairness: Mapping[str, Any]
    gates: tuple[Gate, ...]

    @property
    def name(self) -> str:
        """How the logs name the model."""
        return f"learned {self.fingerprint[:12]}"


def fingerprint(world: World) -> str:
    """Return a hash of all that is learned from: facts, interactions, plan. Equal data and plan give equal models."""
    found = hashlib.sha256()
    for facts in (*world.describer.seekers, *world.describer.catalogue.facts):
        found.update(_steady(facts).encode())
    line = world.timeline
    for column in (line.at, line.seeker, line.position, line.grade):
        found.update(np.ascontiguousarray(column).tobytes())
    plan = [COLUMNS, sorted(DIRECTIONS.items()), PAIRS, sorted(GROWTH.items()), world.describer.table.version]
    found.update(json.dumps(plan).encode())
    return found.hexdigest()


def train_on(material: Material, seed: int) -> Trained:
    """Train and judge. Nothing to learn from is no error: the gates then say so."""
    world, mark = material.world, fingerprint(material.world)
    measured, metrics, chance = Measured(outcomes=material.outcomes), _nothing(material, seed), None
    fairness: Mapping[str, Any] = exposure_report(world, None, {})
    try:
        ranker = train(draw_lists(world.describer, world.timeline, seed), seed)
        table = table_of(ranker.trees_, [COLUMNS[column] for column in ranker.columns_])
    except UntrainableError:
        return Trained(mark, None, None, None, metrics, fairness, judge(measured))
    questions, begin = latest_questions(world, seed)
    with suppress(UntrainableError):  # nothing was left to judge by: the gates say so
        metrics, measured, chance = _judged(material, questions, begin, seed)
    fairness = exposure_report(world, table.score, material.groups)
    return Trained(mark, ranker, table, chance, metrics, fairness, judge(measured, fairness["ratios"]))


def latest_questions(world: World, seed: int) -> tuple[list[Question], float]:
    """Ask half the people who turned to something lately what that was; return since when (seconds)."""
    line = world.timeline
    if not len(line.at):
        return [], 0.0
    begin = float(line.at[int(len(line.at) * (1 - LATEST_SHARE))])
    people = sorted({int(one) for one in line.seeker[line.at >= begin]})
    chosen = np.random.default_rng(seed).permutation(people)[: max(1, int(len(people) * PEOPLE_SHARE))]
    lately = (question for seeker in sorted(chosen) for question in moments(line, int(seeker)))
    return [question for question in lately if question.at.timestamp() >= begin], begin


def _judged(
    material: Material, questions: Sequence[Question], begin: float, seed: int
) -> tuple[Mapping[str, Any], Measured, Chance | None]:
    """Measure a ranker that knew neither these people nor this time."""
    world = material.world
    others = world.timeline.without(seekers_of(questions)).until(begin)
    lists = draw_lists(world.describer, others, seed)
    made: dict[str, System] = {name: make(name, world.describer, lists, seed) for name in OURS}
    answers = Answers()
    for question in questions:
        ask(world, question, made, answers)
    metrics = report(world, answers, seed, OURS, 1)
    ends = pairs_with_an_end(world, made["learned"], material.ends, seekers_of(questions))
    chance, error = chance_of(ends, seed)
    lows = {name: metrics["differences"].get(f"learned - {name}") for name in OURS if name != "learned"}
    ahead = {name: one["ndcg@10"]["low"] for name, one in lows.items() if one}
    return metrics, Measured(material.outcomes, ahead, error, _large_moves(world, questions, made)), chance


def _large_moves(world: World, questions: Sequence[Question], made: Mapping[str, System]) -> float | None:
    """Return which share of the base score's first three the learned order sends to the lower half of the list."""
    moved = [one for question in questions for one in _moves(world, question, made)]
    return float(np.mean(moved)) if moved else None


def _moves(world: World, question: Question, made: Mapping[str, System]) -> Iterator[bool]:
    described = world.describer.describe(question.seeker, question.at, world.timeline)
    open_to = np.flatnonzero(~described.excluded)
    if len(open_to) > 2 * FIRST_OF_BASE:
        base, learned = (made[name](question.seeker, described)[open_to] for name in ("base", "learned"))
        for first in np.argsort(-base, kind="stable")[:FIRST_OF_BASE]:
            yield bool(np.count_nonzero(learned > learned[first]) >= len(open_to) / 2)


def _nothing(material: Material, seed: int) -> Mapping[str, Any]:
    return report(material.world, Answers(), seed, OURS, 1)


def _steady(facts: Any) -> str:
    """Write facts so that equal ones read the same: sets in order."""
    values = {name: getattr(facts, name) for name in facts.__slots__}
    said = {name: sorted(one) if isinstance(one, frozenset) else one for name, one in values.items()}
    return repr(sorted(said.items(), key=lambda pair: pair[0]))
