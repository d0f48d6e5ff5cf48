"""How well the rankers do: ours beside every baseline and beside LightGBM and XGBoost, on the same lists and columns.

Prints JSON. For each run (a split file, or five folds by seeker): NDCG@10, MRR and recall@10 of every system with 95 %
intervals by resampling seekers, paired differences of ours, and ``ratios`` of NDCG@10 (ours / theirs). Everybody learns
from the same weighted lists with the same number and size of trees (XGBoost cannot take weights of single rows). Give a
dataset folder by ``--dataset`` or ``JOBMATCH_BENCH_DATASET``; without one a small invented one is made from a seed,
which shows that all run and no more.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from jobmatch.matching.evaluation.evaluate import evaluate_dataset

TITLES = ("电话客服", "网络客服", "仓库保管员", "食品包装工", "数据录入员", "社区保洁员", "盲人按摩师", "图书管理员")
PLACES = ("锦屏街道", "岳林街道", "江口街道", "溪口镇")


def invent(folder: Path, seed: int, seekers: int = 60, positions: int = 120) -> None:
    """Write a dataset in which people turn to jobs like their wish, rather nearby, and sometimes to any other."""
    chance = random.Random(seed)
    jobs = [
        {"id": f"p{number:03}", "title": chance.choice(TITLES), "place": chance.choice(PLACES), "posted": "2026-09-01"}
        for number in range(positions)
    ]
    people, happened = [], []
    for number in range(seekers):
        person = {"id": f"s{number:03}", "wanted": [chance.choice(TITLES)], "place": chance.choice(PLACES)}
        people.append(person)
        liking = [1 + 20 * (job["title"] in person["wanted"]) + 9 * (job["place"] == person["place"]) for job in jobs]
        for day in sorted(chance.sample(range(1, 60), 4)):
            at = f"2026-{9 + day // 30:02}-{day % 30 + 1:02}T09:00:00Z"
            position = chance.choices(jobs, liking)[0]["id"]
            happened.append({"seeker": person["id"], "position": position, "at": at, "outcome": "referred"})
    for name, rows in (("seekers", people), ("positions", jobs), ("interactions", happened)):
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure(folder: Path, split: Path | None) -> dict[str, object]:
    """Run every system and add the ratios."""
    begun = time.perf_counter()
    found = evaluate_dataset(folder, split)
    ndcg = {name: figures["ndcg@10"]["value"] for name, figures in found["systems"].items()}
    ours = ndcg.get("learned")
    ratios = {} if ours is None else {name: ours / other for name, other in ndcg.items() if other and name != "learned"}
    return {**found, "ratios": ratios, "seconds": round(time.perf_counter() - begun, 1)}


def main() -> None:
    """Read what to measure and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--dataset", type=Path, default=os.environ.get("JOBMATCH_BENCH_DATASET"))
    parser.add_argument("--split", type=Path, action="append", default=[], help="a split file; may be given twice")
    parser.add_argument("--folds", action="store_true", help="five folds by seeker too, where splits are given")
    parser.add_argument("--seed", type=int, default=7, help="of the invented dataset")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(chosen.dataset or made)
        if not chosen.dataset:
            invent(folder, chosen.seed)
        splits = [*chosen.split, *([None] if chosen.folds or not chosen.split else [])]
        runs = {split.name if split else "five folds": measure(folder, split) for split in splits}
    json.dump({"benchmark": "matching_quality", "invented": not chosen.dataset, "runs": runs}, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
