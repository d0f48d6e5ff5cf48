"""The second head: how likely a referral comes to an interview or further, read off the ranker's score.

Shown apart from the order and never mixed into it here. Isotonic: a higher score is never a lower chance.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from jobmatch.matching.evaluation.evaluate import World
from jobmatch.matching.evaluation.systems import System
from jobmatch.matching.pairs.grams import Floats

SUCCESS = frozenset({"interviewed", "offered", "hired", "retained"})
REFERRAL = SUCCESS | {"referred", "declined"}
FEWEST = 40
BINS = 10


@dataclass(frozen=True, slots=True)
class Chance:
    """A rising curve: scores and the chances at them; straight between, level outside."""

    scores: tuple[float, ...]
    chances: tuple[float, ...]

    def at(self, scores: Floats) -> Floats:
        """Return the chance at each score."""
        return np.interp(scores, self.scores, self.chances)


@dataclass(frozen=True, slots=True)
class Ends:
    """Referrals with their end: the ranker's score then, whether it came to something, and whose it was."""

    scores: Floats
    success: Floats
    seekers: Floats


def pairs_with_an_end(
    world: World, learned: System, ends: Mapping[tuple[int, int], set[str]], seekers: Collection[int]
) -> Ends:
    """Return the referrals of ``seekers`` (whom the ranker does not know), scored by what was known before them."""
    line, found = world.timeline, []
    for (seeker, position), words in sorted(ends.items()):
        if seeker in seekers and words & REFERRAL:
            rows = line.of_seeker[seeker]
            first = float(line.at[rows[line.position[rows] == position]].min())
            described = world.describer.describe(seeker, world.instant(first), line)
            found.append((float(learned(seeker, described)[position]), float(bool(words & SUCCESS)), float(seeker)))
    columns = np.array(found, dtype=np.float64).reshape(-1, 3)
    return Ends(columns[:, 0], columns[:, 1], columns[:, 2])


def chance_of(ends: Ends, seed: int) -> tuple[Chance | None, float | None]:
    """Return the curve over all ends, and its calibration error where half of the people judge the other half's."""
    if len(ends.scores) < FEWEST or len(np.unique(ends.success)) < 2:
        return None, None
    people = np.random.default_rng(seed).permutation(np.unique(ends.seekers))
    first = np.isin(ends.seekers, people[: len(people) // 2])
    told = np.empty_like(ends.scores)
    for mine in (first, ~first):
        if mine.all() or not mine.any():
            return None, None
        told[mine] = _curve(ends.scores[~mine], ends.success[~mine]).at(ends.scores[mine])
    return _curve(ends.scores, ends.success), calibration_error(told, ends.success)


def calibration_error(chances: Floats, success: Floats) -> float:
    """Return the expected calibration error over ten bins of equally many."""
    order = np.argsort(chances, kind="stable")
    bins = np.array_split(order, min(BINS, len(order)))
    gaps = [len(one) * abs(chances[one].mean() - success[one].mean()) for one in bins]
    return float(sum(gaps) / len(chances))


def _curve(scores: Floats, success: Floats) -> Chance:
    from sklearn.isotonic import IsotonicRegression

    fitted = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(scores, success)
    return Chance(tuple(fitted.X_thresholds_.tolist()), tuple(fitted.y_thresholds_.tolist()))
