"""A paired device goes on without a network: its numbers, sealed registrations, what the service does not have."""

import dataclasses
import json
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.fairs import blocks
from jobmatch.fairs.devices import revoke_device
from jobmatch.fairs.tables import Device, Fair, Ticket, TicketBlock
from jobmatch.seekers.queries import find_submission
from jobmatch.seekers.service import answers_of
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.envelopes import bound_to, public_key
from tests.envelopes import seal
from tests.pages.api.conftest import assert_problem


@pytest.fixture
def ask(kiosk):
    """Ask for a block of numbers: ``ask(key=…)``."""
    return lambda key=None: kiosk.post("/device/numbers", {}, {"Idempotency-Key": key or str(uuid.uuid4())})


@pytest.fixture
def hand_in(kiosk, world):
    """Hand in sealed answers: ``hand_in(answers, number, key=…)``; ``sealed_for`` is the key they are bound to."""

    def send(answers, number, key=None, sealed_for=None, **more):
        key = key or str(uuid.uuid4())
        sealed = seal(public_key(), json.dumps(answers).encode(), bound_to(world.fair, sealed_for or key))
        body = {"sealed": dataclasses.asdict(sealed), "number": number, **more}
        return kiosk.post(f"/fairs/{world.fair}/registrations", body, {"Idempotency-Key": key})

    return send


ANSWERS = {"name": "李离线", "consents": ["store"], "consent_version": "2026-11"}


def test_a_device_learns_who_it_is_and_what_it_seals_to(kiosk, world):
    told = kiosk.get("/device").json
    assert (told["name"], told["fair"]["id"], told["missing"]) == ("东门终端", world.fair, [])
    assert told["key"] == public_key()._asdict()


def test_blocks_follow_each_other_and_the_same_key_is_the_same_block(ask, kiosk, world):
    key = str(uuid.uuid4())
    first, again, second = ask(key), ask(key), ask()
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json == {"first": 1, "last": 100}
    assert second.json == {"first": 101, "last": 200}
    drawn = kiosk.post(f"/fairs/{world.fair}/registrations", {"name": "李在线"}, {"Idempotency-Key": str(uuid.uuid4())})
    assert drawn.json["ticket"]["number"] == 201


def test_a_device_hoards_no_numbers(ask, monkeypatch):
    monkeypatch.setattr(blocks, "UNUSED_MOST", blocks.BLOCK)
    assert ask().status_code == 201
    assert_problem(ask(), 409)


def test_what_was_told_offline_is_what_the_service_keeps(ask, hand_in, world):
    ask()
    key, now = str(uuid.uuid4()), clock.now()
    taken = {"taken_at": (now - timedelta(hours=2)).isoformat(), "sent_at": now.isoformat()}
    first, again = hand_in(ANSWERS, 7, key, **taken), hand_in(ANSWERS, 7, key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json["id"], first.json["ticket"]["number"]) == (key, 7)
    assert again.json == first.json
    kept = db.session.scalar(select(Ticket).where(Ticket.number == 7))
    assert kept.taken_at == now - timedelta(hours=2)
    assert answers_of(find_submission(world.district, key)).name == "李离线"


def test_a_clock_that_is_wrong_changes_nothing_but_the_time_taken(ask, hand_in):
    ask()
    for number, hours in enumerate((-24, 24, -24 * 365 * 56), start=1):
        off = (clock.now() + timedelta(hours=hours)).isoformat()
        assert hand_in(ANSWERS, number, taken_at=off, sent_at=off).status_code == 201
    assert {one.taken_at for one in db.session.scalars(select(Ticket).where(Ticket.number < 4))} == {None}


def test_other_content_under_a_key_is_refused_and_the_first_stays(ask, hand_in, world):
    ask()
    key = str(uuid.uuid4())
    hand_in(ANSWERS, 1, key)
    assert_problem(hand_in({**ANSWERS, "name": "别人"}, 1, key), 409)
    assert answers_of(find_submission(world.district, key)).name == "李离线"
    assert hand_in(ANSWERS, 2, key).json["ticket"]["number"] == 1


def test_numbers_come_from_the_device_s_own_blocks_once_each(ask, hand_in):
    ask()
    hand_in(ANSWERS, 1)
    assert_problem(hand_in(ANSWERS, 1), 409)
    assert_problem(hand_in(ANSWERS, 101), 409)
    assert hand_in(ANSWERS, 100).status_code == 201


def test_a_machine_that_was_paired_anew_brings_what_it_told_before(ask, hand_in, kiosk, world):
    kept, fair = clock.now(), db.session.get(Fair, world.fair)
    with act(by=MACHINE, action="test.earlier_device"):
        earlier = Device(fair_id=fair.id, name="旧的", token_hash="0" * 64, created_at=kept)
        db.session.add(earlier)
        db.session.flush()
        db.session.add(TicketBlock(fair_id=fair.id, device_id=earlier.id, first=901, last=902, given_at=kept))
    assert_problem(hand_in(ANSWERS, 901), 409)
    revoke_device(MACHINE, earlier)
    assert hand_in(ANSWERS, 901).json["ticket"]["number"] == 901


def test_what_waited_until_the_fair_was_over_is_taken(ask, hand_in, kiosk, world):
    ask()
    with act(by=MACHINE, action="test.fair_over"):
        fair = db.session.get(Fair, world.fair)
        fair.is_practice, fair.ends_on = False, clock.today() - timedelta(days=1)
        fair.starts_on = fair.ends_on
    assert hand_in(ANSWERS, 1).status_code == 201
    late = kiosk.post(f"/fairs/{world.fair}/registrations", {"name": "李迟"}, {"Idempotency-Key": str(uuid.uuid4())})
    assert_problem(late, 409)


def test_an_envelope_for_something_else_does_not_open(ask, hand_in):
    ask()
    assert_problem(hand_in(ANSWERS, 1, sealed_for=str(uuid.uuid4())), 422, "sealed")
    assert_problem(hand_in({**ANSWERS, "is_admin": True}, 1), 422, "is_admin")
    assert_problem(hand_in({"consents": ["store"]}, 1), 422, "name")
    assert_problem(hand_in(ANSWERS, 1, name="旁边"), 422, "name")


def test_the_desk_gives_out_no_device_s_numbers(desk, world):
    key = {"Idempotency-Key": str(uuid.uuid4())}
    assert_problem(desk.post(f"/fairs/{world.fair}/registrations", {"name": "陈", "number": 1}, key), 422, "number")
    assert_problem(desk.get("/device"), 403)


def test_a_device_is_told_which_of_its_numbers_never_came(ask, hand_in, kiosk):
    ask()
    for number in (1, 2, 4):
        hand_in(ANSWERS, number)
    assert kiosk.get("/device", first=1, last=5).json["missing"] == [3, 5]
    assert kiosk.get("/device", first=150, last=160).json["missing"] == []
    assert_problem(kiosk.get("/device", first=1), 422, "first")


def test_offers_hold_public_facts_and_rank_without_the_service(kiosk, world):
    offers = kiosk.get("/device/offers").json
    assert {one["booth"] for one in offers["lines"].values()} == {1, 2}
    assert {one["id"] for one in offers["positions"]} == offers["lines"].keys()
    assert offers["table"]["features"]
    assert len(offers["wishes"]) == 12
