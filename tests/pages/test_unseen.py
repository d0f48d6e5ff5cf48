"""Characters that nobody sees are refused or dropped: no failure, no nameless person, no name that reads backwards."""

import pytest

from jobmatch import clock
from jobmatch.people.lines import one_line
from jobmatch.seekers.answers import Answers, AnswersError
from tests.pages.asking import agree, errors, post


@pytest.mark.parametrize(
    "path", ["/casework/employers?q=%00a", "/jobs?q=%00a", "/casework/referrals?state=%00", "/?a=%00"]
)
def test_a_nul_in_an_address_is_refused(world, sign_in, path):
    assert sign_in("caseworker").get(path).status_code == 400


@pytest.mark.parametrize("door", ["referrals", "consent", "withdraw"])
def test_a_nul_in_a_form_is_refused(whole_world, sign_in, door):
    agree(whole_world)
    path = f"/casework/seekers/{whole_world.seeker}/referrals"
    path = path if door == "referrals" else f"/casework/referrals/{whole_world.referral}/{door}"
    data = {"position": "a\0b", "reason": "mistake", "note": "a\0b", "agreed": "\0"}
    assert post(sign_in("caseworker"), path, data).status_code == 400


def test_a_search_shows_what_was_meant(client, world):
    page = client.get("/jobs?q=%1b包%e2%80%ae装%0d%0a工")
    assert page.tree.xpath("//input[@name='q']/@value") == ["包装 工"]


def test_a_form_takes_unseen_marks_for_nothing(client):
    page = post(client, "/sign-in", {"login": "\u200b\u2060", "password": "x"}, seen="/sign-in")
    assert errors(page) == ["请填写登录名"]


@pytest.mark.parametrize("name", ["\u200b", "\u202e\u2066", "\n\t", "\x1b\ufeff"])
def test_a_name_of_unseen_marks_is_none(name):
    with pytest.raises(AnswersError) as refused:
        Answers.read({"name": name, "consents": ["store"]}, clock.today())
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("陈\u200b示\u202e例", "陈示例"),
        ("陈\r\n示例\u3000", "陈 示例"),
        ("𠮷野·買買提", "𠮷野·買買提"),
        ("辻\U000e0100", "辻\U000e0100"),
        ("陈\ue000", "陈\ue000"),
    ],
)
def test_what_people_see_stays(typed, kept):
    assert one_line(typed) == kept
    assert Answers.read({"name": typed, "wanted": [typed], "consents": ["store"]}, clock.today()).wanted == (kept,)
