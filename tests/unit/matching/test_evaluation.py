"""``match evaluate``: what is asked, what may be known, and figures that a pencil confirms."""

import json
import random

import numpy as np
import pytest
from click.testing import CliRunner

from jobmatch.cli.match import match
from jobmatch.matching.evaluation.metrics import Resampling, measure, ranks

TITLES = ("电话客服", "网络客服", "仓库保管员", "食品包装工", "数据录入员", "保洁员")


def write(folder, name, rows):
    (folder / name).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def make_dataset(folder, seekers=24, seed=5):
    """Everybody turns to the jobs whose title they wish for, two or three of them, on days of their own."""
    chance = random.Random(seed)
    positions = [{"id": f"p{n:02}", "title": TITLES[n % len(TITLES)], "place": "锦屏街道"} for n in range(36)]
    people, interactions = [], []
    for number in range(seekers):
        wish = chance.choice(TITLES)
        people.append({"id": f"s{number}", "wanted": [wish]})
        alike = [one["id"] for one in positions if one["title"] == wish]
        for day, position in enumerate(chance.sample(alike, 3), start=number % 20 + 1):
            at = f"2026-10-{day:02}T08:00:00Z"
            interactions.append({"seeker": f"s{number}", "position": position, "at": at, "outcome": "hired"})
    write(folder, "seekers.jsonl", people)
    write(folder, "positions.jsonl", positions)
    write(folder, "interactions.jsonl", interactions)
    return interactions


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    make_dataset(folder)
    return folder


def run(folder, *arguments):
    return CliRunner().invoke(match, ["evaluate", "--dataset", str(folder), *map(str, arguments), "--json"])


def split_of(folder, tests, name="split.json"):
    (folder / name).write_text(json.dumps({"test": tests}, indent=1), encoding="utf-8")
    return folder / name


def test_five_folds_name_every_system_with_its_interval(dataset):
    answer = run(dataset)
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.stdout)
    assert (found["folds"], found["questions"], found["seekers"]) == (5, 24, 24)
    assert {"random", "popularity", "text", "base", "learned"} <= set(found["systems"])
    for metrics in found["systems"].values():
        assert set(metrics) == {"ndcg@10", "mrr", "recall@10"}
        assert all(0 <= one["low"] <= one["value"] <= one["high"] <= 1 for one in metrics.values())
    assert found["systems"]["base"]["ndcg@10"]["value"] > found["systems"]["random"]["ndcg@10"]["high"]


def test_nothing_later_is_read(dataset, tmp_path):
    tests = [{"seeker": "s1", "at": "2026-10-03T08:00:00Z", "relevant": ["p03"]}]
    before = run(dataset, "--split", split_of(dataset, tests))
    for file in ("seekers.jsonl", "positions.jsonl", "split.json"):
        (tmp_path / file).write_text((dataset / file).read_text())
    rows = [json.loads(line) for line in (dataset / "interactions.jsonl").read_text().splitlines()]
    later = {"seeker": "s1", "position": "p03", "at": "2026-10-03T08:00:00Z", "outcome": "hired"}
    kept = [row for row in rows if row["seeker"] != "s1" or row["at"] < tests[0]["at"]]
    write(tmp_path, "interactions.jsonl", [*kept, later])
    assert json.loads(run(tmp_path, "--split", tmp_path / "split.json").stdout) == json.loads(before.stdout)


def test_own_earlier_positions_are_no_candidates(dataset):
    rows = [json.loads(line) for line in (dataset / "interactions.jsonl").read_text().splitlines()]
    mine = [row["position"] for row in rows if row["seeker"] == "s1"]
    tests = [
        {"seeker": "s1", "at": "2026-11-01T00:00:00Z", "relevant": mine},
        {"seeker": "s2", "at": "2026-11-01T00:00:00Z", "relevant": ["p35"], "candidates": ["p35"]},
    ]
    found = json.loads(run(dataset, "--split", split_of(dataset, tests)).stdout)
    assert (found["questions"], found["left_out"]) == (1, 1)
    assert {one["ndcg@10"]["value"] for one in found["systems"].values()} == {1.0}


@pytest.mark.parametrize("seekers", [0, 1, 3])
def test_a_tiny_dataset_says_what_could_not_be_trained(tmp_path, seekers):
    rows = make_dataset(tmp_path, seekers=3)
    write(tmp_path, "interactions.jsonl", rows[::3][:seekers])
    answer = run(tmp_path)
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.stdout)
    assert found["questions"] == seekers
    says = {0: "nothing to measure", 1: "choices to learn from"}.get(seekers, "")
    assert says in found["not_measured"].get("learned", {"en": ""})["en"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[]", "split.json, line 1, test: it must be"),
        ('{"tests": []}', "split.json, line 1, test: it must be"),
        ('{"test": []}', "there is no test"),
        ('{"test": [\n{"seeker": "s1"}]}', "split.json, line 2: test[0].at is missing"),
        ('{"test": [{"seeker": "x", "at": "2026-10-03T08:00:00Z", "relevant": ["p01"]}]}', "“x”"),
        ('{"test": [{"seeker": "s1", "at": "2026-10-03T08:00:00Z", "relevant": ["no"]}]}', "test[0].relevant"),
        ('{"test": [{"seeker": "s1", "at": "yesterday", "relevant": ["p01"]}]}', "yesterday"),
        ('{"test": [{"seeker": "s1", "at": "9999-12-31T23:00:00Z", "relevant": ["p01"]}]}', "9999-12-31"),
        ('{"test": [{"seeker": "s1", "at": "2026-10-03T08:00:00Z", "relevant": "p01"}]}', "test[0].relevant"),
        ('{"test": [\n\n{"odd": 1}]}', "line 3"),
        ('{"test": [\n,]}', "split.json, line 2: this is not JSON"),
    ],
)
def test_a_bad_split_exits_2_naming_line_and_field(dataset, tmp_path, content, says):
    (tmp_path / "split.json").write_text(content, encoding="utf-8")
    answer = run(dataset, "--split", tmp_path / "split.json")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert says in answer.stderr


def test_missing_files_exit_2(dataset, tmp_path):
    assert run(tmp_path / "none").exit_code == run(tmp_path).exit_code == 2
    answer = run(dataset, "--split", tmp_path / "no.json")
    assert answer.exit_code == 2
    assert "no.json" in answer.stderr


def test_the_figures_are_those_of_a_pencil():
    found = ranks(np.array([3.0, 1.0, 2.0, 2.0]), np.array([0, 1, 3, 2]), np.array([1, 2, 3]), np.array([0, 2]))
    assert found.tolist() == [2]
    assert measure(found, 2) == pytest.approx(((1 / np.log2(3)) / (1 + 1 / np.log2(3)), 0.5, 0.5))
    assert measure(np.array([], dtype=int), 1) == (0.0, 0.0, 0.0)


def test_intervals_resample_seekers_and_not_questions():
    once, often = Resampling.of([1, 2, 3, 4], 1), Resampling.of([1, 1, 1, 2, 2, 2], 1)
    assert once.interval(np.ones(4)) == {"value": 1.0, "low": 1.0, "high": 1.0}
    spread = often.interval(np.array([0.0, 0, 0, 1, 1, 1]))
    assert (spread["value"], spread["low"], spread["high"]) == (0.5, 0.0, 1.0)
