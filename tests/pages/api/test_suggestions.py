"""Suggestions as the command prints them; what was shown is kept, and the person can read who looked."""

from jobmatch.matching.service import suggest_for_position, suggest_for_seeker
from jobmatch.matching.suggest import as_json
from jobmatch.matching.tables import ShownList
from jobmatch.people.tables import PersonView
from jobmatch.storage.base import db
from tests.pages.api.conftest import assert_problem
from tests.pages.asking import agree


def test_they_are_exactly_what_the_command_prints(desk, world):
    wanted = as_json(suggest_for_seeker(world.seeker, 10), "zh_Hans_CN")
    assert wanted["suggestions"]
    assert desk.get("/suggestions", seeker=world.seeker).json == wanted
    agree(world)
    wanted = as_json(suggest_for_position(world.position, 10), "en")
    assert wanted["suggestions"]
    assert desk.get("/suggestions", {"Accept-Language": "en"}, position=world.position).json == wanted


def test_the_limit_holds(desk, world):
    assert len(desk.get("/suggestions", seeker=world.seeker, limit=1).json["suggestions"]) == 1


def test_what_was_shown_is_kept_and_so_is_who_looked(desk, world):
    shown = desk.get("/suggestions", seeker=world.seeker).json["suggestions"]
    kept = db.session.query(ShownList).one()
    assert [item["position"] for item in kept.items] == [one["position"] for one in shown]
    assert (kept.seeker_id, kept.viewer_id) == (world.seeker, world.users["caseworker"])
    view = db.session.query(PersonView).one()
    assert (view.person_id, view.user_id, view.what) == (world.seeker, world.users["caseworker"], "suggestions")


def test_each_suggested_seeker_can_read_who_looked(desk, world):
    desk.get("/suggestions", position=world.position)
    assert db.session.query(PersonView).count() == 0
    agree(world)
    desk.get("/suggestions", position=world.position)
    assert [view.person_id for view in db.session.query(PersonView)] == [world.seeker]


def test_one_of_both_is_asked_for(desk, world):
    assert_problem(desk.get("/suggestions"), 422, "seeker")
    assert_problem(desk.get("/suggestions", seeker=world.seeker, position=world.position), 422, "seeker")


def test_an_id_that_is_none_and_one_that_nobody_has(desk, world):
    assert_problem(desk.get("/suggestions", seeker="7"), 422, "seeker")
    assert_problem(desk.get("/suggestions", seeker=world.fair), 404)
    assert_problem(desk.get("/suggestions", position=world.fair), 404)
