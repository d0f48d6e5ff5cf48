"""``jobmatch fair pair``, ``devices``, ``revoke``: a token is printed once, opens its fair, and ends."""

import json

import pytest
from click.testing import CliRunner

from jobmatch.cli import main
from jobmatch.fairs.devices import pair_device, revoke_device
from jobmatch.fairs.queries import find_device
from jobmatch.fairs.tables import Device, Fair
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db


@pytest.fixture
def run(home, world, monkeypatch):
    monkeypatch.setenv("JOBMATCH_HOME", str(home))

    def call(*words):
        db.session.rollback()
        return CliRunner().invoke(main, list(words), catch_exceptions=False)

    return call


@pytest.fixture
def pair(run):
    return lambda *words: run("fair", "pair", *words)


def test_a_device_is_paired_with_a_fair(pair, world):
    token = json.loads(pair(world.fair, "--name", "东门终端", "--json").stdout)["token"]
    db.session.rollback()
    device = find_device(token)
    assert (device.fair_id, device.name) == (world.fair, "东门终端")
    assert token not in device.token_hash


def test_the_token_alone_is_printed_without_json(pair, world):
    token = pair(world.fair, "--name", "东门终端").stdout.strip()
    db.session.rollback()
    assert find_device(token) is not None


@pytest.mark.parametrize("words", [("nowhere", "--name", "x"), ("FAIR", "--name", " "), ("FAIR", "--name", "x" * 61)])
def test_bad_input_exits_with_2(pair, world, words):
    answer = pair(*(world.fair if word == "FAIR" else word for word in words))
    assert answer.exit_code == 2
    assert "Traceback" not in answer.output
    assert db.session.query(Device).count() == 0


def test_a_revoked_token_is_nobodys(pair, world):
    token = pair(world.fair, "--name", "东门终端").stdout.strip()
    db.session.rollback()
    revoke_device(MACHINE, find_device(token))
    assert find_device(token) is None


def test_a_lost_device_is_found_and_ended_by_command(run, world):
    token = json.loads(run("fair", "pair", world.fair, "--name", "east door", "--json").stdout)["token"]
    (device,) = json.loads(run("fair", "devices", world.fair, "--json").stdout)
    assert (device["name"], device["revoked_at"]) == ("east door", None)
    assert run("fair", "revoke", device["id"]).exit_code == 0
    db.session.rollback()
    assert find_device(token) is None
    assert json.loads(run("fair", "devices", world.fair, "--json").stdout)[0]["revoked_at"]


def test_another_districts_device_is_none(run, two_districts):
    with act(by=MACHINE, action="test"):
        fair = db.session.get(Fair, two_districts.neighbours["fair_id"])
        device = pair_device(MACHINE, fair, "theirs").device.id
    refused = run("fair", "revoke", device)
    assert (refused.exit_code, "jobmatch fair devices" in refused.stderr) == (2, True)
    assert run("fair", "devices", two_districts.neighbours["fair_id"]).exit_code == 2
