"""``jobmatch match suggest --dataset``: JSON out, a readable list, and exit 2 with a sentence for bad input."""

import json

import pytest
from click.testing import CliRunner

from jobmatch.cli.match import match

SEEKERS = (
    '{"id": "zhang", "wanted": ["客服"], "functions": {"use_phone": "cannot"}, "lat": 29.65, "lon": 121.4}\n'
    '{"id": "li"}\n'
)
POSITIONS = (
    '{"id": "chat", "title": "在线客服", "lat": 29.66, "lon": 121.42, "posted": "2026-11-01"}\n'
    '{"id": "call", "title": "电话客服", "demands": {"use_phone": "needed"}}\n'
)


@pytest.fixture
def dataset(tmp_path):
    (tmp_path / "seekers.jsonl").write_text(SEEKERS, encoding="utf-8")
    (tmp_path / "positions.jsonl").write_text(POSITIONS, encoding="utf-8")
    return tmp_path


def run(*arguments, locale="zh_Hans_CN"):
    return CliRunner().invoke(match, ["suggest", *map(str, arguments)], env={"JOBMATCH_LOCALE": locale})


def test_json_for_a_seeker(dataset):
    answer = run("--dataset", dataset, "--seeker", "zhang", "--json")
    assert answer.exit_code == 0
    said = json.loads(answer.stdout)
    assert [one["position"] for one in said["suggestions"]] == ["chat"]
    assert [one["position"] for one in said["excluded"]] == ["call"]
    assert said["suggestions"][0]["parts"][0]["sentence"] == "每个岗位都从 40 分算起。"


def test_json_for_a_position(dataset):
    said = json.loads(run("--dataset", dataset, "--position", "call", "--json", locale="en").stdout)
    assert [one["seeker"] for one in said["suggestions"]] == ["li"]
    assert said["excluded"][0]["because"][0]["sentence"].startswith("The job needs “talking on the phone”")


def test_the_limit_holds(dataset):
    said = json.loads(run("--dataset", dataset, "--seeker", "li", "--limit", "1", "--json").stdout)
    assert len(said["suggestions"]) == 1


@pytest.mark.parametrize(("locale", "says"), [("zh_Hans_CN", "离您约 2.2 公里"), ("en", "About 2.2 km from you")])
def test_without_json_a_list_that_can_be_read_aloud(dataset, locale, says):
    answer = run("--dataset", dataset, "--seeker", "zhang", locale=locale)
    assert answer.exit_code == 0
    assert says in answer.stdout
    assert "1. chat" in answer.stdout


def test_the_same_folder_gives_the_same_answer(dataset):
    first, second = (run("--dataset", dataset, "--seeker", "zhang", "--json").stdout for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--seeker", "nobody"], "nobody"),
        (["--position", "nothing"], "nothing"),
        (["--seeker", "li", "--position", "chat"], "--seeker"),
        ([], "--seeker"),
        (["--seeker", "li", "--limit", "0"], "--limit"),
        (["--seeker", "li", "--limit", "many"], "--limit"),
    ],
)
def test_bad_input_exits_2_with_a_sentence(dataset, arguments, says):
    answer = run("--dataset", dataset, *arguments)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert says in answer.stderr


def test_a_bad_line_exits_2_naming_it(dataset):
    with (dataset / "positions.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "x", "demands": {"fly": "needed"}}\n')
    answer = run("--dataset", dataset, "--seeker", "li")
    assert answer.exit_code == 2
    assert "positions.jsonl, line 3, demands: the word “fly”" in answer.stderr
    assert run("--dataset", dataset / "none", "--seeker", "li").exit_code == 2
