"""Signing in, out, and what a refusal tells: nothing about who exists."""

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.accounts.rules import FAILURES_ALLOWED
from jobmatch.accounts.tables import User
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.world import PASSWORD


def enter(client, login, password=PASSWORD, path="/sign-in"):
    page = client.get(path)
    return client.post(path, data={"login": login, "password": password, "csrf_token": page.csrf})


@pytest.mark.parametrize(
    ("login", "first"),
    [("caseworker", "/casework/"), ("head", "/casework/"), ("employer", "/portal/"), ("statistician", "/welcome")],
)
def test_each_role_lands_on_its_first_page(client, world, login, first):
    answer = enter(client, login)
    assert (answer.status_code, answer.headers["Location"]) == (303, first)
    assert client.get("/").tree.xpath("//*[@action='/sign-out']")


def test_a_refusal_is_the_same_for_a_wrong_password_and_an_unknown_login(client, world):
    wrong, unknown = enter(client, "caseworker", "not the password"), enter(client, "nobody", "not the password")
    assert wrong.status_code == unknown.status_code == 422
    said = [
        " ".join(page.tree.xpath("//*[contains(@class, 'error-summary')]//li//text()")).strip()
        for page in (wrong, unknown)
    ]
    assert said[0] == said[1]
    assert "登录名或密码不对" in said[0]


def test_the_login_stays_and_the_password_does_not(client, world):
    page = enter(client, "caseworker", "not the password")
    assert page.tree.xpath("//input[@name='login']/@value") == ["caseworker"]
    assert page.tree.xpath("//input[@name='password']/@value") in ([], [""])
    assert "not the password" not in page.text


def test_nothing_written_is_said_beside_each_field(client, world):
    page = enter(client, "", "")
    assert page.status_code == 422
    assert page.tree.findtext(".//title").startswith("错误：登录")
    assert page.tree.xpath("//*[@id='login-error']")
    assert page.tree.xpath("//*[@id='password-error']")


def test_too_many_wrong_tries_wait_softly(app, client, world):
    for _ in range(FAILURES_ALLOWED):
        assert enter(client, "caseworker", "wrong password").status_code == 422
    page = enter(client, "caseworker")
    assert page.status_code == 429
    assert "15 分钟" in page.text
    elsewhere = app.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert enter(elsewhere, "caseworker").status_code == 303


def test_a_disabled_account_is_refused_like_a_wrong_password(client, world):
    with act(by=MACHINE, action="test"):
        db.session.get(User, world.users["caseworker"]).disabled_at = clock.now()
    assert enter(client, "caseworker").status_code == 422


def test_who_is_signed_in_is_sent_on(sign_in):
    answer = sign_in("caseworker").get("/sign-in?next=/casework/seekers")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/casework/seekers")


def test_signing_out_ends_the_session_on_the_server(app, sign_in):
    client = sign_in("caseworker")
    cookie = client.get_cookie("jobmatch").value
    page = client.get("/")
    answer = client.post("/sign-out", data={"csrf_token": page.csrf})
    assert answer.status_code == 303
    assert "您已经退出" in client.get(answer.headers["Location"]).text
    thief = app.test_client()
    thief.set_cookie("jobmatch", cookie)
    assert thief.get("/casework/").status_code == 302


def test_the_cookie_from_before_the_sign_in_is_worth_nothing(app, client, world):
    client.get("/sign-in")
    before = client.get_cookie("jobmatch").value
    enter(client, "caseworker")
    other = app.test_client()
    other.set_cookie("jobmatch", before)
    assert other.get("/casework/").status_code == 302


def test_the_account_is_named_once_signed_in(sign_in, world):
    name = db.session.scalar(select(User.name).where(User.login == "caseworker"))
    assert name in sign_in("caseworker").get("/").text
