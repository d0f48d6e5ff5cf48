"""Where one is signed in, ending it elsewhere, and coming back after a while away without losing anything."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from jobmatch import clock
from jobmatch.accounts.tables import UserSession
from jobmatch.referrals.tables import Referral
from jobmatch.storage.base import db
from jobmatch.web.devices import device_of
from tests.pages.asking import agree, fresh, post
from tests.pages.public.test_sign_in import enter
from tests.world import PASSWORD

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0.6099.71 Safari/537.36"
WECHAT = "Mozilla/5.0 (Linux; Android 12; SECRET-MODEL) AppleWebKit/537.36 Chrome/86 Mobile MicroMessenger/8.0"


def away(minutes=16):
    return time_machine.travel(clock.now() + timedelta(minutes=minutes), tick=False)


def open_sessions(world, role="caseworker"):
    fresh()
    query = select(UserSession).where(UserSession.user_id == world.users[role], UserSession.ended_at.is_(None))
    return db.session.scalars(query).all()


def ends(page):
    return page.tree.xpath("//form[contains(@action, '/account/sessions/')]/@action")


def test_one_sees_where_one_is_signed_in_and_ends_the_others(app, world):
    here, phone = app.test_client(), app.test_client()
    here.environ_base["HTTP_USER_AGENT"], phone.environ_base["HTTP_USER_AGENT"] = CHROME, WECHAT
    enter(here, "caseworker"), enter(phone, "caseworker")
    page = here.get("/account/")
    assert "Windows 电脑上的 Chrome 类浏览器" in page.text
    assert "安卓手机或平板上的 微信" in page.text
    assert "SECRET-MODEL" not in page.text
    (one,) = [action for action in ends(page) if action.endswith("/end")]
    assert post(here, one).status_code == 303
    assert phone.get("/account/").status_code == 302
    assert ends(here.get("/account/")) == []


def test_all_others_at_once(app, sign_in, world):
    here, there, elsewhere = sign_in("caseworker"), sign_in("caseworker"), sign_in("caseworker")
    assert post(here, "/account/sessions/end-others").status_code == 303
    assert [one.get("/account/").status_code for one in (here, there, elsewhere)] == [200, 302, 302]


def test_two_devices_alike_have_buttons_that_sound_different(sign_in):
    here, _there, _elsewhere = (sign_in("caseworker") for _ in range(3))
    labels = here.get("/account/").tree.xpath("//form[contains(@action, '/end')]/@aria-label")
    assert len(labels) == len(set(labels)) == 3


def test_nobody_ends_somebody_elses_session(sign_in, world):
    sign_in("head")
    (theirs,) = open_sessions(world, "head")
    assert post(sign_in("caseworker"), f"/account/sessions/{theirs.id}/end").status_code == 404
    assert open_sessions(world, "head") == [theirs]


@pytest.mark.parametrize(
    ("said", "device"),
    [(CHROME, "chrome.windows"), (WECHAT, "wechat.android"), ("", "."), ("x" * 9999 + "Windows", "."), ("curl/8", ".")],
)
def test_only_coarse_words_are_kept_of_a_browser(app, said, device):
    with app.test_request_context(headers={"User-Agent": said}):
        assert device_of() == device


def test_after_a_while_away_one_is_told_and_led_back(sign_in):
    client = sign_in("caseworker")
    with away():
        answer = client.get("/casework/seekers?q=x")
        assert answer.headers["Location"] == "/sign-in?next=/casework/seekers?q%3Dx"
        assert "您有一段时间没有操作" in client.get(answer.headers["Location"]).text
        assert enter(client, "caseworker", path=answer.headers["Location"]).headers["Location"].endswith("?q=x")


def test_an_employer_may_be_away_for_longer(sign_in):
    client = sign_in("employer")
    with away(29):
        assert client.get("/portal/").status_code == 200
    with away(29 + 31):
        assert client.get("/portal/").status_code == 302


def test_after_twelve_hours_it_says_so(sign_in):
    client = sign_in("caseworker")
    with away(12 * 60):
        assert "已满 12 小时" in client.get(client.get("/casework/").headers["Location"]).text


def test_a_session_ended_elsewhere_says_so(sign_in):
    client, other = sign_in("caseworker"), sign_in("caseworker")
    post(other, "/account/sessions/end-others")
    assert "这次登录已经结束" in client.get(client.get("/casework/").headers["Location"]).text


def sign_in_with(client, page, login):
    values = {one.get("name"): one.get("value") for one in page.tree.xpath("//main//form//input[@type='hidden']")}
    (action,) = page.tree.xpath("//main//form[.//input[@name='login']]/@action")
    return client.post(action, data={**values, "login": login, "password": PASSWORD})


def state_of(world):
    fresh()
    return db.session.get(Referral, world.referral).state


def test_a_form_sent_too_late_is_not_lost(sign_in, whole_world):
    agree(whole_world)
    client = sign_in("caseworker")
    path = f"/casework/referrals/{whole_world.referral}"
    seen = client.get(path)
    with away():
        late = client.post(f"{path}/withdraw", data={"reason": "mistake", "note": "写久了", "csrf_token": seen.csrf})
        assert (late.status_code, "刚才填的内容没有丢" in late.text) == (401, True)
        assert state_of(whole_world) == "sent"
        offered = sign_in_with(client, late, "caseworker")
        assert offered.heading == "继续提交刚才的内容"
        (form,) = offered.tree.xpath("//main//form")
        assert form.get("action") == f"{path}/withdraw"
        values = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
        assert values["note"] == "写久了"
        assert client.post(form.get("action"), data=values).status_code == 303
    assert state_of(whole_world) == "withdrawn"


def test_it_is_not_offered_to_somebody_else(sign_in, whole_world):
    client = sign_in("caseworker")
    path = f"/casework/referrals/{whole_world.referral}"
    seen = client.get(path)
    with away():
        late = client.post(f"{path}/withdraw", data={"reason": "mistake", "csrf_token": seen.csrf})
        assert sign_in_with(client, late, "head").status_code == 303
    assert state_of(whole_world) == "sent"


@pytest.mark.parametrize(
    "kept", ["{", "[]", '{"user_id": 1}', "[" * 5000, '{"user_id":"USER","path":"//evil","fields":[]}']
)
def test_a_made_up_kept_form_is_no_way_in(client, world, kept):
    page = client.get("/sign-in")
    data = {"login": "caseworker", "password": PASSWORD, "csrf_token": page.csrf}
    answer = client.post("/sign-in", data={**data, "kept": kept.replace("USER", world.users["caseworker"])})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/casework/")


def test_a_password_is_never_carried(sign_in):
    client = sign_in("caseworker")
    seen = client.get("/password")
    with away():
        data = {"current": PASSWORD, "new": "a new password here", "csrf_token": seen.csrf}
        answer = client.post("/password", data=data)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in")


def test_a_page_can_ask_whether_it_is_still_signed_in(sign_in):
    client = sign_in("caseworker")
    with away(10):
        assert client.get("/account/still-here").status_code == 204
    with away(20):
        assert client.get("/account/still-here").status_code == 204
    with away(40):
        assert client.get("/account/still-here").status_code == 401
