"""The public column, the lists for staff, the fairs."""

import json

from jobmatch import clock
from jobmatch.employers.tables import Position, PositionState
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.api.conftest import assert_problem


def test_the_jobs_are_for_everybody(nobody, world):
    found = nobody.get("/jobs").json
    assert found["total"] == 2
    job = next(one for one in found["items"] if one["id"] == world.position)
    assert (job["title"], job["employer"], job["town"]) == ("包装工", "示例食品厂", "示例街道")
    assert (job["wage_min"], job["wage_max"], job["hours_week"], job["seats"]) == ("2600", "3200", 40, 2)
    assert job["demands"] == {"use_both_hands": "needed"}
    assert job["offers"] == ["seated_work"]


def test_a_wage_keeps_its_jiao(nobody, world):
    with act(by=MACHINE, action="test.paid"):
        db.session.get(Position, world.position).wage_min_fen = 260050
    assert {one["wage_min"] for one in nobody.get("/jobs").json["items"]} == {"2600.50", "2600"}


def test_words_narrow_the_jobs(nobody, world):
    assert [one["id"] for one in nobody.get("/jobs", q="客服").json["items"]] == [world.other_position]
    assert nobody.get("/jobs", q="没有这种岗位").json == {"items": [], "total": 0}


def test_a_page_of_jobs_knows_how_many_there_are(nobody):
    first, second = nobody.get("/jobs", limit=1).json, nobody.get("/jobs", limit=1, offset=1).json
    assert first["total"] == second["total"] == 2
    assert len({one["id"] for page in (first, second) for one in page["items"]}) == 2


def test_a_closed_job_is_gone(nobody, world):
    with act(by=MACHINE, action="test.closed"):
        db.session.get(Position, world.position).state = PositionState.CLOSED
    assert [one["id"] for one in nobody.get("/jobs").json["items"]] == [world.other_position]


def test_nothing_about_people_is_public(nobody, world):
    text = json.dumps([nobody.get("/jobs").json, nobody.get("/fairs").json], ensure_ascii=False)
    for canary in (world.seeker, "陈示例", "13800000000", "11010519491231002X"):
        assert canary not in text


WRONG = [
    ({"limit": 0}, "limit"),
    ({"limit": 101}, "limit"),
    ({"limit": "x"}, "limit"),
    ({"limit": "1.0"}, "limit"),
    ({"offset": -1}, "offset"),
    ({"offset": 10**9}, "offset"),
    ({"kind": 4}, "kind"),
    ({"q": "x" * 101}, "q"),
    ({"q": "\0"}, "q"),
    ({"limit": ["1", "2"]}, "limit"),
    ({"limit": ""}, "limit"),
    ({"limit": "９"}, "limit"),
]


def test_a_parameter_that_does_not_fit_is_named(nobody):
    for query, field in WRONG:
        assert_problem(nobody.get("/jobs", **query), 422, field)


def test_staff_find_ids_in_masked_lists(desk, world):
    seekers = desk.get("/seekers").json
    assert seekers["items"][0] == {
        "id": world.seeker,
        "name": "陈**",
        "town": "示例街道",
        "wanted": ["包装工"],
        "since_on": str(clock.today()),
    }
    assert seekers["total"] == 1
    positions = desk.get("/positions", q="包装").json
    assert [(one["id"], one["employer_id"]) for one in positions["items"]] == [(world.position, world.employer)]


def test_the_practice_fair_is_open_for_ever(nobody, world):
    fairs = nobody.get("/fairs").json
    assert (fairs["items"][0]["id"], fairs["items"][0]["ends_on"], fairs["total"]) == (world.fair, None, 1)
