"""The update round on a phone: who is left, one tap when done, one to take it back; nobody else's people."""

from datetime import timedelta

import pytest

from jobmatch import clock
from jobmatch.people.round_tables import UpdateRoundEntry
from jobmatch.people.rounds import NewRound, begin_round, close_round
from jobmatch.storage.base import db
from tests.pages.asking import fresh, post


@pytest.fixture
def officer(two_districts, sign_in):
    return sign_in("village_officer")


def mark(client, entry, state, **more):
    return post(client, f"/village/round/{entry}", {"state": state, **more}, seen="/village/people")


def entry(key):
    fresh()
    return db.session.get(UpdateRoundEntry, key)


def test_who_is_left_is_listed_and_a_tap_takes_them_off(officer, two_districts):
    page = officer.get("/village/round")
    assert "本村持证人" in page.text
    assert "隔壁持证人" not in page.text
    assert "1 人里做好了 0 人" in page.text
    assert mark(officer, two_districts.entry, "answered").status_code == 303
    done = entry(two_districts.entry)
    assert (done.state, done.done_by) == ("answered", two_districts.users["village_officer"])
    assert "都做好了" in officer.get("/village/round").text


def test_a_wrong_tap_is_changed_back(officer, two_districts):
    mark(officer, two_districts.entry, "not_found", back="person")
    back = mark(officer, two_districts.entry, "open", back="person")
    assert back.headers["Location"].endswith(f"/village/people/{two_districts.villager}")
    assert (entry(two_districts.entry).state, entry(two_districts.entry).done_at) == ("open", None)


def test_in_a_closed_round_nothing_is_marked(officer, two_districts):
    token = officer.get("/village/people").csrf
    close_round(two_districts.actor(), two_districts.round)
    data = {"state": "answered", "csrf_token": token}
    assert officer.post(f"/village/round/{two_districts.entry}", data=data).status_code == 404
    assert entry(two_districts.entry).state == "open"
    assert "现在没有动态更新" in officer.get("/village/round").text


def test_an_unknown_state_is_refused(officer, two_districts):
    assert mark(officer, two_districts.entry, "perhaps").status_code == 400


def test_another_villages_newer_round_hides_nobodys_own(officer, two_districts):
    new = NewRound(2027, clock.today() + timedelta(days=30), [two_districts.next_village])
    begin_round(two_districts.actor(), two_districts.district, new)
    fresh()
    assert "本村持证人" in officer.get("/village/round").text
    assert mark(officer, two_districts.entry, "answered").status_code == 303
