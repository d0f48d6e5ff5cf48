"""Fairs at the desk: announced, with booths, with what became of people; special support on the person's page."""

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.fairs.result_tables import FairResult
from jobmatch.fairs.tables import Booth, Fair
from jobmatch.referrals.support import list_supports
from jobmatch.storage.base import db
from tests.pages.asking import errors, fresh, post

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

ANNOUNCED = {
    "name": "春季专场",
    "name_en": "",
    "kind": "on_site",
    "venue": "二楼大厅",
    "starts_on": ["2027", "4", "26"],
    "ends_on": ["2027", "4", "27"],
}


@pytest.fixture
def desk(two_districts, sign_in):
    return sign_in("caseworker")


def today():
    day = clock.today()
    return [str(day.year), str(day.month), str(day.day)]


def announced(desk):
    """Announce a fair and return it."""
    assert post(desk, "/casework/fairs/new", ANNOUNCED, seen="/casework/fairs/new").status_code == 303
    fresh()
    return db.session.scalars(select(Fair).where(Fair.name == ANNOUNCED["name"])).one()


def give_booth(desk, fair, employer):
    return post(desk, f"/casework/fairs/{fair.id}/booths", {"employer": employer}, seen=f"/casework/fairs/{fair.id}")


def test_an_announced_fair_is_listed_and_has_the_booths_it_was_given(desk):
    fair = announced(desk)
    assert (fair.name_en, fair.is_practice) == ("春季专场", False)
    assert "春季专场" in desk.get("/casework/fairs").text
    assert give_booth(desk, fair, "另一家").status_code == 303
    assert give_booth(desk, fair, "示例食品厂").status_code == 303
    page = desk.get(f"/casework/fairs/{fair.id}").text
    assert page.rindex("另一家公司") < page.rindex("示例食品厂")
    fresh()
    booth = db.session.scalars(select(Booth).where(Booth.fair_id == fair.id, Booth.number == 1)).one()
    post(desk, f"/casework/booths/{booth.id}/remove", {}, seen=f"/casework/fairs/{fair.id}")
    fresh()
    assert [one.number for one in db.session.scalars(select(Booth).where(Booth.fair_id == fair.id))] == [2]


@pytest.mark.parametrize(
    ("employer", "said"), [("没有这家", "没有找到这家单位"), ("", "单位名称"), ("示例食品厂", "已经有展位")]
)
def test_a_booth_for_nobody_or_twice_is_refused_and_keeps_what_was_typed(desk, employer, said):
    fair = announced(desk)
    give_booth(desk, fair, "示例食品厂")
    answer = give_booth(desk, fair, employer)
    assert answer.status_code in {409, 422}
    assert said in "".join(errors(answer))
    assert employer in answer.text


def test_a_fair_that_ends_before_it_begins_is_refused(desk):
    wrong = {**ANNOUNCED, "ends_on": ["2027", "4", "25"]}
    answer = post(desk, "/casework/fairs/new", wrong, seen="/casework/fairs/new")
    assert answer.status_code == 422
    assert "不早于" in "".join(errors(answer))


def test_of_two_who_change_a_fair_the_second_is_told(desk):
    fair = announced(desk)
    path = f"/casework/fairs/{fair.id}/edit"
    changed = {**ANNOUNCED, "venue": "三楼", "version": str(fair.version)}
    assert post(desk, path, changed, seen=path).status_code == 303
    again = post(desk, path, {**changed, "venue": "四楼"}, seen=path)
    assert again.status_code == 409
    assert "别人刚刚修改过" in "".join(errors(again))
    fresh()
    assert db.session.get(Fair, fair.id).venue == "三楼"


def test_the_practice_fair_stays_as_it_is(desk, two_districts):
    path = f"/casework/fairs/{two_districts.fair}/edit"
    answer = post(desk, path, {**ANNOUNCED, "version": "1"}, seen=path)
    assert answer.status_code == 409
    assert "练习招聘会不能修改" in "".join(errors(answer))


def test_a_result_is_noted_once_and_voided_with_a_reason(desk, two_districts):
    registration = two_districts.at_fairs["registration_id"]
    path = f"/casework/registrations/{registration}/result"
    assert post(desk, path, {"kind": "shop", "on_day": today()}, seen=path).status_code == 303
    again = post(desk, path, {"kind": "shop", "on_day": today()}, seen=path)
    assert (again.status_code, errors(again)) == (409, ["这一项结果已经登记过。"])
    fresh()
    shop = db.session.scalars(select(FairResult).where(FairResult.kind == "shop")).one()
    void = f"/casework/fair-results/{shop.id}/void"
    assert post(desk, void, {"reason": ""}, seen=void).status_code == 422
    assert post(desk, void, {"reason": "记错了人"}, seen=void).status_code == 303
    assert "进入村淘开店" not in desk.get(f"/casework/fairs/{shop.fair_id}").text


def test_support_is_noted_on_the_persons_page(desk, two_districts):
    person = two_districts.seeker
    path = f"/casework/people/{person}/supports/new"
    for amount, status in (("0", 422), ("1000001", 422), ("3000.50", 303)):
        given = {"kind": "grant", "given_on": today(), "amount": amount, "note": "启动资金"}
        assert post(desk, path, given, seen=path).status_code == status
    fresh()
    grant = next(one for one in list_supports(person) if one.kind == "grant")
    assert grant.amount_fen == 300_050
    assert "启动资金" in desk.get(f"/casework/people/{person}").text
    void = f"/casework/supports/{grant.id}/void"
    assert post(desk, void, {"reason": "没有发"}, seen=void).status_code == 303
    fresh()
    assert grant.id not in {one.id for one in list_supports(person)}
