"""The new password after a one-time one, and what is refused."""

import pytest

from jobmatch.accounts.tables import User
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.asking import errors, post
from tests.pages.public.test_sign_in import enter
from tests.world import PASSWORD

NEW = "horse staple battery"


def change(client, current=PASSWORD, new=NEW, again=None):
    data = {"current": current, "new": new, "again": new if again is None else again}
    return post(client, "/password", data, seen="/password")


def must_change(world, role="caseworker"):
    with act(by=MACHINE, action="test"):
        db.session.get(User, world.users[role]).must_change_password = True


def test_a_one_time_password_leads_here_from_everywhere(sign_in, world):
    must_change(world)
    client = sign_in("caseworker")
    for path in ("/casework/", "/casework/seekers"):
        assert client.get(path).headers["Location"] == "/password"
    assert "一次性密码" in client.get("/password").text


def test_after_the_change_the_work_can_begin(sign_in, world, app):
    must_change(world)
    client = sign_in("caseworker")
    answer = change(client)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/casework/")
    assert "新密码已经设好" in client.get("/casework/").text
    assert enter(app.test_client(), "caseworker").status_code == 422
    assert enter(app.test_client(), "caseworker", NEW).status_code == 303


def test_other_places_are_signed_out(sign_in):
    here, elsewhere = sign_in("caseworker"), sign_in("caseworker")
    change(here)
    assert here.get("/casework/").status_code == 200
    assert elsewhere.get("/casework/").status_code == 302


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"current": "not the password"}, "现在的密码不对"),
        ({"new": "short"}, "至少要 12 个字符"),
        ({"new": "x" * 129}, "不要超过 128 个字符"),
        ({"new": "my caseworker password"}, "不要包含登录名"),
        ({"new": PASSWORD}, "新密码要和现在的密码不同"),
        ({"again": "something else"}, "两次输入的新密码不一样"),
        ({"new": "", "again": ""}, "请填写新密码"),
    ],
)
def test_what_is_refused_is_said_beside_the_field(sign_in, given, said):
    page = change(sign_in("caseworker"), **given)
    assert page.status_code == 422
    assert any(said in sentence for sentence in errors(page)), errors(page)
    assert PASSWORD not in page.text
    assert NEW not in page.text


def test_a_stranger_cannot_come_here(client, world):
    assert client.get("/password").headers["Location"].startswith("/sign-in")
