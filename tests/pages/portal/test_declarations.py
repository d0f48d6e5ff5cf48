"""A year's declaration in a browserless visit: handed in, reviewed at the desk, sent back, mended, confirmed."""

from datetime import timedelta

import pytest

from jobmatch import clock
from jobmatch.doors.portal import declarations as door
from jobmatch.levy import letters, queries, service
from jobmatch.levy.rules.declarations import Window
from jobmatch.web import pace
from tests.integration.employment.working import claim
from tests.pages.asking import errors, fresh
from tests.pages.portal.working import YEAR, add_spell

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

ADDRESS, WITHDRAWN = f"/portal/declaration?year={YEAR}", f"/portal/declaration/withdrawn?year={YEAR}"
NOTE = "缺三月的工资单，请补银行流水。"


@pytest.fixture
def open_now(monkeypatch):
    """The window is open today, with nine days left."""
    today = clock.today()
    window = Window(YEAR, today - timedelta(days=1), today + timedelta(days=8), to_be_confirmed=True)
    for module in (service, door):
        monkeypatch.setattr(module, "window_of", lambda _year, _law: window)


@pytest.fixture
def employer(world, sign_in):
    spell, person = add_spell(world)
    claim(world, world.employer, person, f"{YEAR}-03", f"{YEAR}-04")
    return sign_in("employer"), spell


def press(client, address, page, **form):
    return client.post(address, data={**form, "csrf_token": client.get(page).csrf})


def newest(world):
    fresh()
    return queries.find_newest(world.employer, YEAR)


def day(ahead):
    there = clock.today() + timedelta(days=ahead)
    return [str(there.year), str(there.month), str(there.day)]


def test_a_year_goes_in_comes_back_and_is_confirmed(world, sign_in, employer, open_now):
    client, spell = employer
    assert "还剩 9 天可以提交" in client.get(ADDRESS).text
    assert press(client, ADDRESS, ADDRESS).status_code == 303
    assert "已提交" in client.get(ADDRESS).text
    months = f"/portal/months/{spell}/withdrawn?year={YEAR}"
    held = press(client, months, f"/portal/months/{spell}?year={YEAR}", given=f"{YEAR}-03")
    assert held.status_code == 409
    assert "已经提交或确认" in errors(held)[0]
    reviewer = sign_in("reviewer")
    assert "示例食品厂" in reviewer.get("/casework/declarations").text
    page = f"/casework/declarations/{newest(world).id}"
    assert press(reviewer, f"{page}/taken-up", page).status_code == 303
    assert press(reviewer, page, page, decision="return", answer_by=day(5)).status_code == 422
    assert press(reviewer, page, page, decision="return", note=NOTE, answer_by=day(0)).status_code == 409
    assert press(reviewer, page, page, decision="return", note=NOTE, answer_by=day(5)).status_code == 303
    returned = client.get(ADDRESS).text
    assert NOTE in returned
    assert "补正还剩 6 天" in returned
    assert press(client, ADDRESS, ADDRESS).status_code == 303
    assert press(reviewer, f"{page}/taken-up", page).status_code == 303
    assert press(reviewer, page, page, decision="confirm").status_code == 303
    assert newest(world).confirmed_on == clock.today()
    assert "已确认" in client.get(ADDRESS).text


def test_it_can_be_taken_back_before_somebody_reviews_it(world, employer, open_now):
    client, _spell = employer
    press(client, ADDRESS, ADDRESS)
    assert press(client, WITHDRAWN, ADDRESS).status_code == 303
    assert newest(world).state == "withdrawn"
    assert press(client, WITHDRAWN, ADDRESS).status_code == 409
    assert "还剩 9 天" in client.get(ADDRESS).text


def test_the_employer_is_not_told_for_how_many_somebody_counts(world, sign_in, employer, open_now):
    """The person's grade counts twice: the desk sees it, the employer does not."""
    client, _spell = employer
    press(client, ADDRESS, ADDRESS)
    assert "按两人计入" not in client.get(ADDRESS).text
    page = sign_in("reviewer").get(f"/casework/declarations/{newest(world).id}")
    assert "按两人计入" in page.text
    assert "合计 4 人月" in page.text


def test_a_declaration_cannot_be_decided_twice(world, sign_in, employer, open_now):
    client, _spell = employer
    press(client, ADDRESS, ADDRESS)
    reviewer, page = sign_in("reviewer"), f"/casework/declarations/{newest(world).id}"
    assert press(reviewer, page, page, decision="confirm").status_code == 409
    assert newest(world).state == "submitted"
    press(reviewer, f"{page}/taken-up", page)
    assert press(reviewer, f"{page}/taken-up", page).status_code == 409
    assert press(reviewer, page, page, decision="reject", note="不是本单位的人。").status_code == 303
    assert "不是本单位的人。" in client.get(ADDRESS).text


def test_the_letter_is_there_for_both_sides_and_anybody_can_check_it(
    world, sign_in, employer, open_now, client, monkeypatch
):
    portal, _spell = employer
    press(portal, ADDRESS, ADDRESS)
    reviewer, page = sign_in("reviewer"), f"/casework/declarations/{newest(world).id}"
    letter = f"/portal/declaration/letter?year={YEAR}"
    assert portal.get(letter).status_code == 404
    press(reviewer, f"{page}/taken-up", page)
    press(reviewer, page, page, decision="confirm")
    mine, theirs = portal.get(letter), reviewer.get(f"{page}/letter")
    assert (mine.mimetype, mine.data) == ("application/pdf", theirs.data)
    assert "attachment" in mine.headers["Content-Disposition"]
    made = letters.find_valid(newest(world).id)
    check = client.get(f"/verify/{made.code}")
    assert check.status_code == 200
    said = " ".join(check.tree.xpath("//main")[0].text_content().split())
    assert "确认书有效" in said
    assert "示例食品厂" in said
    assert "≈0.3333" in said
    assert "金月明" not in check.text
    monkeypatch.setattr(pace, "MOST_MISSES", 1)
    assert [client.get(f"/verify/{code}").status_code for code in ("x", "x", made.code)] == [404, 429, 200]
    assert press(reviewer, f"{page}/reopened", page, note="", answer_by=day(5)).status_code == 422
    assert press(reviewer, f"{page}/reopened", page, note=NOTE, answer_by=day(5)).status_code == 303
    assert "确认书已经失效" in client.get(f"/verify/{made.code}").text
    assert portal.get(letter).status_code == 404
    assert NOTE in portal.get(ADDRESS).text


def test_every_code_that_is_none_gets_one_answer(client):
    answers = {
        client.get(f"/verify/{code}").tree.xpath("//main")[0].text_content() for code in ("a" * 26, "x", "é" * 9)
    }
    assert len(answers) == 1
    assert client.get("/verify/x").status_code == 404
