"""The second step as a person meets it: set up first where it must be, asked at each sign-in, taken away with care."""

import re

import pytest
from sqlalchemy import select

from jobmatch.accounts import second_factor
from jobmatch.accounts.tables import HalfSignIn, TotpFactor, User
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.account.test_sessions import away, sign_in_with
from tests.pages.asking import errors, fresh, post
from tests.pages.public.test_sign_in import enter
from tests.second_factor import code_now, give_an_app
from tests.world import PASSWORD


def give_code(client, code=None, path="/sign-in/code"):
    return post(client, path, {"code": code_now() if code is None else code}, seen=path)


def secret_on(page):
    (secret,) = re.findall(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page.text)
    return secret.replace(" ", "")


def set_up(client):
    """Set an app up by the pages; returns the page with the codes on paper."""
    password = {"password": PASSWORD} if client.get("/account/second-factor").tree.xpath("//*[@id='password']") else {}
    assert post(client, "/account/app/begin", password, seen="/account/second-factor").status_code == 303
    secret = secret_on(client.get("/account/app"))
    return post(client, "/account/app", {"code": code_now(secret=secret)}, seen="/account/app")


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "auditor"])
def test_who_must_have_one_sets_it_up_before_anything_opens(client, world, role):
    assert enter(client, role).headers["Location"] == "/account/second-factor"
    for path in ("/account/", "/account/recovery-codes"):
        assert client.get(path).headers["Location"] == "/account/second-factor"
    assert "您的岗位能看到很多人的信息" in client.get("/account/second-factor").text
    codes = set_up(client).tree.xpath("//ol[@class='app-codes']//code/text()")
    assert len(set(codes)) == 10
    assert client.get("/account/").status_code == 200


def test_first_the_password_then_the_second_step(client, world):
    with act(by=MACHINE, action="test"):
        db.session.get(User, world.users["auditor"]).must_change_password = True
    assert enter(client, "auditor").headers["Location"] == "/password"
    assert client.get("/account/second-factor").headers["Location"] == "/password"
    new = "horse staple battery"
    changed = post(client, "/password", {"current": PASSWORD, "new": new, "again": new}, seen="/password")
    assert changed.headers["Location"] == "/account/second-factor"
    assert client.get("/account/").headers["Location"] == "/account/second-factor"


def test_others_may_have_one_and_give_their_password_for_it(sign_in, world):
    client = sign_in("employer")
    refused = post(client, "/account/app/begin", {"password": "wrong"}, seen="/account/second-factor")
    assert (refused.status_code, errors(refused)) == (422, ["密码不对，请再输入一次"])
    assert set_up(client).heading == "请收好备用码"


def test_setting_it_up_gives_a_new_session_and_ends_the_others(app, sign_in, world):
    client, other = sign_in("caseworker"), sign_in("caseworker")
    cookie = client.get_cookie("jobmatch").value
    set_up(client)
    assert other.get("/casework/").status_code == 302
    thief = app.test_client()
    thief.set_cookie("jobmatch", cookie)
    assert thief.get("/casework/").status_code == 302
    assert client.get("/casework/").status_code == 200


def test_the_picture_is_there_while_it_is_set_up_and_never_again(sign_in, world):
    client = sign_in("caseworker")
    assert client.get("/account/app.svg").status_code == 404
    post(client, "/account/app/begin", {"password": PASSWORD}, seen="/account/second-factor")
    picture = client.get("/account/app.svg")
    assert (picture.mimetype, picture.headers["Cache-Control"]) == ("image/svg+xml", "no-store")
    assert b"style=" not in picture.data
    secret = secret_on(client.get("/account/app"))
    assert post(client, "/account/app", {"code": "12345"}, seen="/account/app").status_code == 422
    post(client, "/account/app", {"code": code_now(secret=secret)}, seen="/account/app")
    assert client.get("/account/app.svg").status_code == 404
    assert secret not in client.get("/account/second-factor").text


def test_the_sign_in_asks_for_the_code_and_leads_on(client, world):
    give_an_app(world.users["caseworker"])
    answer = enter(client, "caseworker", path="/sign-in?next=/casework/seekers")
    assert answer.headers["Location"] == "/sign-in/code?next=/casework/seekers"
    assert client.get("/casework/").status_code == 302
    assert client.get("/account/still-here").status_code == 401
    entered = give_code(client, path=answer.headers["Location"])
    assert (entered.status_code, entered.headers["Location"]) == (303, "/casework/seekers")
    assert client.get("/casework/").status_code == 200


