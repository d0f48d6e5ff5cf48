"""``jobmatch fair pair``: a device's token is printed once and opens its fair."""

import json

import pytest
from click.testing import CliRunner

from jobmatch.cli import main
from jobmatch.fairs.devices import revoke_device
from jobmatch.fairs.queries import find_device
from jobmatch.fairs.tables import Device
from jobmatch.storage.act import MACHINE
from jobmatch.storage.base import db


@pytest.fixture
def pair(home, world, monkeypatch):
    monkeypatch.setenv("JOBMATCH_HOME", str(home))

    def call(*words):
        db.session.rollback()
        return CliRunner().invoke(main, ["fair", "pair", *words], catch_exceptions=False)

    return call


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
