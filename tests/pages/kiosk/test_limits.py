"""Too many registrations (attack E2): so many and no more, noted once, nothing lost, the others unaffected."""

import dataclasses
import uuid
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from jobmatch import clock
from jobmatch.fairs.devices import pair_device
from jobmatch.fairs.queries import find_fair
from jobmatch.fairs.tables import LimitReached
from jobmatch.storage.act import MACHINE
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from tests.lengths import IS_LONG
from tests.pages.asking import errors, fresh
from tests.pages.kiosk.journey import AGREED, count, count_rows, form_path, hidden, open_form, send


@pytest.fixture
def limit(app):
    """Set limits: ``limit(address=5)``."""

    def set_to(**most):
        changed = {f"limit_{whom}": number for whom, number in most.items()}
        app.config["JOBMATCH"] = dataclasses.replace(app.config["JOBMATCH"], **changed)

    return set_to


@pytest.fixture
def device(client, world):
    """Pair a device and return what registers with it: ``device()(name)`` answers a response."""

    def pair(name="K1"):
        token = pair_device(MACHINE, find_fair(world.fair), name).token
        address = f"/api/v1/fairs/{world.fair}/registrations"

        def register(name, key=None):
            headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key or str(uuid.uuid4())}
            return client.post(address, json={"name": name}, headers=headers)

        return register

    return pair


def notes():
    """The audit entries about limits: action and details."""
    db.session.rollback()
    query = select(AuditEntry).where(AuditEntry.action == "fair.registrations_limited").order_by(AuditEntry.seq)
    return [entry.details for entry in db.session.scalars(query)]


def test_hundreds_of_tries_in_ten_minutes(client, app, world):
    """The limits as they come: a script walks numbers from one address; another kiosk goes on."""
    page, most = open_form(client, world), app.config["JOBMATCH"].limit_address
    form = {**hidden(page), "name": "李新来", "store": "y"}
    too_many = 140 if IS_LONG else 20
    tries = [client.post(form_path(world), data={**form, "key": str(uuid.uuid4())}) for _ in range(most + too_many)]
    assert Counter(one.status_code for one in tries) == {303: most, 429: too_many}
    assert count_rows() == (most, most)
    assert notes() == [{"scope": "address"}]
    elsewhere = app.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert send(elsewhere, world).status_code == 303


def test_a_refused_form_keeps_everything_and_says_when_to_come_again(client, world, limit):
    limit(address=1)
    send(client, world)
    page = open_form(client, world)
    answer = send(client, world, page, name="王第二", wanted_other="竹编")
    assert answer.status_code == 429
    assert 590 <= int(answer.headers["Retry-After"]) <= 600
    assert "请过 10 分钟再交一次" in errors(answer)[0]
    fields = answer.tree.find(".//form[@data-steps]").fields
    assert (fields["name"], fields["wanted_other"], fields["key"]) == ("王第二", "竹编", hidden(page)["key"])
    with time_machine.travel(clock.now() + timedelta(seconds=601)):
        data = {**hidden(answer), "name": "王第二", **AGREED}
        assert client.post(form_path(world), data=data).status_code == 303


def test_a_retry_is_never_refused_nor_counted(device, limit):
    limit(device=2)
    register, keys = device(), [str(uuid.uuid4()) for _ in range(3)]
    assert [register("甲", key).status_code for key in keys] == [201, 201, 429]
    assert [register("甲", key).status_code for key in keys] == [200, 200, 429]
    assert register("乙", keys[0]).status_code == 409


def test_a_device_is_told_in_its_own_words_and_others_go_on(device, limit):
    limit(device=1)
    one, other = device("K1"), device("K2")
    one("甲")
    answer = one("乙")
    assert (answer.status_code, answer.mimetype) == (429, "application/problem+json")
    assert 1 <= int(answer.headers["Retry-After"]) <= 600
    assert "请过 10 分钟再交一次" in answer.json["detail"]
    assert other("丙").status_code == 201


@pytest.mark.parametrize("whom", ["fair", "all"])
def test_a_fair_and_the_whole_have_limits_too(device, limit, whom):
    limit(**{whom: 2})
    assert [device(name)("甲").status_code for name in ("K1", "K2", "K3")] == [201, 201, 429]
    assert notes() == [{"scope": whom}]


def test_the_window_slides_and_is_noted_anew(device, limit):
    limit(device=2)
    register, now = device(), clock.now().replace(minute=1, second=0, microsecond=0)
    said = []
    for minutes in (0, 6, 7, 8, 11, 12, 17):
        with time_machine.travel(now + timedelta(minutes=minutes), tick=False):
            said.append(register("甲").status_code)
    assert said == [201, 201, 429, 429, 201, 429, 201]
    assert notes() == [{"scope": "device"}] * 2
    assert count(LimitReached) == 2


def test_an_outbox_of_five_hundred_fits_into_the_limit_as_it_comes(app):
    settings = app.config["JOBMATCH"]
    assert settings.limit_device >= 500 * 2
    assert settings.limit_all >= settings.limit_fair >= settings.limit_device > settings.limit_address


def test_a_refusal_takes_no_lock(device, limit, monkeypatch):
    """Only the first refusal of a window writes; a flood of them leaves the others the database."""
    limit(device=1)
    register = device()
    register("甲")
    register("乙")
    fresh()
    entries = count(AuditEntry)
    monkeypatch.setattr("jobmatch.storage.act._transaction", lambda _this: pytest.fail("an act was begun"))
    assert [register("丙").status_code for _ in range(3)] == [429] * 3
    assert count(AuditEntry) == entries


def test_a_limit_kept_by_each_process_would_be_seen(device, limit, monkeypatch):
    """The planted fault: counting in the process. Another process then starts at nothing."""
    limit(device=1)
    register = device()
    register("甲")
    assert register("乙").status_code == 429
    monkeypatch.setattr("jobmatch.fairs.limits.check", lambda *_: None)
    assert register("乙").status_code == 201
