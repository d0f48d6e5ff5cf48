"""An employer's first page: the own positions and the people recommended to them, nobody else's."""

from jobmatch.people.tables import Purpose
from jobmatch.referrals import service
from jobmatch.referrals.queries import find_referral
from tests.pages.asking import agree, counted, links
from tests.pages.casework.places import add_seeker


def test_who_waits_for_an_answer_comes_first_under_a_pseudonym(whole_world, sign_in):
    page = sign_in("employer").get("/portal/")
    assert page.heading == "我的单位"
    assert "示例食品厂" in page.text
    assert links(page, "/portal/referrals/") == [f"/portal/referrals/{whole_world.referral}"]
    assert f"求职者 {find_referral(whole_world.district, whole_world.referral).pseudonym}" in page.text
    assert "陈示例" not in page.text


def test_with_consent_the_name_stands_in_the_list(whole_world, sign_in):
    agree(whole_world)
    agree(whole_world, Purpose.DISCLOSE, whole_world.position)
    assert "陈示例" in sign_in("employer").get("/portal/").text


def test_consent_for_one_position_is_none_for_another(whole_world, sign_in):
    agree(whole_world)
    agree(whole_world, Purpose.DISCLOSE, whole_world.other_position)
    assert "陈示例" not in sign_in("employer").get("/portal/").text


def test_only_own_positions_with_seats_and_people_waiting(whole_world, sign_in):
    page = sign_in("employer").get("/portal/")
    assert links(page, "/jobs/") == [f"/jobs/{whole_world.position}"]
    assert "招 2 人，已到岗 0 人" in page.text
    assert "1 人等答复" in page.text
    other = sign_in("other_employer").get("/portal/")
    assert links(other, "/jobs/") == [f"/jobs/{whole_world.other_position}"]
    assert links(other, "/portal/referrals/") == []
    assert "没有等您答复的推荐" in other.text


def test_a_long_list_asks_no_more_than_a_short_one(whole_world, sign_in):
    client = sign_in("employer")
    with counted() as few:
        client.get("/portal/")
    for number in range(10):
        key = add_seeker(whole_world, f"张{number}")
        service.refer(whole_world.actor(), whole_world.district, key, whole_world.position)
    with counted() as many:
        assert len(links(client.get("/portal/"), "/portal/referrals/")) == 11
    assert len(many) == len(few) <= 25
