"""Recommending somebody: once at a time, to an open position, with their consent."""

import pytest

from jobmatch.employers.tables import Position, PositionState
from jobmatch.referrals.queries import list_referrals
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db, new_id
from tests.neighbours import neighbour
from tests.pages.asking import agree, fresh, post


def refer(client, world, position):
    path = f"/casework/seekers/{world.seeker}"
    return post(client, f"{path}/referrals", {"position": position}, seen=path)


def made(world):
    fresh()
    return list_referrals(world.district)


def test_one_press_recommends_and_comes_back_to_the_person(world, sign_in):
    agree(world)
    client = sign_in("caseworker")
    answer = refer(client, world, world.position)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/casework/seekers/{world.seeker}")
    assert "已推荐给示例食品厂（包装工）" in client.get(answer.headers["Location"]).text
    (referral,) = made(world)
    assert (referral.seeker_id, referral.position_id, referral.made_by) == (
        world.seeker,
        world.position,
        world.users["caseworker"],
    )


def test_twice_is_refused_with_a_sentence(world, sign_in):
    agree(world)
    client = sign_in("caseworker")
    refer(client, world, world.position)
    page = refer(client, world, world.position)
    assert page.status_code == 409
    assert "已经把本人推荐给这个岗位了" in page.text
    assert page.heading == "陈示例"
    assert len(made(world)) == 1


def test_a_position_that_closed_meanwhile_is_refused(world, sign_in):
    agree(world)
    client = sign_in("caseworker")
    with act(by=MACHINE, action="test"):
        db.session.get(Position, world.position).state = PositionState.CLOSED
    page = refer(client, world, world.position)
    assert page.status_code == 409
    assert "这个岗位已经停止招聘" in page.text
    assert made(world) == []


def test_without_consent_nobody_is_recommended(world, sign_in):
    page = refer(sign_in("caseworker"), world, world.position)
    assert page.status_code == 409
    assert "本人还没有同意向单位推荐" in page.text
    assert made(world) == []


@pytest.mark.parametrize("position", ["", "x", "neighbour", "nobody"])
def test_a_position_that_is_not_ours_is_not_found(world, sign_in, position):
    agree(world)
    keys = {"neighbour": neighbour(world)["position_id"], "nobody": new_id()}
    assert refer(sign_in("caseworker"), world, keys.get(position, position)).status_code == 404
    assert made(world) == []
