"""The number: what stands beside it, for how long, and that nothing of it is left afterwards."""

from datetime import timedelta

import pytest
import time_machine

from jobmatch import clock
from jobmatch.fairs.tables import Fair, Ticket
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.kiosk.journey import hidden, open_form, send, ticket_after, words


def finish(client):
    page = client.get("/kiosk/ticket")
    return client.post("/kiosk/finish", data=hidden(page))


def test_the_number_and_the_booths_with_reasons(client, world):
    page = ticket_after(client, world, wanted=["包装工"], need_to_move=["seated_work"])
    assert page.heading == "登记好了，请记住您的号码"
    number = page.tree.xpath("//*[@class='app-ticket__number']")[0].text_content()
    assert number == str(db.session.query(Ticket).one().number)
    booths = page.tree.xpath("//li[@class='app-slip__line']")
    assert 1 <= len(booths) <= 5
    first = " ".join(booths[0].text_content().split())
    assert first.startswith("1 号台 包装工 示例食品厂")
    assert "坐着工作" in first
    assert "从 40 分算起" not in words(page)


@pytest.mark.parametrize(
    ("last", "shown", "size"), [(998, "999", ""), (999, "1000", "long"), (9999, "10000", "longest")]
)
def test_numbers_go_on_and_stay_on_one_line(client, world, sign_in, last, shown, size):
    with act(by=MACHINE, action="test"):
        db.session.get(Fair, world.fair).last_ticket = last
    page = ticket_after(client, world)
    (number,) = page.tree.xpath("//*[contains(@class, 'app-ticket__number')]")
    assert number.text_content() == shown
    assert number.get("class") == " ".join(["app-ticket__number", *([f"app-ticket__number--{size}"] if size else [])])
    assert f"{shown} 号" in sign_in("caseworker").get("/casework/submissions").text
    client.post("/kiosk/finish", data=hidden(page))
    again = ticket_after(client, world, name="李又来")
    assert again.tree.xpath("string(//*[contains(@class, 'app-ticket__number')])") == str(int(shown) + 1)


def test_the_reasons_speak_the_language_of_the_page(client, world):
    ticket_after(client, world, need_to_move=["seated_work"])
    page = client.get("/kiosk/ticket?lang=en")
    assert "the employer offers" in words(page)


def test_without_the_second_consent_there_is_a_number_only(client, world):
    page = ticket_after(client, world, recommend="")
    assert page.tree.xpath("//*[@class='app-ticket__number']")
    assert not page.tree.xpath("//li[@class='app-slip__line']")
    assert "工作人员会当面和您一起找" in words(page)


def test_after_finishing_the_address_shows_nothing(client, world):
    ticket_after(client, world)
    answer = finish(client)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/kiosk/?fair={world.fair}")
    gone = client.get("/kiosk/ticket")
    assert (gone.status_code, gone.headers["Location"]) == (302, "/kiosk/")


def test_finishing_ends_the_whole_session(client, world):
    open_form(client, world, lang="en")
    ticket_after(client, world)
    with client.session_transaction() as session:
        assert {"kiosk_shown", "lang", "csrf_token"} <= set(session)
    finish(client)
    with client.session_transaction() as session:
        assert dict(session) == {}
    assert client.get("/kiosk/").tree.getroottree().getroot().get("lang") == "zh-CN"


def test_finishing_signs_staff_out_too(world, sign_in):
    client = sign_in("caseworker")
    open_form(client, world)
    ticket_after(client, world)
    finish(client)
    assert client.get("/casework/").status_code == 302


@pytest.mark.parametrize(("seconds", "status"), [(299, 200), (302, 302)])
def test_the_ticket_is_shown_for_its_time_only(client, world, seconds, status):
    now = clock.now()
    with time_machine.travel(now, tick=False):
        ticket_after(client, world)
    with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
        assert client.get("/kiosk/ticket").status_code == status


def test_the_start_page_forgets_whoever_was_here(client, world):
    ticket_after(client, world)
    client.get("/kiosk/")
    assert client.get("/kiosk/ticket").status_code == 302
    with client.session_transaction() as session:
        assert "kiosk_shown" not in session


def test_nobody_else_sees_the_ticket(app, client, world):
    ticket_after(client, world)
    assert app.test_client().get("/kiosk/ticket").status_code == 302


def test_finishing_needs_the_token_of_the_page(client, world):
    ticket_after(client, world)
    assert client.post("/kiosk/finish").status_code == 400
    assert client.get("/kiosk/ticket").status_code == 200


def test_large_letters_and_speech_last_to_the_ticket(client, world):
    page = open_form(client, world)
    data = {**hidden(page), "name": "李新来", "store": "y"}
    answer = client.post(f"/kiosk/fairs/{world.fair}/register?large=1&speak=1", data=data)
    assert answer.headers["Location"] == "/kiosk/ticket?large=1&speak=1"


def test_a_second_person_gets_the_next_number(client, world):
    ticket_after(client, world)
    finish(client)
    send(client, world, name="王第二")
    page = client.get("/kiosk/ticket")
    assert page.tree.xpath("//*[@class='app-ticket__number']")[0].text_content() == "2"
