"""A change of keys is killed again and again at random points, and goes on each time until nothing is left."""

import json
import random
import signal
import subprocess
import sys
import time
from base64 import b64encode
from pathlib import Path

import pytest
from stdnum.iso7064 import mod_11_2

from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.queries import find_by_number
from jobmatch.people.service import NewPerson, add_person
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage import backup, care
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.counting import count_indexed, count_sealed
from jobmatch.storage.key_file import read_keyring
from tests.lengths import IS_LONG
from tests.pages.asking import fresh

JOBMATCH = Path(sys.executable).with_name("jobmatch")
KILLS = 5 if IS_LONG else 1
PEOPLE = 60


def enter_people(world):
    with act(by=MACHINE, action="people.entered"):
        for serial in range(PEOPLE):
            stem = f"330299{19600101 + serial % 28}{serial:03d}"
            number = CitizenNumber(stem + mod_11_2.calc_check_digit(stem))
            new = NewPerson(f"人{serial}", PersonSource.REGISTRATION, citizen_number=number, phone=f"139{serial:08d}")
            add_person(MACHINE, world.district, new)


def people_kept():
    fresh()
    rows = [(one.id, one.citizen_number, one.phone, one.version) for one in db.session.query(Person)]
    db.session.rollback()
    return sorted(rows)


def start(*words):
    return subprocess.Popen([JOBMATCH, "keys", *words, "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def left(count_values, key):
    found = sum(one.values for one in count_values() if one.key != key)
    db.session.rollback()
    return found


def kill_and_go_on(command, count_values, key, dice):
    """Kill the command when it has done a random part, ``KILLS`` times; then let it run to its end."""
    killed = []
    for _ in range(KILLS):
        running = start(command, "--batch", "1")
        before = left(count_values, key)
        aim = before - dice.randint(1, max(1, before // 3))
        while running.poll() is None and left(count_values, key) > aim:
            time.sleep(0.02)
        time.sleep(dice.uniform(0, 0.02))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        killed.append(left(count_values, key))
    said = json.loads(start(command).communicate()[0])
    assert (said["key"], said["left"], said["failed"], said["is_new"]) == (key, 0, [], False), said
    return killed


@pytest.mark.parametrize(
    ("command", "count_values", "key"), [("rotate", count_sealed, "k2"), ("rotate-index", count_indexed, "i2")]
)
def test_killed_again_and_again_it_goes_on(world, home, tmp_path, command, count_values, key):
    enter_people(world)
    people = people_kept()
    killed = kill_and_go_on(command, count_values, key, random.Random(7))
    assert killed == sorted(killed, reverse=True)
    assert killed[-1] > 0, "every kill came too late to show anything"
    former = {"k2": "k1", "i2": "i1"}[key]
    assert json.loads(start("retire", former).communicate()[0])["retired"] == former
    assert {one.key for one in count_values()} == {key}
    assert people_kept() == people
    for of_person, number, *_ in people:
        assert find_by_number(world.district, CitizenNumber(number)).id == of_person
    assert care.find_faults() == []
    assert nothing_of_the_keys_lies_in(tmp_path, home / "instance" / "keys.json")


def nothing_of_the_keys_lies_in(folder, key_file):
    """No key, as it is or as text, is in the database's files or in a backup; the old key is nowhere at all."""
    copy = folder / "monday.sqlite3"
    db.session.remove()
    backup.back_up(copy)
    ring = read_keyring(key_file)
    secrets = [*ring.sealing.values(), *(one.secret for one in ring.indexing.values())]
    files = [copy, *(file for file in folder.rglob("*") if file.name.startswith("jobmatch.sqlite3"))]
    contents = b"".join(file.read_bytes() for file in files)
    forms = [form for secret in secrets for form in (secret, b64encode(secret), secret.hex().encode())]
    assert len(list(key_file.parent.glob("keys*"))) == 1
    return not any(form in contents for form in forms)