def test_every_step_has_a_cookie_of_its_own(app, client, world):
    give_an_app(world.users["caseworker"])
    enter(client, "caseworker")
    half = client.get_cookie("jobmatch").value
    give_code(client)
    thief = app.test_client()
    thief.set_cookie("jobmatch", half)
    assert thief.get("/casework/").status_code == 302
    assert thief.get("/sign-in/code").headers["Location"].startswith("/sign-in")


def test_a_code_that_was_used_is_refused(app, client, world):
    give_an_app(world.users["caseworker"])
    code = code_now()
    enter(client, "caseworker")
    give_code(client, code)
    again = app.test_client()
    enter(again, "caseworker")
    refused = give_code(again, code)
    assert (refused.status_code, "已经用过" in refused.text) == (422, True)


def test_without_a_password_the_code_page_leads_back(client, world):
    assert client.get("/sign-in/code?next=/casework/").headers["Location"] == "/sign-in?next=/casework/"
    assert post(client, "/sign-in/code", {"code": "123456"}, seen="/sign-in").status_code == 303


def test_after_too_many_codes_one_waits(client, world):
    give_an_app(world.users["caseworker"])
    enter(client, "caseworker")
    for _ in range(5):
        assert give_code(client, "000000").status_code == 422
    assert give_code(client).status_code == 429


def test_a_form_that_came_too_late_survives_the_second_step(client, whole_world):
    give_an_app(whole_world.users["caseworker"])
    enter(client, "caseworker")
    give_code(client)
    path = f"/casework/referrals/{whole_world.referral}"
    seen = client.get(path)
    with away():
        late = client.post(f"{path}/withdraw", data={"reason": "mistake", "note": "写久了", "csrf_token": seen.csrf})
        asked = sign_in_with(client, late, "caseworker")
        assert asked.heading == "第二步：确认是您"
        form = asked.tree.xpath("//form[.//input[@name='code']]")[0]
        values = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
        offered = client.post(form.get("action"), data={**values, "code": code_now()})
        assert offered.heading == "继续提交刚才的内容"
        assert "写久了" in offered.text


def test_taking_the_app_away_wants_the_password_and_a_role_that_may(client, world, sign_in):
    admin = sign_in("auditor")
    kept = post(admin, "/account/app/remove", {"password": PASSWORD}, seen="/account/second-factor")
    assert (kept.status_code, "必须有第二步" in kept.text) == (409, True)
    give_an_app(world.users["caseworker"])
    enter(client, "caseworker")
    give_code(client)
    assert post(client, "/account/app/remove", {"password": "x"}, seen="/account/second-factor").status_code == 422
    assert post(client, "/account/app/remove", {"password": PASSWORD}, seen="/account/second-factor").status_code == 303
    fresh()
    assert not db.session.scalars(select(TotpFactor).where(TotpFactor.user_id == world.users["caseworker"])).all()


def test_new_codes_want_the_password(sign_in):
    client = sign_in("auditor")
    assert post(client, "/account/recovery-codes", {"password": "x"}, seen="/account/recovery-codes").status_code == 422
    shown = post(client, "/account/recovery-codes", {"password": PASSWORD}, seen="/account/recovery-codes")
    codes = shown.tree.xpath("//ol[@class='app-codes']//code/text()")
    assert len(codes) == 10
    assert not any(code in client.get(path).text for path in ("/account/", "/account/recovery-codes") for code in codes)


def test_a_token_works_without_a_second_factor(app, world):
    from jobmatch.accounts.service import make_token

    give_an_app(world.users["caseworker"])
    token = make_token(MACHINE, db.session.get(User, world.users["caseworker"]))
    answer = app.test_client().get("/api/v1/seekers", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200


def test_where_everybody_must_have_one(home, monkeypatch, world, client, app):
    app.config["JOBMATCH"] = app.config["JOBMATCH"].__class__(
        **{**app.config["JOBMATCH"].__dict__, "second_factor": "everyone"}
    )
    enter(client, "employer")
    assert client.get("/portal/").headers["Location"] == "/account/second-factor"


def test_nothing_of_a_secret_is_in_an_address_or_lies_open(client, world, database):
    enter(client, "auditor")
    set_up(client)
    fresh()
    secret = db.session.scalars(select(TotpFactor)).one().secret
    assert second_factor.queries.count_recovery_codes(world.users["auditor"]) == 10
    stored = b"".join(file.read_bytes() for file in database.files())
    assert secret.encode() not in stored
    assert db.session.scalars(select(HalfSignIn)).all() == []
