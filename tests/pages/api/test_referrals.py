"""Referrals: conflicts, answers and their refusals, lists."""

import pytest

from jobmatch.people.service import withdraw_consent
from jobmatch.people.tables import PersonView, Purpose
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from tests.pages.api.conftest import assert_problem
from tests.pages.asking import agree


def test_a_pair_is_referred_once_at_a_time(desk, world, refer):
    refer()
    again = desk.post("/referrals", {"seeker": world.seeker, "position": world.position}, {"Accept-Language": "en"})
    assert_problem(again, 409)
    assert "already referred" in again.json["detail"]


def test_a_referral_shows_a_pseudonym_and_no_name(desk, world):
    made = desk.post("/referrals", {"seeker": world.seeker, "position": world.position, "note": "请看看"}).json
    assert made.keys() == {"id", "state", "seeker", "position", "pseudonym"}


def test_unknown_keys_are_not_found_and_that_is_noted(desk, world):
    assert_problem(desk.post("/referrals", {"seeker": world.fair, "position": world.position}), 404)
    noted = db.session.query(AuditEntry).filter_by(action="access.not_found").one()
    assert (noted.user_id, noted.details) == (world.users["caseworker"], {"endpoint": "api.refer"})


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ("seeker", "position")),
        ({"seeker": 7, "position": None}, ("seeker", "position")),
        ({"seeker": "x", "position": ["x"]}, ("seeker", "position")),
    ],
)
def test_a_referral_names_both_sides(desk, body, fields):
    assert_problem(desk.post("/referrals", body), 422, *fields)


def test_a_note_has_an_end(desk, world):
    body = {"seeker": world.seeker, "position": world.position}
    assert_problem(desk.post("/referrals", {**body, "note": "长" * 501}), 422, "note")
    assert_problem(desk.post("/referrals", {**body, "employer_id": world.employer}), 422, "employer_id")


def test_declining_takes_a_reason(desk, refer):
    referral = refer()
    assert_problem(desk.post(f"/referrals/{referral}/answer", {"answer": "declined"}), 422, "reason")
    assert_problem(desk.post(f"/referrals/{referral}/answer", {"answer": "hired"}), 422, "answer")
    assert_problem(desk.post(f"/referrals/{referral}/answer", {"answer": "declined", "reason": "deaf"}), 422, "reason")
    declined = desk.post(f"/referrals/{referral}/answer", {"answer": "declined", "reason": "filled"})
    assert declined.json == {"id": referral, "state": "declined"}
    assert_problem(desk.post(f"/referrals/{referral}/answer", {"answer": "interview"}), 409)


def test_a_reason_beside_a_yes_and_a_day_gone_by_are_refused_by_name(desk, refer, as_role):
    referral = refer()
    for caller in (desk, as_role("employer")):
        both = caller.post(f"/referrals/{referral}/answer", {"answer": "offered", "reason": "filled"})
        assert_problem(both, 422, "reason")
        past = caller.post(f"/referrals/{referral}/answer", {"answer": "interview", "meet_on": "2026-01-05"})
        assert_problem(past, 422, "meet_on")
    assert desk.get(f"/referrals/{referral}").json["state"] == "sent"


def test_what_was_taken_back_is_nothing_to_the_employer(desk, world, refer, as_role):
    referral, employer = refer(), as_role("employer")
    withdraw_consent(world.actor(), agree(world, Purpose.DISCLOSE, world.position))
    assert_problem(employer.post(f"/referrals/{referral}/answer", {"answer": "offered"}), 404)
    assert desk.get(f"/referrals/{referral}").json["state"] == "sent"


def test_a_meeting_has_a_day(desk, refer):
    referral = refer()
    answer = {"answer": "interview", "meet_on": "2030-01-05"}
    assert_problem(desk.post(f"/referrals/{referral}/answer", {**answer, "meet_on": "soon"}), 422, "meet_on")
    desk.post(f"/referrals/{referral}/answer", answer)
    assert desk.get(f"/referrals/{referral}").json["meet_on"] == "2030-01-05"


def test_a_withdrawn_pair_can_be_referred_anew(desk, refer):
    referral = refer()
    assert_problem(desk.post(f"/referrals/{referral}/withdraw", {}), 422, "reason")
    withdrawn = desk.post(f"/referrals/{referral}/withdraw", {"reason": "mistake"})
    assert withdrawn.json == {"id": referral, "state": "withdrawn"}
    assert refer() != referral


def test_the_list_is_narrowed_and_counted(desk, world, refer):
    first, second = refer(), refer(world.other_position)
    desk.post(f"/referrals/{first}/withdraw", {"reason": "mistake"})
    assert [one["id"] for one in desk.get("/referrals").json["items"]] == [second, first]
    assert [one["id"] for one in desk.get("/referrals", state="sent").json["items"]] == [second]
    assert [one["id"] for one in desk.get("/referrals", position=world.position).json["items"]] == [first]
    page = desk.get("/referrals", seeker=world.seeker, limit=1).json
    assert (len(page["items"]), page["total"]) == (1, 2)
    assert desk.get("/referrals", seeker=world.fair).json == {"items": [], "total": 0}
    assert_problem(desk.get("/referrals", state="lost"), 422, "state")


def test_reading_a_referral_is_noted_for_the_person(desk, world, refer):
    desk.get(f"/referrals/{refer()}")
    assert [view.what for view in db.session.query(PersonView)] == ["referral"]
