"""The roll of a day: one tap for everybody, exceptions, hours, corrections with a trace, the own institution alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.accounts.tables import User
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.workshops.attendance_tables import Attendance, AttendanceCorrection
from jobmatch.workshops.placement_tables import Placement
from tests.integration.workshops.working import add_institution, place, someone

TODAY = clock.today()


@pytest.fixture
def institution(world):
    """An institution with two people, of which the supervisor's account is for this one alone."""
    row = add_institution(world, places=3)
    with act(by=MACHINE, action="test"):
        db.session.get(User, world.users["workshop_supervisor"]).scope_id = row.id
    return row


@pytest.fixture
def people(world, institution):
    return [place(world, institution, someone(world, name=name), hours_week=20).id for name in ("甲某", "乙某")]


@pytest.fixture
def phone(sign_in, institution):
    return sign_in("workshop_supervisor")


def send(phone, institution, marks, on=TODAY, **hours):
    """Send the roll as the page does: what is not named is a whole day without hours."""
    path = f"/workshop/{institution.id}?on={on.isoformat()}"
    page = phone.get(path)
    fields = {f"at_{key}": marks.get(key, "full") for key in marks}
    fields |= {f"hours_{key}": hours.get("hours", {}).get(key, "") for key in marks}
    return phone.post(path, data={**fields, "csrf_token": page.csrf}, follow_redirects=True)


def kept():
    db.session.rollback()
    return {one.placement_id: (one.presence.value, one.minutes) for one in db.session.scalars(select(Attendance))}


def test_the_first_page_is_today_s_roll_with_everybody_there(phone, institution, people):
    page = phone.get("/workshop/", follow_redirects=True)
    assert "都到了，保存" in page.text
    assert page.text.count('value="full" checked') == 2
    assert kept() == {}


def test_one_button_enters_everybody_by_the_agreed_hours(phone, institution, people):
    page = send(phone, institution, dict.fromkeys(people, "full"))
    assert "记好了，共 2 人" in page.text
    assert kept() == dict.fromkeys(people, ("full", 240))


def test_exceptions_are_half_days_leave_and_hours(phone, institution, people):
    first, second = people
    send(phone, institution, {first: "half", second: "full"}, hours={second: "5.5"})
    assert kept() == {first: ("half", 120), second: ("full", 330)}
    assert 'value="5.50"' in phone.get(f"/workshop/{institution.id}").text


def test_what_is_put_right_leaves_a_trace(phone, institution, people, world):
    first, second = people
    send(phone, institution, dict.fromkeys(people, "full"))
    page = send(phone, institution, {first: "excused", second: "full"})
    assert "已改 1 人，原来记的还留着" in page.text
    assert kept()[first] == ("excused", 0)
    (trace,) = db.session.scalars(select(AttendanceCorrection))
    assert (trace.presence_before, trace.minutes_before) == ("full", 240)
    assert trace.corrected_by == world.users["workshop_supervisor"]


def test_sending_the_same_again_changes_nothing(phone, institution, people):
    for _ in range(2):
        send(phone, institution, dict.fromkeys(people, "full"))
    assert db.session.scalars(select(AttendanceCorrection)).all() == []


def test_hours_of_who_was_away_are_refused_and_kept_on_the_page(phone, institution, people):
    page = send(phone, institution, dict.fromkeys(people, "absent"), hours={people[0]: "3"})
    assert (page.status_code, "请把工时清空" in page.text, 'value="3"' in page.text) == (409, True, True)
    assert kept() == {}


@pytest.mark.parametrize("hours", ["13", "-1", "x", "0"])
def test_impossible_hours_are_refused_with_a_sentence(phone, institution, people, hours):
    page = send(phone, institution, dict.fromkeys(people, "full"), hours={people[0]: hours})
    assert (page.status_code, "govuk-error-message" in page.text) == (422, True)


@pytest.mark.parametrize(("days", "said"), [(1, "还没有到"), (-63, "不能再记")])
def test_days_that_are_not_open_are_refused(phone, institution, people, world, days, said):
    with act(by=MACHINE, action="test"):
        for key in people:
            row = db.session.get(Placement, key)
            row.trial_from_on = row.began_on = TODAY - timedelta(days=90)
    page = send(phone, institution, dict.fromkeys(people, "full"), on=TODAY + timedelta(days=days))
    assert (page.status_code, said in page.text) == (409, True)


def test_the_month_adds_up_days_hours_and_corrections(phone, institution, people):
    first, second = people
    send(phone, institution, dict.fromkeys(people, "full"))
    send(phone, institution, {first: "half", second: "full"})
    rows = phone.get(f"/workshop/{institution.id}/month").tree.xpath("//tbody/tr")
    told = {row.xpath("string(th)"): [cell.text for cell in row.xpath("td")] for row in rows}
    assert told == {"甲某": ["0", "1", "0", "0", "2.0", "1"], "乙某": ["1", "0", "0", "0", "4.0", "0"]}


def test_another_institution_is_nothing(phone, institution, world):
    other = add_institution(world, name="另一家车间")
    assert phone.get(f"/workshop/{other.id}").status_code == 404
    assert phone.get(f"/workshop/{other.id}/month").status_code == 404


@pytest.mark.parametrize("address", ["?on=yesterday", "/month?month=2026-13"])
def test_a_day_that_is_none_is_nothing(phone, institution, address):
    assert phone.get(f"/workshop/{institution.id}{address}").status_code == 404
