"""What a job changes: asked at the desk, answered with the law, a sheet for the family; nothing is kept."""

import pytest
from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from tests.pages.asking import errors, fresh, links, post

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def day():
    today = clock.today()
    return [str(today.year), str(today.month), str(today.day)]


@pytest.fixture
def address(whole_world):
    return f"/casework/referrals/{whole_world.referral}/changes"


def test_the_desk_asks_and_the_family_gets_a_sheet(whole_world, sign_in, address):
    client = sign_in("caseworker")
    assert address in links(client.get(f"/casework/referrals/{whole_world.referral}"), "/casework/referrals/")
    assert client.get(address).tree.xpath("//input[@name='wage']/@value") == ["2600"]
    answers = {"dibao": "yes", "living_subsidy": "yes", "nursing_subsidy": "yes", "starts_on": day(), "wage": "2600"}
    page = post(client, address, answers)
    (sheet,) = page.tree.xpath("//*[@id='sheet']")
    text = " ".join(sheet.text_content().split())
    for said in ("上班了，要马上告诉乡镇", "护理补贴：不变", "生活补贴：低保变了", "民政部门决定", "0574-0000 0000"):
        assert said in text, said
    assert "条例" not in text, "the law is for the desk"
    assert "《浙江省社会救助条例》第五十条" in page.text
    assert "（待确认）" in page.text


def test_what_the_family_draws_is_kept_nowhere(whole_world, sign_in, address):
    client = sign_in("caseworker")
    client.get(address)
    fresh()
    before = db.session.scalar(select(func.count()).select_from(AuditEntry))
    post(client, address, {"dibao": "yes", "starts_on": day(), "standard": "1234"})
    fresh()
    new = db.session.scalars(select(AuditEntry).order_by(AuditEntry.seq).offset(before)).all()
    assert {one.action for one in new} == {"person.viewed"}
    assert "1234" not in repr([one.details for one in new])


def test_a_day_that_is_no_day_is_told_and_the_rest_stays(whole_world, sign_in, address):
    page = post(sign_in("caseworker"), address, {"dibao": "yes", "starts_on": ["2026", "13", "1"], "wage": "三千"})
    assert (page.status_code, len(errors(page))) == (422, 2)
    assert page.tree.xpath("//input[@name='wage']/@value") == ["三千"]
    assert page.tree.xpath("//input[@name='dibao'][@checked]/@value") == ["yes"]
