"""Full numbers: only by POST, for a reason, once, kept as a view. Endings otherwise, and never beside an age."""

import uuid
from datetime import date

import pytest
from sqlalchemy import select

from jobmatch.people.tables import Certificate, Person, PersonView
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from tests.crawl import without_chance
from tests.pages.asking import errors, fresh, post
from tests.world import CITIZEN_NUMBER

CARD = f"{CITIZEN_NUMBER}43"
SHOWN = {CITIZEN_NUMBER: "110105 19491231 002X", CARD: "110105 19491231 002X 43"}


@pytest.fixture
def holder(world):
    """The seeker of the world with a certificate."""
    with act(by=MACHINE, action="test"):
        card = Certificate(number=CARD, number_index="x", kind=4, grade=3, person_id=world.seeker)
        card.district_id, card.valid_from, card.valid_until = world.district, date(2020, 1, 1), date(2029, 12, 31)
        db.session.add(card)
    return f"/casework/people/{world.seeker}/numbers"


def kept():
    fresh()
    query = select(PersonView.what, PersonView.reason, PersonView.note).order_by(PersonView.at)
    return [tuple(row) for row in db.session.execute(query)]


def key_on(page):
    return page.tree.xpath("//input[@name='key']/@value")[0]


def ask(client, path, **data):
    page = client.get(path)
    given = {"key": key_on(page), "csrf_token": page.csrf, "what": "citizen_number", "reason": "check"}
    return client.post(path, data={**given, **data})


def test_only_endings_until_somebody_asks(holder, sign_in):
    page = sign_in("caseworker").get(holder)
    assert page.text.count("尾号 002X") == 2
    for hidden in (CITIZEN_NUMBER, CARD, *SHOWN.values(), "1949", "1990", "岁", "女"):
        assert hidden not in without_chance(page.text)
    assert kept() == [("numbers", None, None)]


@pytest.mark.parametrize("role", ["caseworker", "head"])
@pytest.mark.parametrize(("what", "number"), [("citizen_number", CITIZEN_NUMBER), ("certificate_number", CARD)])
def test_a_number_is_shown_on_the_answer_alone(world, holder, sign_in, role, what, number):
    client = sign_in(role)
    page = ask(client, holder, what=what, reason="contract", note="不记")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.tree.xpath("//div[contains(@class, 'app-number')]/text()") == [SHOWN[number]]
    assert SHOWN[number] not in client.get(holder).text
    assert (what, "contract", None) in kept()
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "number.opened")).one()
    assert (entry.user_id, entry.subject_id) == (world.users[role], world.seeker)
    assert entry.details.keys() == {"view", "what", "reason"}


def test_the_same_page_loaded_again_hides_the_number(holder, sign_in):
    client, key = sign_in("caseworker"), str(uuid.uuid4())
    assert SHOWN[CITIZEN_NUMBER] in ask(client, holder, key=key).text
    again = ask(client, holder, key=key)
    assert again.status_code == 200
    assert "号码已经隐藏" in again.text
    assert SHOWN[CITIZEN_NUMBER] not in again.text
    assert [one[0] for one in kept()].count("citizen_number") == 1
    assert key_on(again) != key


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"reason": ""}, "请选择为什么要看"),
        ({"what": ""}, "请选择要看哪个号码"),
        ({"what": "phone"}, "要看哪个号码"),
        ({"reason": "curious"}, "为什么要看"),
        ({"reason": "other"}, "请写明是什么原因"),
        ({"reason": "other", "note": "长" * 201}, "不能超过 200 个字"),
        ({"key": "x"}, "请再交一次"),
    ],
)
def test_without_a_reason_nothing_is_shown_or_kept(holder, sign_in, data, said):
    page = ask(sign_in("caseworker"), holder, **data)
    assert page.status_code == 422
    assert any(said in error for error in errors(page)), errors(page)
    assert not any(number in page.text for number in SHOWN.values())
    assert {one[0] for one in kept()} == {"numbers"}


def test_another_reason_is_kept_in_its_own_words(holder, sign_in):
    assert ask(sign_in("caseworker"), holder, reason="other", note="帮本人办公交卡").status_code == 200
    assert ("citizen_number", "other", "帮本人办公交卡") in kept()


def test_a_number_that_is_not_known_is_not_offered(world, sign_in):
    with act(by=MACHINE, action="test"):
        db.session.get(Person, world.seeker).citizen_number = None
    client, path = sign_in("caseworker"), f"/casework/people/{world.seeker}/numbers"
    page = client.get(path)
    assert "还没有登记证件号码" in page.text
    refused = post(client, path, {"key": str(uuid.uuid4()), "what": "citizen_number", "reason": "check"})
    assert refused.status_code == 422


@pytest.mark.parametrize("role", ["reviewer", "employer", "auditor", "statistician", "system_admin", "security_admin"])
def test_nobody_else_opens_a_number(holder, sign_in, role):
    assert sign_in(role).get(holder).status_code == 403
    assert post(sign_in(role), holder, {"what": "citizen_number", "reason": "check"}).status_code == 403
    assert kept() == []


def test_a_number_is_never_opened_by_an_address(holder, sign_in):
    page = sign_in("caseworker").get(f"{holder}?what=citizen_number&reason=check&key={uuid.uuid4()}")
    assert not any(number in page.text for number in SHOWN.values())
