"""Erasure at the desk: what goes, what the law keeps, who may press; requests with their days; the end of storing."""

from datetime import timedelta

import pytest

from jobmatch import clock
from jobmatch.data_care.erasing import find_erasure
from jobmatch.data_care.requests import list_open_requests, list_requests_of
from jobmatch.people.queries import find_consent
from jobmatch.people.tables import Person, PersonSource, Purpose
from jobmatch.referrals.tables import Referral
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.asking import agree, errors, fresh, post

SURE = {"ground": "asked", "sure": "y"}


def path_of(world, page="erasure"):
    return f"/casework/people/{world.seeker}/{page}"


def test_the_page_says_what_goes_what_stays_until_when_and_by_which_law(whole_world, sign_in):
    agree(whole_world)
    page = sign_in("caseworker").get(path_of(whole_world))
    text = page.tree.xpath("string(//main)")
    for said in (
        "《网络数据安全管理条例》",
        "第十二条",
        "《人力资源市场暂行条例》",
        "个人资料：1 条",
        "求职档案：1 条",
    ):
        assert said in text, said
    assert "删除要由负责人来办" in text
    assert not page.tree.xpath("//input[@name='sure']")


@pytest.mark.parametrize("phone", ["14200000003", None])
def test_of_whom_the_register_keeps_the_telephone_goes_and_nothing_else(world, sign_in, phone):
    with act(by=MACHINE, action="test"):
        person = db.session.get(Person, world.seeker)
        person.source, person.phone = PersonSource.REGISTER, phone
    fresh()
    page = sign_in("head").get(path_of(world))
    goes = [item.text_content() for item in page.tree.xpath("//main//ul[contains(@class, 'govuk-list--bullet')]/li")]
    assert ("电话" in goes) is (phone is not None)
    assert not [line for line in goes if line.startswith("个人资料")]


def test_the_head_erases_and_nobody_else(whole_world, sign_in):
    world, head = whole_world, sign_in("head")
    assert post(sign_in("caseworker"), path_of(world), SURE).status_code == 403
    refused = post(head, path_of(world), {"ground": "asked"}, seen=path_of(world))
    assert (refused.status_code, len(errors(refused))) == (422, 1)
    assert post(head, path_of(world), SURE, seen=path_of(world)).status_code == 303
    fresh()
    assert db.session.get(Person, world.seeker).name == "已删除"
    assert db.session.get(Referral, world.referral).state == "withdrawn"
    assert "已经依法删除" in head.get(path_of(world, "care")).text
    assert "陈示例" not in head.get(f"/casework/seekers/{world.seeker}").text
    again = post(head, path_of(world), SURE, seen="/casework/")
    assert (again.status_code, errors(again)) == (409, ["本人的资料已经删除了。"])


def test_the_employer_sees_nothing_of_who_was_erased(whole_world, sign_in):
    world = whole_world
    agree(world)
    agree(world, Purpose.DISCLOSE, world.position)
    employer = sign_in("employer")
    old = f"/portal/referrals/{world.referral}"
    assert "陈示例" in employer.get(old).text
    post(sign_in("head"), path_of(world), SURE, seen=path_of(world))
    for path in (old, "/portal/"):
        answer = employer.get(path)
        assert "陈示例" not in answer.text
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_request_has_thirty_days_and_is_closed_once(world, sign_in):
    client = sign_in("caseworker")
    day = clock.today() - timedelta(days=25)
    when = [str(day.year), str(day.month), str(day.day)]
    data = {"kind": "copy", "received_on": when}
    assert post(client, path_of(world, "requests"), data, seen=path_of(world, "care")).status_code == 303
    fresh()
    (request,) = list_open_requests(world.district)
    assert request.due_on == day + timedelta(days=30)
    assert "还有 5 天" in client.get("/casework/").text
    page = client.get("/casework/data-requests")
    assert "复制、带走自己的资料" in page.text
    close = f"/casework/data-requests/{request.id}/close"
    refused = post(client, close, {}, seen="/casework/data-requests")
    assert (refused.status_code, len(errors(refused))) == (422, 1)
    done = {f"about_{request.id}": "done"}
    assert post(client, close, done, seen="/casework/data-requests").status_code == 303
    assert post(client, close, done, seen="/casework/").status_code == 409
    fresh()
    assert list_open_requests(world.district) == []


@pytest.mark.parametrize(
    "data", [{"kind": "copy", "received_on": ["2099", "1", "1"]}, {"kind": "copy"}, {"received_on": ["2026", "1", "1"]}]
)
def test_a_request_that_cannot_be_is_refused_beside_the_field(world, sign_in, data):
    data = {"received_on": ["", "", ""], **data}
    page = post(sign_in("caseworker"), path_of(world, "requests"), data, seen=path_of(world, "care"))
    assert (page.status_code, len(errors(page))) == (422, 1)
    assert list_requests_of(world.seeker) == []


def test_before_storing_ends_the_page_says_what_ends_and_what_stays(whole_world, sign_in):
    world, client = whole_world, sign_in("caseworker")
    for purpose, position in ((Purpose.STORE, None), (Purpose.RECOMMEND, None), (Purpose.DISCLOSE, world.position)):
        agree(world, purpose, position)
    text = client.get(path_of(world, "stop")).tree.xpath("string(//main)")
    for said in (
        "撤回同意：保存登记信息",
        "撤回同意：把姓名告诉示例食品厂",
        "撤回推荐：示例食品厂，包装工",
        "《网络数据安全管理条例》",
        "《人力资源市场暂行条例》",
    ):
        assert said in text, said
    refused = post(client, path_of(world, "stop"), seen=path_of(world, "stop"))
    assert (refused.status_code, len(errors(refused))) == (422, 1)
    fresh()
    assert find_consent(world.seeker, Purpose.STORE) is not None
    assert db.session.get(Referral, world.referral).state == "sent"


def test_no_more_storing_ends_everything_at_once(whole_world, sign_in):
    world, client = whole_world, sign_in("caseworker")
    assert path_of(world, "stop") not in client.get(path_of(world, "care")).text
    agree(world, Purpose.STORE)
    agree(world)
    agree(world, Purpose.DISCLOSE, world.position)
    assert path_of(world, "stop") in client.get(path_of(world, "care")).text
    answer = post(client, path_of(world, "stop"), {"told": "y"}, seen=path_of(world, "stop"))
    assert (answer.status_code, answer.headers["Location"]) == (303, path_of(world))
    assert "已经停止使用本人的资料" in client.get(path_of(world)).text
    fresh()
    assert [find_consent(world.seeker, one) for one in (Purpose.STORE, Purpose.RECOMMEND)] == [None, None]
    assert db.session.get(Referral, world.referral).state == "withdrawn"
    (request,) = list_requests_of(world.seeker)
    assert (request.kind, find_erasure(world.seeker)) == ("erase", None)
    post(client, path_of(world, "stop"), {"told": "y"}, seen=path_of(world, "care"))
    fresh()
    assert len(list_requests_of(world.seeker)) == 1


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "auditor", "employer"])
def test_administrators_read_none_of_it(world, sign_in, role):
    client = sign_in(role)
    for path in (path_of(world), path_of(world, "care"), "/casework/data-requests", "/casework/retention"):
        assert client.get(path).status_code == 403
