"""How fast everybody is ranked: the compiled base score beside LightGBM's ``predict`` and a bare sgemm, in one run.

The pairs: a crowd in the shape of the invented district (``_crowds`` says how), by default 512 seekers × 2,000
positions, with ``--full`` 15,676 × 2,000; every feature speaks of some pairs, and the answer prints of how many.

*ours* is the whole engine on sides that are ready: matrix product, mask, choice of the best 50 of each seeker, their
exact sums in float64, in order. *LightGBM* is ``predict`` alone (200 trees of 31 leaves, two threads, float32), on the
same pairs, masks nothing and sorts nothing; its features are the same addends, made outside the time. *sgemm* is
numpy's product of matrices of the same shape and nothing else. Rounds (three, --full five) interleaved; medians;
``ratio_…`` are of medians. ``prepare`` is what it takes to make seekers ready from their facts, texts included; the
peer's matrix of features costs the same and more, and ``ratio_whole_lightgbm`` counts it on both sides.

``--full`` also ranks 10,000, 100,000 and 1,000,000 seekers from their facts (texts and all, in chunks) and prints
processor seconds for each thousand: ``growth`` is the last by the first.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from math import fsum
from typing import Any

import numpy as np
from _crowds import DAY, ON, crowd
from lightgbm import LGBMRegressor

from jobmatch.matching.base import load_table
from jobmatch.matching.compiled.many import AT_ONCE, Crowd, best_of, best_of_each, crowd_of
from jobmatch.matching.compiled.one import in_order
from jobmatch.matching.compiled.pairs import Positions
from jobmatch.matching.compiled.terms import LEAST
from jobmatch.matching.facts import SeekerFacts
from jobmatch.matching.ranking import order, rank_positions
from jobmatch.matching.sides import SeekerSide, position_side, seeker_side

ROUNDS = 3
POSITIONS = 2000
TOP = 50
CHECKED = 20
ALONE = 50
NAMES = [
    *("seeker_alone", "position_alone", "wish_occupation", "wage", "hours", "schooling", "licences", "demands"),
    *("limits", "needs", "refusals", "wish_text", "past_work", "skills", "distance", "places"),
]
TABLE = load_table()


def features(crowd: Crowd) -> np.ndarray:
    """Return every addend of every pair of a crowd as float32: shape (pairs, terms)."""
    each = [term.table[term.rows][:, term.columns].ravel().astype(np.float32) for term in crowd.terms]
    return np.maximum(np.stack(each, axis=1), -100.0)


def peer(some: np.ndarray) -> LGBMRegressor:
    """Train LightGBM on some pairs: their scores with noise, which makes trees of the usual size and depth."""
    chance = np.random.default_rng(7)
    target = some.sum(axis=1) + chance.normal(0, 2, len(some))
    model = LGBMRegressor(n_estimators=200, num_leaves=31, learning_rate=0.08, n_jobs=2, verbosity=-1)
    return model.fit(some, target)


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that a call took, and what it returned."""
    begun = time.perf_counter()
    found = run()
    return time.perf_counter() - begun, found


