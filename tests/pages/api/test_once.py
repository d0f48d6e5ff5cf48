"""An idempotency key: the same request is done once and answered the same; another body under the key is refused."""

from jobmatch.employment.tables import Spell
from jobmatch.referrals.tables import Referral
from jobmatch.storage.base import db
from tests.pages.api.conftest import assert_problem

KEY = {"Idempotency-Key": "the same again"}


def test_a_repeated_referral_is_one_referral(desk, world):
    body = {"seeker": world.seeker, "position": world.position}
    first, second = desk.post("/referrals", body, KEY), desk.post("/referrals", dict(reversed(body.items())), KEY)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json == second.json
    assert first.headers["Location"] == second.headers["Location"]
    assert db.session.query(Referral).count() == 1


def test_another_body_under_the_key_is_refused(desk, world):
    desk.post("/referrals", {"seeker": world.seeker, "position": world.position}, KEY)
    assert_problem(desk.post("/referrals", {"seeker": world.seeker, "position": world.other_position}, KEY), 409)
    assert db.session.query(Referral).count() == 1


def test_a_key_is_one_callers_own(desk, as_role, world):
    desk.post("/referrals", {"seeker": world.seeker, "position": world.position}, KEY)
    other = as_role("head").post("/referrals", {"seeker": world.seeker, "position": world.other_position}, KEY)
    assert other.status_code == 201


def test_one_key_at_two_addresses_is_two_requests(desk, refer, world):
    first, second = refer(), refer(world.other_position)
    answer = {"answer": "interview"}
    assert desk.post(f"/referrals/{first}/answer", answer, KEY).status_code == 200
    assert desk.post(f"/referrals/{first}/answer", answer, KEY).json["state"] == "interview"
    assert_problem(desk.post(f"/referrals/{second}/answer", answer, KEY), 409)


def test_what_was_refused_is_not_kept(desk, refer):
    body = {"referral": refer(), "started_on": "1999-01-01"}
    assert_problem(desk.post("/hires", body, KEY), 422, "started_on")
    assert desk.post("/hires", {"referral": body["referral"]}, KEY).status_code == 201
    assert desk.post("/hires", {"referral": body["referral"]}, KEY).status_code == 200
    assert db.session.query(Spell).count() == 1


def test_a_key_can_be_read_out(desk, world):
    body = {"seeker": world.seeker, "position": world.position}
    for key in ["", "x" * 81, "鍵".encode().decode("latin-1"), "\x07"]:
        assert_problem(desk.post("/referrals", body, {"Idempotency-Key": key}), 422, "Idempotency-Key")
