"""``jobmatch fair plan``: everybody's talks at a fair, from the tickets that were given there."""

import json
import uuid
from collections import Counter

import pytest
from click.testing import CliRunner

from jobmatch import clock
from jobmatch.cli import main
from jobmatch.fairs.service import register
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.service import Arrival
from jobmatch.seekers.tables import Entrance
from jobmatch.storage.act import MACHINE
from jobmatch.storage.base import db


@pytest.fixture
def plan(home, world, monkeypatch):
    monkeypatch.setenv("JOBMATCH_HOME", str(home))

    def call(*words, fair=None):
        db.session.rollback()
        return CliRunner().invoke(main, ["fair", "plan", fair or world.fair, *words], catch_exceptions=False)

    return call


def come(world, name, *, needs=(), consents=("store", "recommend")):
    """Register somebody at the fair and return the number of their ticket."""
    given = {"name": name, "wanted": ["仓库"], "needs": list(needs), "consents": list(consents)}
    arrival = Arrival(str(uuid.uuid4()), world.district, Entrance.KIOSK, "zh_Hans_CN", world.fair)
    answers = Answers.read({**given, "consent_version": "2026-1"}, clock.today())
    return register(MACHINE, world.fair, arrival, answers).ticket.number


def test_everybody_who_agreed_gets_talks_that_do_not_collide(plan, world):
    first, signing = come(world, "甲某"), come(world, "乙某", needs=["sign_language"])
    silent = come(world, "丙某", consents=["store"])
    told = json.loads(plan("--json", "--fewest", "1").stdout)
    tickets = {one["ticket"] for one in told["assignments"]}
    assert {first, signing} <= tickets
    assert silent not in tickets
    for who in ("ticket", "booth"):
        assert max(Counter((one[who], one["begins"]) for one in told["assignments"]).values()) == 1
    assert {one["ticket"] for one in told["assignments"] if one["interpreter"]} == {signing}
    assert told["objective"] == pytest.approx(told["bound"])


def test_a_plan_made_later_leaves_an_earlier_one_where_it_was(plan, world, tmp_path):
    come(world, "甲某")
    earlier = tmp_path / "plan.json"
    earlier.write_text(plan("--json").stdout, encoding="utf-8")
    come(world, "丁某")
    kept = json.loads(earlier.read_text(encoding="utf-8"))["assignments"]
    later = json.loads(plan("--json", "--stay", str(earlier)).stdout)["assignments"]
    places = {(one["ticket"], one["booth"], one["begins"]) for one in later}
    assert {(one["ticket"], one["booth"], one["begins"]) for one in kept} <= places
    assert len(later) > len(kept)


def test_without_json_it_can_be_read(plan, world):
    number = come(world, "甲某")
    shown = plan().stdout
    assert f"ticket {number:>4}" in shown
    assert "bound" in shown


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("[", "JSON"),
        ("{}", "no list of assignments"),
        ('{"assignments": [{"ticket": "1"}]}', "Assignment 1"),
        ('{"assignments": [{"ticket": 9999, "booth": 1, "begins": "09:00"}]}', "ticket 9999"),
        ('{"assignments": [{"ticket": 1, "booth": 1, "begins": "09:07"}]}', "09:07"),
    ],
)
def test_a_plan_that_cannot_stay_is_refused_with_a_sentence(plan, tmp_path, kept, said):
    path = tmp_path / "plan.json"
    path.write_text(kept, encoding="utf-8")
    answer = plan("--stay", str(path))
    assert answer.exit_code == 2
    assert said in answer.output


@pytest.mark.parametrize("words", [("--closes", "08:00"), ("--fewest", "5", "--most", "2"), ("--minutes", "0")])
def test_hours_in_which_nobody_could_talk_are_refused(plan, words):
    answer = plan(*words)
    assert answer.exit_code == 2
    assert "Traceback" not in answer.output


def test_an_unknown_fair_is_named(plan):
    answer = plan(fair="nowhere")
    assert answer.exit_code == 2
    assert "nowhere" in answer.output
