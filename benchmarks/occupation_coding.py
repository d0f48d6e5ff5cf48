"""How well and how fast everyday titles are coded: five folds over the coded titles that come with the product.

Prints JSON. A title is right when its own code stands in the list: NDCG@10 with one relevant code, 1 / log2(1 + rank).
A title that was coded with a group (level 1 to 3) counts as that group and nothing below it. Equal plain titles are in
one fold. ``everyday.csv``, written for this product, is left out of everything here. ``accuracy_1`` is the share of
titles whose own code comes first, ``minor`` / ``sub_major`` / ``major`` the share whose first code at least shares that
group; ``calibration_error`` the usual ECE over ten bins. Intervals: 95 %, resampling titles 2,000 times.

``by_first_character`` cuts the folds by the first character instead, so that 销售经理 never helps 销售总监: harder, and
nearer to titles that the library has no neighbours of. Titles a second: processor time of one thread, loaded before.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from jobmatch.matching.coding.coder import Coder
from jobmatch.matching.coding.evidence import Library, kernel_row
from jobmatch.matching.coding.files import CodedTitle, folder, make_library, read_titles, shipped_coder
from jobmatch.matching.coding.titles import core, plain
from jobmatch.matching.coding.training import train

FOLDS, SHOWN, RESAMPLED = 5, 10, 2000
SYSTEMS = ("bm25", "neighbours", "kernel", "combined")
LEVELS = {"minor": 7, "sub_major": 4, "major": 1}


def folds_of(titles: Sequence[CodedTitle], group: Callable[[str], str]) -> list[int]:
    """Deal the groups of titles out to folds, by a fixed seed."""
    groups = sorted({group(one.title) for one in titles})
    random.Random(20261128).shuffle(groups)
    dealt = {name: place % FOLDS for place, name in enumerate(groups)}
    return [dealt[group(one.title)] for one in titles]


def first(library: Library, scores: Any) -> list[str]:
    """Return the ten best codes; ties by code."""
    return [library.codes[place] for place in np.lexsort((np.arange(scores.size), -scores))[:SHOWN]]


def rankings(coder: Coder, title: str) -> dict[str, list[str]]:
    """Rank the codes for a title by each system."""
    library = coder.library
    row = kernel_row(library, title)
    return {
        "bm25": first(library, library.spelling_runs.highest(library.bm25.row(core(title)))),
        "neighbours": first(library, library.title_runs.summed(row[: len(library.titles)] ** 2)),
        "kernel": first(library, coder.kernel(row)),
        "combined": [guess.code for guess in coder.code(title, SHOWN)],
    }


def measure(titles: Sequence[CodedTitle], group: Callable[[str], str]) -> dict[str, Any]:
    """Run the folds and sum up."""
    fold_of = folds_of(titles, group)
    gains: dict[str, list[float]] = {name: [] for name in SYSTEMS}
    tops: dict[str, list[tuple[str, str]]] = {name: [] for name in SYSTEMS}
    said: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        library = make_library(one for one, where in zip(titles, fold_of, strict=True) if where != fold)
        coder = Coder(library, train(library))
        for one in (one for one, where in zip(titles, fold_of, strict=True) if where == fold):
            for name, ranked in rankings(coder, one.title).items():
                gains[name].append(1 / np.log2(ranked.index(one.code) + 2) if one.code in ranked else 0.0)
                tops[name].append((one.code, ranked[0] if ranked else ""))
            guesses = coder.code(one.title, 1)
            said.append((guesses[0].confidence, guesses[0].code == one.code) if guesses else (0.0, False))
        print(f"fold {fold + 1} of {FOLDS}", file=sys.stderr)
    systems = {name: {**interval(gains[name], "ndcg_10"), **accuracies(tops[name])} for name in SYSTEMS}
    best = np.array(gains["combined"])
    paired = {f"combined-{name}": interval(best - np.array(gains[name]), "ndcg_10") for name in SYSTEMS[:-1]}
    return {"systems": systems, "paired": paired, "calibration_error": calibration_error(said)}


def interval(values: Any, name: str) -> dict[str, Any]:
    """Return the mean with its 95 % interval."""
    drawn = np.random.default_rng(1).integers(0, len(values), (RESAMPLED, len(values)))
    low, high = np.percentile(np.asarray(values)[drawn].mean(1), (2.5, 97.5))
    return {name: round(float(np.mean(values)), 4), "interval": [round(float(low), 4), round(float(high), 4)]}


def accuracies(tops: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return how often the first code is right, and how often at least its group is."""
    shares = {name: np.mean([own[:end] == guess[:end] for own, guess in tops]) for name, end in LEVELS.items()}
    exact = np.mean([own == guess for own, guess in tops])
    return {"accuracy_1": round(float(exact), 4), **{name: round(float(one), 4) for name, one in shares.items()}}


def calibration_error(said: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten bins of confidence."""
    confidence, right = np.array([one for one, _ in said]), np.array([one for _, one in said])
    bins = np.minimum((confidence * 10).astype(int), 9)
    off = [abs(confidence[bins == place].sum() - right[bins == place].sum()) for place in range(10)]
    return round(float(sum(off) / len(said)), 4)


def speed(titles: Sequence[str]) -> dict[str, Any]:
    """Code the titles one after the other."""
    began = time.perf_counter()
    coder = shipped_coder()
    coder.code("加载")
    loaded = time.perf_counter() - began
    began = time.process_time()
    for title in titles:
        coder.code(title)
    return {"titles_per_second": round(len(titles) / (time.process_time() - began)), "load_seconds": round(loaded, 2)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="Random folds alone.")
    quick = parser.parse_args().quick
    titles = read_titles(folder() / "titles.csv")
    result = {"titles": len(titles), "speed": speed([one.title for one in titles])}
    result["random_folds"] = measure(titles, plain)
    if not quick:
        result["by_first_character"] = measure(titles, lambda title: plain(title)[:1])
    print(json.dumps(result, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
