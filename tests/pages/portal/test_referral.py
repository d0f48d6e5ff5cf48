"""One referral on the employer's screen: scope, the four answers, what is refused."""

from datetime import timedelta

import pytest

from jobmatch import clock
from jobmatch.people.tables import PersonView
from jobmatch.referrals import service
from jobmatch.referrals.queries import find_referral
from jobmatch.storage.base import db, new_id
from tests.pages.asking import agree, errors, fresh, post


def day(value):
    return [str(value.year), str(value.month), str(value.day)]


def answer(client, world, **data):
    path = f"/portal/referrals/{world.referral}"
    return post(client, f"{path}/answer", data, seen=path)


def found(world):
    fresh()
    return find_referral(world.district, world.referral)


def test_another_employers_referral_is_not_told_apart_from_none(whole_world, sign_in):
    client = sign_in("other_employer")
    theirs, nobodys = (
        client.get(f"/portal/referrals/{whole_world.referral}"),
        client.get(f"/portal/referrals/{new_id()}"),
    )
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.heading == nobodys.heading
    assert post(client, f"/portal/referrals/{whole_world.referral}/answer", {"answer": "offered"}).status_code == 404
    assert found(whole_world).state == "sent"


def test_only_the_ticked_needs_and_facts_about_the_job(whole_world, sign_in):
    agree(whole_world)
    page = sign_in("employer").get(f"/portal/referrals/{whole_world.referral}")
    assert page.heading == f"求职者 {found(whole_world).pseudonym}"
    assert "坐着工作" in page.text
    assert "想做的工作和这个岗位相近" in page.text


def test_that_the_employer_looked_can_be_read_by_the_person(whole_world, sign_in):
    sign_in("employer").get(f"/portal/referrals/{whole_world.referral}")
    fresh()
    views = db.session.query(PersonView).filter_by(person_id=whole_world.seeker, what="portal").all()
    assert [view.user_id for view in views] == [whole_world.users["employer"]]


@pytest.mark.parametrize("said", ["offered", "trial"])
def test_one_press_answers(whole_world, sign_in, said):
    client = sign_in("employer")
    response = answer(client, whole_world, answer=said)
    assert (response.status_code, response.headers["Location"]) == (303, f"/portal/referrals/{whole_world.referral}")
    assert "已答复" in client.get(response.headers["Location"]).text
    assert (found(whole_world).state, found(whole_world).steps[-1].decided_by) == (said, whole_world.users["employer"])


def test_an_interview_needs_its_day(whole_world, sign_in):
    client, tomorrow = sign_in("employer"), clock.today() + timedelta(days=1)
    for given, said in (
        (["", "", ""], "请填写面试日期"),
        (day(clock.today() - timedelta(days=1)), "面试日期已经过去"),
        (day(clock.today() + timedelta(days=400)), "三个月以后"),
        (["2026", "13", "1"], "不是真实的日期"),
    ):
        page = answer(client, whole_world, answer="interview", meet_on=given)
        assert page.status_code == 422
        assert len(errors(page)) == 1
        assert said in errors(page)[0]
        assert page.tree.xpath("//input[@name='meet_on']/@value") == given
    assert answer(client, whole_world, answer="interview", meet_on=day(tomorrow)).status_code == 303
    assert (found(whole_world).state, found(whole_world).meet_on) == ("interview", tomorrow)


def test_a_yes_with_a_reason_against_it_is_asked_again(whole_world, sign_in):
    page = answer(sign_in("employer"), whole_world, answer="offered", reason="hours")
    assert (page.status_code, errors(page)) == (422, ["选了不合适的原因，又说合适。请只答复一种"])
    assert found(whole_world).state == "sent"


def test_a_refusal_needs_its_reason(whole_world, sign_in):
    client = sign_in("employer")
    page = answer(client, whole_world, answer="declined")
    assert page.status_code == 422
    assert "请选一个不合适的原因" in errors(page)[0]
    assert answer(client, whole_world, answer="declined", reason="disabled").status_code == 422
    assert answer(client, whole_world, answer="declined", reason="hours").status_code == 303
    assert (found(whole_world).state, found(whole_world).steps[-1].reason) == ("declined", "hours")


@pytest.mark.parametrize("said", ["hired", "withdrawn", "sent", "", "x"])
def test_no_other_step_is_the_employers(whole_world, sign_in, said):
    assert answer(sign_in("employer"), whole_world, answer=said).status_code == 400
    assert found(whole_world).state == "sent"


def test_an_answer_that_came_too_late_is_told(whole_world, sign_in):
    client = sign_in("employer")
    token = client.get(f"/portal/referrals/{whole_world.referral}").csrf
    service.withdraw(whole_world.actor(), found(whole_world), "not_wanted", "本人身体不好")
    data = {"answer": "offered", "csrf_token": token}
    page = client.post(f"/portal/referrals/{whole_world.referral}/answer", data=data)
    assert page.status_code == 409
    assert "这条推荐已经结束" in errors(page)[0]
    assert "本人身体不好" not in page.text
    assert "本人不想去了" not in page.text


@pytest.mark.parametrize("extra", ["employer_id", "state", "seeker_id", "pseudonym", "decided_by", "position_id"])
def test_columns_in_the_form_change_nothing(whole_world, sign_in, extra):
    before = found(whole_world).pseudonym
    answer(sign_in("employer"), whole_world, answer="offered", **{extra: whole_world.other_employer})
    after = found(whole_world)
    assert (after.state, after.pseudonym, after.position_id) == ("offered", before, whole_world.position)
    assert after.steps[-1].decided_by == whole_world.users["employer"]
