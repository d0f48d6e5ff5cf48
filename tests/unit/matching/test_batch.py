"""``jobmatch match batch``: each list is what ranking one by one gives, wherever it is computed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from jobmatch.cli import main

TITLES = ("客服", "保洁员", "包装工", "仓库管理员", "按摩师", "文员", "厨工")


ROOT = Path(__file__).parents[3]
BOTH_WAYS = """
import numpy as np
from jobmatch.matching.base import load_table
from jobmatch.matching.batch import PORTION, rank_all, work_of
from tests.unit.matching import crowds
from tests.unit.matching.made import DAY

if __name__ == "__main__":
    seekers, work = crowds.seekers(PORTION + 90), work_of(crowds.positions(40), load_table(), DAY, 12)
    here, there = (list(rank_all(seekers, work, engine)) for engine in ("local", "dask"))
    same = all(
        np.array_equal(one.places, other.places) and np.array_equal(one.scores, other.scores)
        for one, other in zip(here, there, strict=True)
    )
    print(len(there), "portions", (here[0].places >= 0).sum(axis=1).max(), "longest", same)
"""


def lines(things):
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in things)


@pytest.fixture
def dataset(tmp_path):
    seekers = [
        {
            "id": f"s{n}",
            "wanted": [TITLES[n % 7]],
            "wage_floor": 2400 + n % 5 * 100,
            "lat": 29.6 + n % 9 / 50,
            "lon": 121.4,
        }
        for n in range(600)
    ]
    positions = [
        {
            "id": f"p{n}",
            "title": TITLES[n % 7] + "学徒" * (n % 2),
            "wage_max": 2500 + n % 8 * 50,
            "lat": 29.65,
            "lon": 121.4,
        }
        for n in range(30)
    ]
    (tmp_path / "seekers.jsonl").write_text(lines(seekers), encoding="utf-8")
    (tmp_path / "positions.jsonl").write_text(lines(positions), encoding="utf-8")
    return tmp_path


def run(*words):
    return CliRunner().invoke(main, ["match", *map(str, words)], env={"JOBMATCH_LOCALE": "en"})


def test_each_list_is_what_is_suggested_one_by_one(dataset):
    said = json.loads(run("batch", "--dataset", dataset, "--top", "4", "--json").stdout)
    assert (said["seekers"], said["positions"], len(said["lists"])) == (600, 30, 600)
    for one in said["lists"][:599:66]:
        alone = run("suggest", "--dataset", dataset, "--seeker", one["seeker"], "--limit", "4", "--json")
        wanted = [(each["position"], each["score"]) for each in json.loads(alone.stdout)["suggestions"]]
        assert [(each["position"], each["score"]) for each in one["suggestions"]] == wanted
    assert all(one["suggestions"] for one in said["lists"])


def test_several_processes_come_to_the_same():
    """In a process of its own: Dask brings an event loop, threads and workers, which the suite need not live with."""
    done = subprocess.run([sys.executable, "-c", BOTH_WAYS], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["2", "portions", "12", "longest", "True"]


def test_without_dask_a_sentence_says_so(dataset, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    answer = run("batch", "--dataset", dataset, "--engine", "dask")
    assert answer.exit_code == 2
    assert "Dask is not installed" in answer.stderr


def test_spread_lists_have_their_figures_beside_the_plain_ones(dataset):
    hired = {"at": "2026-11-01T09:00:00Z", "outcome": "hired"}
    went = [{"seeker": "s0", "position": key, **hired} for key in ("p0", "p14", "p28")]
    (dataset / "interactions.jsonl").write_text(lines(went), encoding="utf-8")
    words = ("batch", "--dataset", dataset, "--top", "2", "--uncrowded")
    said = json.loads(run(*words, "--json").stdout)
    plain, spread = said["figures"]["plain"], said["figures"]["uncrowded"]
    assert spread["largest"] < plain["largest"]
    assert spread["gini"] < plain["gini"]
    assert spread["people"] == plain["people"] == 1
    assert 0 < plain["ndcg"] <= 1
    text = run(*words).stdout
    assert "600 seekers, 30 open positions" in text
    assert f"on {spread['largest']}; Gini" in text


def test_nobody_and_nothing_is_an_answer(tmp_path):
    (tmp_path / "seekers.jsonl").write_text(lines([{"id": "s"}]), encoding="utf-8")
    (tmp_path / "positions.jsonl").write_text("", encoding="utf-8")
    said = json.loads(run("batch", "--dataset", tmp_path, "--uncrowded", "--json").stdout)
    assert said["lists"] == [{"seeker": "s", "suggestions": []}]
    (tmp_path / "seekers.jsonl").write_text("", encoding="utf-8")
    assert json.loads(run("batch", "--dataset", tmp_path, "--json").stdout)["lists"] == []
