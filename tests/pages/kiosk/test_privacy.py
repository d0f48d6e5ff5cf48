"""What the kiosk must not tell: who is known, what was typed, who was here before."""

import logging
import re

import pytest

from tests.pages.asking import counted
from tests.pages.kiosk.journey import TYPED, form_path, hidden, open_form, send, ticket_after
from tests.world import CITIZEN_NUMBER, OTHER_CITIZEN_NUMBER

CERTIFICATE_NUMBER = CITIZEN_NUMBER + "44"
SECRETS = (CITIZEN_NUMBER, CERTIFICATE_NUMBER, "13800000000", "138 0000 0000", "李新来", "stand_long", "seated_work")
PARTS = re.compile(r'value="[^"]{30,}"|<div class="app-ticket__number">\d+')


def walk(app, world, number):
    """Everything that a visitor with this number sees, what it took the database, and the headers' names."""
    client = app.test_client()
    with counted() as statements:
        sent = send(client, world, number=number, **{name: TYPED[name] for name in ("wanted", "rest", "distance")})
        page = client.get("/kiosk/ticket")
    looks = [PARTS.sub("…", part.text) for part in (sent, page)]
    return looks, [sent.status_code, page.status_code], statements, [sorted(p.headers.keys()) for p in (sent, page)]


def test_nobody_learns_who_is_known(app, world):
    """The citizen number of the first is in the database, with a certificate and a profile; the second is nobody's."""
    known, unknown = walk(app, world, CITIZEN_NUMBER), walk(app, world, OTHER_CITIZEN_NUMBER)
    assert known == unknown
    assert known[1] == [303, 200]


def test_somebody_who_came_before_sees_the_same_as_the_first_time(app, world):
    first, second = walk(app, world, OTHER_CITIZEN_NUMBER), walk(app, world, OTHER_CITIZEN_NUMBER)
    assert first == second


def test_nothing_typed_reaches_a_log_or_an_address(client, world, caplog):
    caplog.set_level(logging.DEBUG)
    addresses = []
    for answers in ({"number": CERTIFICATE_NUMBER}, {"number": "1" + CERTIFICATE_NUMBER}, {"store": ""}):
        answer = send(client, world, **{**TYPED, **answers})
        addresses += [answer.request.url, answer.headers.get("Location", "")]
    addresses.append(client.get("/kiosk/ticket").request.url)
    written = [record.getMessage() + str(record.args) for record in caplog.records] + addresses
    assert written
    assert [line for line in written for secret in SECRETS if secret in line] == []


def test_a_wrong_number_is_shown_only_in_its_own_field(client, world):
    typed = CITIZEN_NUMBER[:-1] + "1"
    answer = send(client, world, number=typed)
    assert answer.status_code == 422
    assert answer.text.count(typed) == 1


def test_the_ticket_holds_nothing_about_the_person(client, world):
    page = ticket_after(client, world, **TYPED, number=CERTIFICATE_NUMBER, town=world.town)
    for secret in ("李新来", CITIZEN_NUMBER, CERTIFICATE_NUMBER, "138", world.seeker, world.position):
        assert secret not in page.text, secret
    with client.session_transaction() as session:
        assert set(session) == {"csrf_token", "kiosk_shown"}
        assert len(session["kiosk_shown"]) >= 43  # 256 random bits, and nothing else


def test_no_address_holds_more_than_the_fair(client, world):
    pages = [client.get("/kiosk/"), client.get(f"/kiosk/fairs/{world.fair}"), open_form(client, world)]
    pages.append(ticket_after(client, world))
    addresses = {str(href) for page in pages for href in page.tree.xpath("//@href | //@action | //@data-start")}
    ids = {found for address in addresses for found in re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", address)}
    assert ids == {world.fair}


@pytest.mark.parametrize("status", [200, 422])
def test_the_browser_is_told_to_remember_nothing(client, world, status):
    page = open_form(client, world)
    if status == 422:
        page = client.post(form_path(world), data={**hidden(page), "name": ""})
    assert page.status_code == status
    assert page.headers["Cache-Control"] == "no-store"
    form = page.tree.find(".//form[@data-steps]")
    assert form.get("autocomplete") == "off"
    typed = form.xpath(".//input[@type='text' or not(@type)] | .//textarea")
    assert len(typed) == 5
    assert {field.get("autocomplete") for field in typed} == {"off"}


def test_the_form_asks_the_same_of_everybody_and_ticks_nothing_beforehand(client, world):
    page = open_form(client, world)
    assert page.tree.xpath("//input[@type='checkbox'][@checked]") == []
    assert page.tree.xpath("//input[@type='radio'][@checked]/@name") == ["capacity"]


def test_signed_in_staff_leave_no_trace_on_the_kiosk(world, sign_in):
    page = open_form(sign_in("caseworker"), world)
    assert "caseworker" not in page.text
    assert "/casework/" not in page.text
