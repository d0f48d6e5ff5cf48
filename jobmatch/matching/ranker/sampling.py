"""Which pairs a ranker learns from: all that were turned to, and a weighted sample of those that were not.

*Decision*: the sample decides more than the ranker (trials: 0.10 NDCG against 0.01). Half of it comes from the hundred
that an easy guess puts first, the rest from all others, each with the weight of those it stands for, so that the loss
is that of the whole list. A short list is taken whole. A list that led to work weighs more than one that was looked at:
by the best grade that came of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.matching.evaluation.questions import Question, moments
from jobmatch.matching.pairs.columns import COLUMNS, Block, Described, Describer
from jobmatch.matching.pairs.grams import Floats, Whole
from jobmatch.matching.pairs.timeline import Timeline

HARD_FROM, HARD, EASY = 100, 50, 100
_GUESS = {"own_place": 4.0, "own_title": 12.0, "sought_7d": 1.0}
"""What the easy guess adds to the base score: points for each unit of these."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Rows list by list: ``block`` (rows × ``COLUMNS``), grades, weights, where lists begin, and the list's seeker."""

    block: Block
    grades: Floats
    weights: Floats
    starts: Whole
    seekers: Whole

    @property
    def plain(self) -> npt.NDArray[np.bool_]:
        """The rows of an even sample: what was wanted, and of the rest what was drawn evenly and not from the best."""
        heaviest = np.maximum.reduceat(self.weights, self.starts[:-1])[self.list_numbers]
        return np.asarray((self.grades > 0) | (self.weights == heaviest))

    @property
    def list_numbers(self) -> Whole:
        """The number of each row's list."""
        return np.repeat(np.arange(len(self.seekers)), np.diff(self.starts))


def draw_lists(describer: Describer, timeline: Timeline, seed: int) -> Lists:
    """Draw the lists of all that the timeline's seekers turned to, each told only what was known by then."""
    generator = np.random.default_rng(seed)
    parts: list[tuple[Block, Floats, Floats]] = []
    seekers: list[int] = []
    for seeker in sorted(timeline.of_seeker):
        mine = timeline.of_seeker[seeker]
        ever = np.unique(timeline.position[mine])
        best = np.zeros(len(describer.catalogue))
        np.maximum.at(best, timeline.position[mine], timeline.grade[mine])
        for question in moments(timeline, seeker):
            described = describer.describe(seeker, question.at, timeline)
            rows, weights = _draw(described, question, ever, generator)
            if len(rows) > len(question.relevant):
                grades = np.where(np.isin(rows, question.relevant), best[rows], 0.0)
                parts.append((described.block()[rows], grades, weights * grades.max()))
                seekers.append(seeker)
    return _together(parts, seekers)


def _draw(
    described: Described, question: Question, ever: Whole, generator: np.random.Generator
) -> tuple[Whole, Floats]:
    """Return rows with their weights: first the relevant ones, then what nobody knows the seeker to have wanted."""
    free = np.ones(len(described.excluded), dtype=bool)
    free[ever] = False
    rest = np.flatnonzero(free & ~described.excluded)
    relevant = question.relevant[~np.isin(question.relevant, described.known.own_all)]
    if len(rest) <= HARD_FROM + EASY:
        return np.concatenate([relevant, rest]), np.ones(len(relevant) + len(rest))
    rest = rest[np.argsort(-_guess(described)[rest], kind="stable")]
    hard, easy = generator.permutation(HARD_FROM)[:HARD], generator.permutation(len(rest) - HARD_FROM)[:EASY]
    weights = [1.0] * len(relevant) + [HARD_FROM / HARD] * HARD + [(len(rest) - HARD_FROM) / len(easy)] * len(easy)
    return np.concatenate([relevant, rest[hard], rest[HARD_FROM + easy]]), np.array(weights)


def _guess(described: Described) -> Floats:
    columns = described.columns
    more = (points * np.nan_to_num(columns[name]) for name, points in _GUESS.items())
    return np.asarray(columns["base"] + sum(more))


def _together(parts: Sequence[tuple[Block, Floats, Floats]], seekers: Sequence[int]) -> Lists:
    blocks, grades, weights = zip(*parts, strict=True) if parts else ((), (), ())
    empty = np.zeros((0, len(COLUMNS)), dtype=np.float32)
    lengths = [len(one) for one in grades]
    return Lists(
        block=np.concatenate([empty, *blocks]),
        grades=np.concatenate([np.zeros(0), *grades]),
        weights=np.concatenate([np.zeros(0), *weights]),
        starts=np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64),
        seekers=np.array(seekers, dtype=np.int64),
    )
