"""Registrations handed in by a device: a ticket each time, the same kind of answer for everybody."""

import uuid
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from jobmatch.doors.api.asked import RegistrationBody
from jobmatch.fairs.tables import Fair, FairKind
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.queries import find_submission
from jobmatch.seekers.service import answers_of
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.api.conftest import assert_problem
from tests.world import CITIZEN_NUMBER, OTHER_CITIZEN_NUMBER


@pytest.fixture
def register(kiosk, world):
    """Hand a registration in: ``register(body, key=…, fair=…)``."""

    def hand_in(body, key=None, fair=None, caller=kiosk, **headers):
        headers = {"Idempotency-Key": key or str(uuid.uuid4()), **headers}
        return caller.post(f"/fairs/{fair or world.fair}/registrations", body, headers)

    return hand_in


def _kept(world, key):
    return answers_of(find_submission(world.district, key))


def test_a_name_is_enough(register, world):
    answer = register({"name": "李新来"})
    assert answer.status_code == 201
    assert answer.json["ticket"]["fair"] == world.fair
    assert answer.json["ticket"]["number"] == 1
    assert {line["booth"] for line in answer.json["suggestions"]} == {1, 2}
    assert answer.json["suggestions"][0]["reasons"].keys() == {"zh_Hans_CN", "en"}


def test_the_same_again_is_the_same_answer(register):
    key, body = str(uuid.uuid4()), {"name": "李新来", "wanted": ["包装"]}
    first, second = register(body, key), register(body, key.upper())
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json == second.json
    assert_problem(register({"name": "别人"}, key), 409)


def test_a_second_submission_of_the_same_person_has_its_own_ticket(register):
    body = {"name": "李新来", "citizen_number": OTHER_CITIZEN_NUMBER}
    first, second = register(body).json, register(body).json
    assert (first["ticket"]["number"], second["ticket"]["number"]) == (1, 2)
    assert first["suggestions"] == second["suggestions"]


def test_without_a_word_on_consents_the_device_asked_for_both(register, world):
    key = str(uuid.uuid4())
    register({"name": "李新来"}, key)
    kept = _kept(world, key)
    assert (kept.consents, kept.consent_version) == (("store", "recommend"), "device")
    assert kept.capacity == "self"


def test_consents_that_are_there_are_taken_literally(register, world):
    key = str(uuid.uuid4())
    assert register({"name": "李新来", "consents": ["store"]}, key).json["suggestions"] == []
    assert _kept(world, key).consents == ("store",)
    assert_problem(register({"name": "李新来", "consents": []}), 422, "consents")
    assert_problem(register({"name": "李新来", "consents": None}), 422, "consents")


def test_staff_may_register_at_the_desk(register, desk, world):
    key = str(uuid.uuid4())
    assert register({"name": "李新来"}, key, caller=desk).status_code == 201
    assert (find_submission(world.district, key).entrance, _kept(world, key).consent_version) == ("desk", "desk")


WRONG = [
    ({}, "name"),
    ({"name": ""}, "name"),
    ({"name": "  "}, "name"),
    ({"name": None}, "name"),
    ({"name": 7}, "name"),
    ({"name": "长" * 81}, "name"),
    ({"name": "陈", "is_admin": True}, "is_admin"),
    ({"name": "陈", "citizen_number": "110105194912310020"}, "citizen_number"),
    ({"name": "陈", "functions": {"fly": "can"}}, "functions"),
    ({"name": "陈", "functions": ["see"]}, "functions"),
    ({"name": "陈", "needs": "seated_work"}, "needs"),
    ({"name": "陈", "needs": [1]}, "needs.0"),
    ({"name": "陈", "wanted": list("abcdef")}, "wanted"),
    ({"name": "陈", "hours_week": "40"}, "hours_week"),
    ({"name": "陈", "wage_floor_fen": 1.5}, "wage_floor_fen"),
    ({"name": "陈", "capacity": "owner"}, "capacity"),
    ({"name": "陈", "capacity": ""}, "capacity"),
    ({"name": "陈", "capacity": None}, "capacity"),
]


def test_an_answer_that_does_not_fit_is_named(register):
    for body, field in WRONG:
        assert_problem(register(body), 422, field)


def test_the_key_is_a_uuid(register):
    for key in ("7", "not-a-uuid", "{12345678-1234-5678-1234-567812345678}", "urn:uuid:x"):
        assert_problem(register({"name": "陈"}, key), 422, "Idempotency-Key")


def test_the_key_is_needed(kiosk, world):
    assert_problem(kiosk.post(f"/fairs/{world.fair}/registrations", {"name": "陈"}), 422, "Idempotency-Key")


def test_a_device_belongs_to_one_fair(register, world):
    with act(by=MACHINE, action="test.fair_added"):
        day = db.session.get(Fair, world.fair).starts_on
        scope = {"district_id": world.district, "kind": FairKind.ON_SITE, "starts_on": day, "ends_on": day}
        db.session.add(other := Fair(name="别的招聘会", name_en="Another", **scope))
    assert_problem(register({"name": "陈"}, fair=other.id), 404)
    assert_problem(register({"name": "陈"}, fair=str(uuid.uuid4())), 404)


def test_known_or_unknown_costs_the_same(register):
    register({"name": "第一份"})  # whatever is read once and remembered is read now
    with _statements() as known:
        first = register({"name": "陈示例", "citizen_number": CITIZEN_NUMBER})
    with _statements() as unknown:
        second = register({"name": "李新来", "citizen_number": OTHER_CITIZEN_NUMBER})
    assert len(known) == len(unknown) > 0
    assert first.status_code == second.status_code == 201
    assert first.json.keys() == second.json.keys()
    assert first.json["suggestions"] == second.json["suggestions"]
    assert abs(len(first.data) - len(second.data)) <= 1


def test_the_body_is_what_the_entrances_share():
    # A village’s officer names a village and a person of their own; a device at a fair has none to name.
    assert set(RegistrationBody().fields) == set(Answers.__dataclass_fields__) - {"village", "person"}


@contextmanager
def _statements():
    seen = []

    def note(_connection, _cursor, statement, *_more):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)
