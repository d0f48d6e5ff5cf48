"""What a person agreed to is recorded as they said it, and taken back as easily."""

import pytest

from jobmatch import clock
from jobmatch.people.queries import find_consent, list_consents
from jobmatch.people.rules import birthday
from jobmatch.people.tables import Person, Purpose
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.asking import agree, errors, fresh, post

YES = {"agreed": "y", "notice": "spoken", "capacity": "guardian"}


def disclose(client, world, data):
    path = f"/casework/referrals/{world.referral}"
    return post(client, f"{path}/consent", data, seen=path)


def in_force(world, purpose=Purpose.DISCLOSE, position=True):
    fresh()
    return find_consent(world.seeker, purpose, world.position if position else None)


def test_nothing_is_ticked_beforehand(whole_world, sign_in):
    page = sign_in("caseworker").get(f"/casework/referrals/{whole_world.referral}")
    assert page.tree.xpath("//input[@name='agreed']")
    assert not page.tree.xpath("//input[@checked]")
    assert "我同意把我的姓名告诉示例食品厂" in page.text


def test_a_yes_is_kept_with_form_capacity_and_text(whole_world, sign_in):
    client = sign_in("caseworker")
    answer = disclose(client, whole_world, YES)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/casework/referrals/{whole_world.referral}")
    consent = in_force(whole_world)
    assert (consent.form, consent.capacity, consent.recorded_by) == (
        "spoken",
        "guardian",
        whole_world.users["caseworker"],
    )
    assert consent.text_version
    page = client.get(answer.headers["Location"])
    assert "本人已同意告诉单位姓名" in page.text
    assert not page.tree.xpath("//input[@name='agreed']")


def test_below_sixteen_only_the_guardian_agrees(whole_world, sign_in):
    with act(by=MACHINE, action="test"):
        db.session.get(Person, whole_world.seeker).born_on = birthday(clock.today(), -15)
    client = sign_in("caseworker")
    page = disclose(client, whole_world, {**YES, "capacity": "self"})
    assert (page.status_code, errors(page)) == (422, ["本人不满 16 周岁，要由监护人同意（民法典第十九条）。"])
    assert in_force(whole_world) is None
    assert disclose(client, whole_world, YES).status_code == 303


@pytest.mark.parametrize("missing", ["agreed", "notice", "capacity"])
def test_each_part_must_be_said_and_the_rest_stays(whole_world, sign_in, missing):
    data = {name: value for name, value in YES.items() if name != missing}
    page = disclose(sign_in("caseworker"), whole_world, data)
    assert page.status_code == 422
    assert len(errors(page)) == 1
    assert len(page.tree.xpath("//input[@checked]")) == len(data)
    assert in_force(whole_world) is None


def test_the_same_yes_twice_is_told(whole_world, sign_in):
    client = sign_in("caseworker")
    agree(whole_world, Purpose.DISCLOSE, whole_world.position)
    page = post(client, f"/casework/referrals/{whole_world.referral}/consent", YES)
    assert page.status_code == 422
    assert errors(page) == ["这个岗位的同意已经记录过了。"]


def test_a_yes_is_taken_back_with_one_press(whole_world, sign_in):
    client = sign_in("caseworker")
    consent = agree(whole_world, Purpose.DISCLOSE, whole_world.position)
    path = f"/casework/referrals/{whole_world.referral}"
    answer = post(client, f"/casework/consents/{consent.id}/withdraw", {"referral": whole_world.referral}, seen=path)
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    assert in_force(whole_world) is None
    (kept,) = list_consents(whole_world.seeker)
    assert kept.withdrawn_at is not None


def test_consent_to_be_recommended_opens_the_suggestions(world, sign_in):
    client, path = sign_in("caseworker"), f"/casework/seekers/{world.seeker}"
    page = post(client, f"{path}/consent", {"agreed": "y"}, seen=path)
    assert page.status_code == 422
    assert len(errors(page)) == 2
    assert post(client, f"{path}/consent", YES, seen=path).status_code == 303
    assert client.get(path).tree.xpath("//li[@class='app-match']")
    consent = in_force(world, Purpose.RECOMMEND, position=False)
    assert post(client, f"/casework/consents/{consent.id}/withdraw", seen=path).headers["Location"] == path
    page = client.get(path)
    assert not page.tree.xpath("//li[@class='app-match']")
    assert "撤回" in page.text


def test_the_consent_to_be_kept_is_not_taken_back_here(world, sign_in):
    consent = agree(world, Purpose.STORE)
    client, path = sign_in("caseworker"), f"/casework/seekers/{world.seeker}"
    assert f"/casework/consents/{consent.id}/withdraw" not in client.get(path).text
    assert post(client, f"/casework/consents/{consent.id}/withdraw", seen=path).status_code == 404
