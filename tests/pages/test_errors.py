"""What a visitor reads when something cannot be done: a sentence and a way on, whatever is broken."""

import pytest

from jobmatch.doors.public import jobs
from jobmatch.web import templating
from tests.pages.asking import post


@pytest.mark.parametrize("role", [None, "caseworker", "employer"])
def test_a_page_that_is_not_there(sign_in, client, world, role):
    page = (sign_in(role) if role else client).get("/no-such-page")
    assert page.status_code == 404
    assert page.heading == "找不到这个页面"
    assert page.tree.xpath("//main//a[@href='/']")


def test_a_page_for_others(sign_in):
    page = sign_in("employer").get("/casework/")
    assert (page.status_code, page.heading) == (403, "您不能打开这个页面")


def test_a_form_without_its_token(client, world):
    page = client.post("/sign-in", data={"login": "x", "password": "y"})
    assert (page.status_code, page.heading) == (400, "页面已过期")


def test_the_wrong_way_to_open(sign_in):
    page = sign_in("caseworker").get("/sign-out")
    assert (page.status_code, page.heading) == (405, "不能这样打开")


def test_a_failure_is_a_page_even_when_the_database_is_gone(client, world, monkeypatch):
    def gone(*_args, **_options):
        raise OSError("the database is gone")

    monkeypatch.setattr(jobs, "find_district", gone)
    monkeypatch.setattr(templating, "find_district", gone)
    page = client.get("/")
    assert (page.status_code, page.heading) == (500, "暂时办不了")
    assert "the database is gone" not in page.text


def test_english_errors(client, world):
    page = client.get("/no-such-page?lang=en")
    assert page.tree.get("lang") == "en"


def test_an_answer_that_is_no_answer(sign_in, whole_world):
    page = post(sign_in("employer"), f"/portal/referrals/{whole_world.referral}/answer", {"answer": "hired"})
    assert (page.status_code, page.heading) == (400, "请求有误")
