"""Referrals on the desk: the list by state, one referral step by step, taking one back."""

import pytest

from jobmatch.people.tables import Purpose
from jobmatch.referrals import service
from jobmatch.referrals.queries import find_referral
from jobmatch.referrals.service import Step
from jobmatch.referrals.tables import ReferralState
from tests.pages.asking import agree, counted, errors, fresh, links, post
from tests.pages.casework.places import add_seeker


def step(world, to, reason=None):
    referral = find_referral(world.district, world.referral)
    service.take_answer(world.actor("employer"), referral, Step(ReferralState(to), reason))


def withdraw(client, world, **data):
    path = f"/casework/referrals/{world.referral}"
    return post(client, f"{path}/withdraw", data, seen=path)


def test_the_list_by_state(whole_world, sign_in):
    client, own = sign_in("caseworker"), [f"/casework/referrals/{whole_world.referral}"]
    assert links(client.get("/casework/referrals"), "/casework/referrals/") == own
    assert links(client.get("/casework/referrals?state=sent"), "/casework/referrals/") == own
    page = client.get("/casework/referrals?state=hired")
    assert links(page, "/casework/referrals/") == []
    assert "没有这样的推荐" in page.text
    assert page.tree.xpath("//*[@aria-current='true']/text()")[0].strip() == "已录用 0"


@pytest.mark.parametrize("state", ["x", "sent'", "SENT", "kind"])
def test_a_state_that_does_not_exist_is_not_found(whole_world, sign_in, state):
    assert sign_in("caseworker").get("/casework/referrals", query_string={"state": state}).status_code == 404


def test_a_long_list_asks_no_more_than_a_short_one_and_is_paged(whole_world, sign_in):
    client = sign_in("caseworker")
    with counted() as few:
        client.get("/casework/referrals")
    for number in range(20):
        key = add_seeker(whole_world, f"张{number}")
        service.refer(whole_world.actor(), whole_world.district, key, whole_world.position)
    with counted() as many:
        page = client.get("/casework/referrals")
    assert len(links(page, "/casework/referrals/")) == 20
    assert len(many) == len(few) <= 8
    assert links(client.get("/casework/referrals?page=2"), "/casework/referrals/") == [
        f"/casework/referrals/{whole_world.referral}"
    ]


def test_one_referral_step_by_step(whole_world, sign_in):
    step(whole_world, "interview")
    step(whole_world, "declined", "skills")
    page = sign_in("caseworker").get(f"/casework/referrals/{whole_world.referral}")
    assert page.heading == "推荐陈示例：包装工"
    steps = [node.text_content().strip() for node in page.tree.xpath("//*[@class='app-timeline__title']")]
    assert steps == ["单位没有选", "约了面试", "已推荐给单位"]
    assert "技能或经验还不够" in page.text
    assert "employer 账号" in page.text
    assert page.tree.xpath("//time/@datetime")
    assert not page.tree.xpath("//main//form")


@pytest.mark.parametrize("named", [False, True])
def test_the_desk_sees_what_the_employer_sees(whole_world, sign_in, named):
    if named:
        agree(whole_world, Purpose.DISCLOSE, whole_world.position)
    page = sign_in("caseworker").get(f"/casework/referrals/{whole_world.referral}")
    seen = page.tree.xpath("//dt[text()='单位看到的']/following-sibling::dd")[0].text_content().strip()
    pseudonym = find_referral(whole_world.district, whole_world.referral).pseudonym
    assert seen == ("陈示例" if named else f"求职者 {pseudonym}")


def test_taking_one_back_needs_a_reason(whole_world, sign_in):
    client = sign_in("caseworker")
    page = withdraw(client, whole_world, note="本人打电话来说的")
    assert page.status_code == 422
    assert errors(page) == ["请选择撤回的原因"]
    assert page.tree.xpath("//input[@name='note']/@value") == ["本人打电话来说的"]
    answer = withdraw(client, whole_world, reason="not_wanted", note="本人打电话来说的")
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"])
    assert "本人不想去了" in page.text
    assert "本人打电话来说的" in page.text


def test_what_is_over_cannot_be_taken_back(whole_world, sign_in):
    client = sign_in("caseworker")
    token = client.get(f"/casework/referrals/{whole_world.referral}").csrf
    step(whole_world, "declined", "filled")
    data = {"reason": "mistake", "csrf_token": token}
    page = client.post(f"/casework/referrals/{whole_world.referral}/withdraw", data=data)
    assert page.status_code == 409
    assert "这条推荐已经结束" in errors(page)[0]
    fresh()
    assert find_referral(whole_world.district, whole_world.referral).state == "declined"


def test_a_reason_that_is_not_on_the_list_is_refused(whole_world, sign_in):
    assert withdraw(sign_in("caseworker"), whole_world, reason="disabled").status_code == 422
    assert withdraw(sign_in("caseworker"), whole_world, reason="mistake", note="字" * 201).status_code == 422
