"""Who has seen me: every look, newest first, with role and name, employers by their name, reasons in words."""

import ast
from pathlib import Path

from sqlalchemy import select

from jobmatch.people.disclosure import Field
from jobmatch.people.service import record_view
from jobmatch.people.tables import PersonView
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from jobmatch.web.labels import OPEN_REASONS, ROLES, VIEWS
from tests.pages.asking import agree, fresh
from tests.pages.casework.test_numbers import ask

ROOT = Path(__file__).resolve().parents[3]


def lines(page):
    rows = page.tree.xpath("//table/tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")] for row in rows]


def test_everybody_who_looked_stands_there_newest_first(whole_world, sign_in):
    agree(whole_world)
    path = f"/casework/people/{whole_world.seeker}"
    sign_in("caseworker").get(f"/casework/seekers/{whole_world.seeker}")
    sign_in("employer").get(f"/portal/referrals/{whole_world.referral}")
    ask(sign_in("head"), f"{path}/numbers", reason="other", note="办公交卡")
    page = sign_in("head").get(f"{path}/views")
    assert [row[1:] for row in lines(page)] == [
        ["负责人 head 账号", "完整的身份证号", "其他原因：办公交卡"],
        ["负责人 head 账号", "证件号码的后四位", ""],
        ["单位：示例食品厂", "推荐给这家单位的内容", ""],
        ["经办人 caseworker 账号", "求职档案和匹配建议", ""],
    ]
    assert page.heading == "谁看过陈示例"


def test_the_list_has_pages_and_reading_it_is_audited_not_listed(world, sign_in):
    client, path = sign_in("caseworker"), f"/casework/people/{world.seeker}/views"
    assert "还没有人看过" in client.get(path).text
    for _look in range(22):
        record_view(world.actor(), world.seeker, "months")
    first, second = client.get(path), client.get(f"{path}?page=2")
    assert [len(lines(page)) for page in (first, second)] == [20, 2]
    assert "共 22 次" in first.text
    fresh()
    read = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "views.read")).all()
    assert [(one.user_id, one.subject_id) for one in read] == [(world.users["caseworker"], world.seeker)] * 3
    assert len(db.session.scalars(select(PersonView)).all()) == 22


def test_the_person_page_leads_there(world, sign_in):
    record_view(world.actor(), world.seeker, "months")
    page = sign_in("caseworker").get(f"/casework/seekers/{world.seeker}")
    for what in ("numbers", "views"):
        assert page.tree.xpath(f"//a[@href='/casework/people/{world.seeker}/{what}']")


def test_in_english(world, sign_in):
    record_view(world.actor(), world.seeker, "months")
    page = sign_in("caseworker").get(f"/casework/people/{world.seeker}/views?lang=en")
    assert [row[1:3] for row in lines(page)] == [["Caseworker caseworker 账号", "Months of work"]]


def words_recorded(text):
    """The words with which ``record_view`` is called; None where one is not written out."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "record_view":
            yield getattr(node.args[2], "value", getattr(node.args[2], "id", None))


def test_every_look_has_a_name_that_can_be_read_out():
    found = {word for path in (ROOT / "jobmatch").rglob("*.py") for word in words_recorded(path.read_text())}
    assert "VIEW" in found  # matching's own constant
    assert found - {"VIEW"} | {"suggestions"} | {Field.CITIZEN_NUMBER, Field.CERTIFICATE_NUMBER} == set(VIEWS)
    assert list(words_recorded("record_view(by, key, 'planted')")) == ["planted"]


def test_every_role_and_reason_has_a_name():
    from jobmatch.accounts.tables import Role
    from jobmatch.people.tables import OpenReason

    assert set(ROLES) == set(Role)
    assert set(OPEN_REASONS) == set(OpenReason)