def measure(seekers: int, seed: int, rounds: int) -> dict[str, Any]:
    """Time everything in turn and return the figures."""
    people, posts = crowd(seed, seekers, POSITIONS)
    ready, sides = timed(lambda: [seeker_side(one, TABLE.texts) for one in people])
    positions = Positions([position_side(one, TABLE.texts, ON) for one in posts], TABLE, DAY)
    making, crowds = timed(lambda: [crowd_of(some, positions) for some in in_chunks(sides)])
    model = peer(features(crowds[0])[:: max(1, AT_ONCE * POSITIONS // 200_000)])
    times: dict[str, list[float]] = {name: [] for name in ("ours", "sgemm", "lightgbm", "lightgbm_features", "one")}
    for turn in range(rounds):
        times["ours"].append(timed(lambda: [best_of(one, positions, TOP) for one in crowds])[0])
        times["sgemm"].append(sum(bare(one) for one in crowds))
        some = sides[turn::rounds][:ALONE]
        times["one"].append(statistics.median(timed(lambda side=side: one_seeker(side, positions))[0] for side in some))
        predicted, made = zip(*(peer_time(model, one) for one in crowds), strict=True)
        times["lightgbm"].append(sum(predicted))
        times["lightgbm_features"].append(sum(made))
    median = {name: statistics.median(values) for name, values in times.items()}
    return {
        "benchmark": "matching_speed",
        "seekers": seekers,
        "positions": POSITIONS,
        "top": TOP,
        "columns": crowds[0].product.rows.shape[1],
        "prepare_seconds": ready + making,
        **{f"{name}_seconds": value for name, value in median.items()},
        "ratio_lightgbm": median["lightgbm"] / median["ours"],
        "ratio_whole_lightgbm": (median["lightgbm"] + median["lightgbm_features"]) / (median["ours"] + ready + making),
        "ratio_sgemm": median["ours"] / median["sgemm"],
        "spoken_share": spoken(crowds[0]),
        **check(sides[:CHECKED], positions),
    }


def in_chunks(sides: Sequence[SeekerSide]) -> Iterator[Sequence[SeekerSide]]:
    """Cut a crowd as the engine does."""
    return (sides[start : start + AT_ONCE] for start in range(0, len(sides), AT_ONCE))


def bare(one: Crowd) -> float:
    """Return the seconds of the product alone, into memory that is there."""
    out = np.zeros((len(one.product.rows), one.product.columns.shape[1]), dtype=np.float32)
    return timed(lambda: np.matmul(one.product.rows, one.product.columns, out=out))[0]


def peer_time(model: LGBMRegressor, one: Crowd) -> tuple[float, float]:
    """Return the seconds of the peer's prediction for a crowd, and of making its features."""
    made, pairs = timed(lambda: features(one))
    return timed(lambda: model.booster_.predict(pairs, num_threads=2))[0], made


def one_seeker(side: SeekerSide, positions: Positions) -> np.ndarray:
    """Rank the positions for one seeker, best first."""
    return in_order(positions.scores_for(side))


def spoken(one: Crowd) -> dict[str, float]:
    """Return for each term the share of pairs of which it says something."""
    shares = (np.mean((term.table != 0)[term.rows][:, term.columns]) for term in one.terms)
    return {name: round(float(share), 4) for name, share in zip(NAMES, shares, strict=True)}


def check(sides: Sequence[SeekerSide], positions: Positions) -> dict[str, Any]:
    """Compare with ranking pair by pair, and the parts of what is shown with its score."""
    ((_, best),) = best_of_each(sides, positions, TOP)
    same, worst = True, 0.0
    for side, places, scores in zip(sides, best.places, best.scores, strict=True):
        ranked = sorted(rank_positions(side, positions.sides, TABLE, DAY).ranked, key=order)[:TOP]
        shown = [(float(score), place) for score, place in zip(scores, places, strict=True) if score > LEAST]
        named = [(score, positions.sides[place].facts.id) for score, place in shown]
        same &= named == [(one.score, one.id) for one in ranked]
        for score, place in shown:
            parts = TABLE.parts(side, positions.sides[place])
            worst = max(worst, abs(fsum(part.points for part in parts) - score))
    return {"same_order": same, "parts_off_by_at_most": worst}


def growth(seed: int, sizes: Sequence[int]) -> dict[str, Any]:
    """Rank ever more seekers from their facts and return the seconds for a thousand of each size."""
    people, posts = crowd(seed, 10_000, POSITIONS)
    positions = Positions([position_side(one, TABLE.texts, ON) for one in posts], TABLE, DAY)
    seconds = {}
    for size in sizes:
        some: Iterator[SeekerFacts] = islice(cycle(people), size)
        begun = time.process_time()
        for _ in best_of_each((seeker_side(one, TABLE.texts) for one in some), positions, TOP):
            pass
        seconds[str(size)] = (time.process_time() - begun) / size * 1000
    values = list(seconds.values())
    return {"seconds_a_thousand": seconds, "growth": values[-1] / values[0]}


def main() -> None:
    """Read the size and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seekers", type=int, default=512)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--full", action="store_true", help="15,676 seekers, and growth to a million")
    chosen = parser.parse_args()
    found = measure(15_676 if chosen.full else chosen.seekers, chosen.seed, 5 if chosen.full else ROUNDS)
    if chosen.full:
        found["growth"] = growth(chosen.seed, (10_000, 100_000, 1_000_000))
    json.dump(found, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
