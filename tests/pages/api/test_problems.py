"""Every refusal below /api is a problem document, in the language that was asked for."""

from jobmatch.doors.api import jobs
from jobmatch.storage.constraints import BrokenRuleError
from tests.pages.api.conftest import assert_problem


def test_what_is_not_there(desk):
    for path in ["/nothing", "/jobs/", "/referrals/7", "/people/x/months", "/../../etc/passwd"]:
        assert_problem(desk.get(path), 404)


def test_below_api_a_program_is_answered(client, world):
    for address in ["/api", "/api/", "/api/v2/jobs"]:
        assert_problem(client.get(address), 404)


def test_a_wrong_method_is_told_the_right_ones(desk, nobody):
    refused = nobody.post("/jobs", {})
    assert_problem(refused, 405)
    assert set(refused.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    refused = desk.get("/hires")
    assert_problem(refused, 405)
    assert "POST" in refused.headers["Allow"]


def _fail(*_more, **_named):
    raise KeyError("13800000000")


def test_a_failure_of_ours_says_nothing_of_itself(app, nobody, monkeypatch):
    app.testing = False
    monkeypatch.setattr(jobs, "search_positions", _fail)
    failed = nobody.get("/jobs")
    assert_problem(failed, 500)
    assert "13800000000" not in failed.text


def test_a_key_error_inside_is_no_unknown_id(app, desk, monkeypatch):
    app.testing = False
    monkeypatch.setattr("jobmatch.doors.api.seekers.list_seekers", _fail)
    assert_problem(desk.get("/seekers"), 500)


def test_a_rule_that_the_database_keeps_is_a_conflict(desk, monkeypatch, world):
    def broken(*_more):
        raise BrokenRuleError("a_person_works_once_for_an_employer")

    monkeypatch.setattr("jobmatch.doors.api.referrals.service.refer", broken)
    body = {"seeker": world.seeker, "position": world.position}
    refused = desk.post("/referrals", body, {"Accept-Language": "en"})
    assert_problem(refused, 409)
    assert refused.json["detail"] == "The person works for this employer already."


SPOKEN = {
    "en": "en",
    "en-GB,en;q=0.9": "en",
    "zh-CN,zh;q=0.9,en;q=0.1": "zh-CN",
    "zh-TW": "zh-CN",
    "fr": "zh-CN",
    "*": "zh-CN",
    "": "zh-CN",
    ";;;=": "zh-CN",
}


def test_the_language_is_the_one_asked_for(desk, refer, world):
    refer()
    body = {"seeker": world.seeker, "position": world.position}
    for asked, spoken in SPOKEN.items():
        refused = desk.post("/referrals", body, {"Accept-Language": asked})
        assert refused.headers["Content-Language"] == spoken, asked
        assert ("already referred" in refused.json["detail"]) == (spoken == "en")
        assert "Accept-Language" in refused.headers["Vary"]


def test_no_answer_sets_a_cookie(desk, nobody):
    for response in (desk.get("/seekers"), nobody.get("/jobs"), nobody.get("/seekers"), nobody.get("/jobs", lang="en")):
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"
