"""A cookie copied from a kiosk opens nothing from the moment in which the visit ends, however it ends (attack C9)."""

import pytest

from jobmatch.fairs import visits
from jobmatch.fairs.tables import KioskVisit, KioskVisitEnd, Ticket
from jobmatch.storage.act import Actor
from jobmatch.storage.base import db
from tests.guards.test_get_changes_nothing import differences, snapshot
from tests.pages.kiosk.journey import count, hidden, open_form, ticket_after


@pytest.fixture
def copied(app, client, world):
    """Another browser, which holds a copy of the cookie while the ticket is on the screen."""
    ticket_after(client, world)
    with client.session_transaction() as session:
        stolen = dict(session)
    other = app.test_client()
    with other.session_transaction() as session:
        session.update(stolen)
    assert other.get("/kiosk/ticket").status_code == 200
    return other


def finish(client):
    return client.post("/kiosk/finish", data=hidden(client.get("/kiosk/ticket")))


def start(client):
    return client.get("/kiosk/")


def register_again(client):
    fair = db.session.query(Ticket).first().fair_id
    page = client.get(f"/kiosk/fairs/{fair}/register")
    return client.post(f"/kiosk/fairs/{fair}/register", data={**hidden(page), "name": "王第二", "store": "y"})


@pytest.mark.parametrize("end", [finish, start, register_again])
def test_the_copy_is_dead_when_the_visit_ends(client, copied, end):
    assert end(client).status_code in {200, 303}
    gone = copied.get("/kiosk/ticket")
    assert (gone.status_code, gone.headers["Location"]) == (302, "/kiosk/")
    assert "app-ticket__number" not in gone.text


def test_a_second_registration_shows_its_own_ticket(client, copied):
    register_again(client)
    assert client.get("/kiosk/ticket").tree.xpath("//*[@class='app-ticket__number']")[0].text_content() == "2"


def test_whoever_holds_the_copy_can_end_the_visit_and_no_more(client, copied):
    assert finish(copied).status_code == 303
    assert client.get("/kiosk/ticket").status_code == 302


def test_the_start_page_writes_one_end_and_nothing_else(client, world):
    ticket_after(client, world)
    before = snapshot()
    for _ in range(3):
        client.get("/kiosk/")
    assert differences(before, snapshot()) == []
    assert count(KioskVisitEnd) == 1


def test_looking_without_a_visit_writes_nothing(client, world):
    client.get("/kiosk/")
    open_form(client, world)
    client.get("/kiosk/ticket")
    assert (count(KioskVisit), count(KioskVisitEnd)) == (0, 0)


def test_a_token_that_nobody_got_opens_and_ends_nothing(client, world):
    with client.session_transaction() as session:
        session["kiosk_shown"] = "guessed"
    assert client.get("/kiosk/ticket").status_code == 302
    assert client.get("/kiosk/").status_code == 200
    assert count(KioskVisitEnd) == 0


def test_two_who_end_a_visit_at_once_end_it_once(client, world, monkeypatch):
    ticket_after(client, world)
    with client.session_transaction() as session:
        token = session["kiosk_shown"]
    found = visits._find_going_on(token)
    visits.end(Actor("device"), token)
    monkeypatch.setattr(visits, "_find_going_on", lambda _token: found)
    visits.end(Actor("device"), token)
    assert count(KioskVisitEnd) == 1


def test_only_a_digest_of_the_token_is_kept(client, world):
    ticket_after(client, world)
    with client.session_transaction() as session:
        token = session["kiosk_shown"]
    kept = db.session.query(KioskVisit).one()
    assert token not in (kept.token_hash, kept.id)
    assert len(kept.token_hash) == 64


def test_ending_nothing_on_the_server_would_be_seen(client, copied, monkeypatch):
    """The planted fault: *finish* that only clears its own browser's cookie, as it was before."""
    monkeypatch.setattr(visits, "end", lambda *_: None)
    assert finish(client).status_code == 303
    assert copied.get("/kiosk/ticket").status_code == 200
