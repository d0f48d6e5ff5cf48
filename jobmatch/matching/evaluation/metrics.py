"""NDCG@10, MRR and recall@10 of a ranking; means and differences with 95 % intervals by resampling seekers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jobmatch.matching.pairs.grams import Floats, Whole

METRICS = ("ndcg@10", "mrr", "recall@10")
CUT = 10
RESAMPLES = 1000
_LOW, _HIGH = 0.025, 0.975


def ranks(scores: Floats, ties: Whole, among: Whole, wanted: Whole) -> Whole:
    """Return the ranks (1 = first) of ``wanted`` rows when ``among`` is put in order: highest score, then least tie.

    Rows of ``wanted`` that are not among them have no rank.
    """
    shown, order = scores[among], ties[among]
    found = [
        1 + np.count_nonzero(shown > scores[row]) + np.count_nonzero((shown == scores[row]) & (order < ties[row]))
        for row in wanted[np.isin(wanted, among)]
    ]
    return np.sort(np.array(found, dtype=np.int64))


def measure(found: Whole, wanted: int) -> tuple[float, float, float]:
    """Return the three figures of one question: ranks of what was found, of ``wanted`` relevant positions (≥ 1)."""
    top = found[found <= CUT]
    gain = float((1.0 / np.log2(1.0 + top)).sum())
    ideal = float((1.0 / np.log2(2.0 + np.arange(min(CUT, wanted)))).sum())
    return gain / ideal, 1.0 / float(found[0]) if len(found) else 0.0, len(top) / wanted


@dataclass(frozen=True, slots=True)
class Resampling:
    """How often each seeker is drawn in each resample; one and the same for every system, so that they pair."""

    of_question: Whole
    """Each question's seeker, numbered from 0."""
    drawn: Floats

    @classmethod
    def of(cls, seekers: Sequence[int], seed: int) -> "Resampling":
        """Draw as many seekers as there are, with replacement, ``RESAMPLES`` times."""
        _, numbers = np.unique(np.asarray(seekers), return_inverse=True)
        count = int(numbers.max()) + 1
        picks = np.random.default_rng(seed).multinomial(count, np.full(count, 1.0 / count), size=RESAMPLES)
        return cls(numbers, picks.astype(np.float64))

    def interval(self, values: Floats) -> dict[str, float]:
        """Return the mean of a figure over questions, with the interval of that mean over the resamples."""
        count = self.drawn.shape[1]
        sums = np.bincount(self.of_question, weights=values, minlength=count)
        sizes = np.bincount(self.of_question, minlength=count)
        means = (self.drawn @ sums) / (self.drawn @ sizes)
        low, high = np.quantile(means, (_LOW, _HIGH))
        return {"value": float(values.mean()), "low": float(low), "high": float(high)}

    def table(self, figures: Floats) -> Mapping[str, Mapping[str, float]]:
        """Return the interval of each metric; ``figures``: questions × metrics."""
        return {name: self.interval(figures[:, place]) for place, name in enumerate(METRICS)}
