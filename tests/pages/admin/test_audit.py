"""The auditor's pages: who did what to which id, page after page, whole or not, as a file without formulas."""

import csv
import io
from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import func, select

from jobmatch import worker
from jobmatch.doors.admin import audit as audit_door
from jobmatch.people.service import record_view
from jobmatch.storage.act import Actor, act
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from tests.integration.storage.test_audit import bend
from tests.pages.admin.places import table
from tests.pages.asking import counted, errors, fresh, links, post


def make_entries(world, number, action="planted.done", login="caseworker"):
    with act(by=Actor("human", world.users[login], world.district), action="planted.first"):
        for _ in range(number - 1):
            with act(by=Actor("human", world.users[login], world.district), action=action):
                pass


def entries(page):
    return table(page)


def test_what_was_done_is_found_by_who_what_whom_and_when(sign_in, world):
    with time_machine.travel(datetime(2026, 3, 1, 2, tzinfo=UTC)):
        record_view(world.actor(), world.seeker, "profile")
    client = sign_in("auditor")
    assert [row[2] for row in entries(client.get("/admin/audit?action=person.viewed"))] == ["caseworker"]
    assert len(entries(client.get("/admin/audit?login=caseworker"))) == 1
    assert len(entries(client.get("/admin/audit?since=2026&since=3&since=1&until=2026&until=3&until=1"))) == 1
    assert "没有查到记录" in client.get("/admin/audit?until=2026&until=2&until=28").text
    page = client.get(f"/admin/audit?table=users&id={world.users['auditor']}&action=user.signed_in")
    assert [row[3].split()[0] for row in entries(page)] == ["登录user.signed_in"]


def test_ids_are_shown_and_names_are_not(sign_in, whole_world):
    record_view(whole_world.actor(), whole_world.seeker, "profile")
    page = sign_in("auditor").get("/admin/audit")
    assert whole_world.seeker in page.text
    assert "陈示例" not in page.text
    assert "李新来" not in page.text


def test_pages_follow_each_other_without_a_gap(sign_in, world):
    make_entries(world, 120)
    client, seen, path = sign_in("auditor"), [], "/admin/audit"
    with counted() as statements:
        page = client.get(path)
    assert not [one for one in statements if "OFFSET" in one and "audit_entries" in one and "count" in one.lower()]
    while True:
        seen += [int(row[0]) for row in entries(page)]
        older = [href for href in links(page, "/admin/audit") if "before=" in href]
        if not older:
            break
        page = client.get(older[0])
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] == 1
    assert len(set(seen)) == seen[0]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("login=nobody", "没有这个账号名，请核对后再查"),
        ("action=nothing.done", "做了什么请从列出的选项中选择"),
        ("since=2026&since=2&since=30", "开始日期不是真实的日期"),
        ("until=9999&until=12&until=31", "年份应在 1990 到 2100 之间"),
        ("since=2026&since=3&since=2&until=2026&until=3&until=1", "结束日期早于开始日期，请核对"),
        (f"id={'x' * 65}", "编号不能超过 64 个字"),
    ],
)
def test_a_question_that_makes_no_sense_is_named_and_nothing_is_found(sign_in, world, query, sentence):
    page = sign_in("auditor").get(f"/admin/audit?{query}")
    assert (page.status_code, errors(page)) == (200, [sentence])
    assert not page.tree.xpath("//main//table")


@pytest.mark.parametrize("before", ["0", "-1", "x", "9" * 30, "１２"])
def test_a_place_that_is_no_number_is_the_beginning(sign_in, world, before):
    assert sign_in("auditor").get(f"/admin/audit?before={before}").status_code == 200


def test_an_entry_that_was_bent_is_named_on_its_page(sign_in, world):
    client = sign_in("auditor")
    assert "本页记录完好" in client.get("/admin/audit").text
    bend("UPDATE audit_entries SET action = 'user.nothing' WHERE seq = 1")
    page = client.get("/admin/audit")
    assert "本页有记录对不上" in page.text
    assert [row[0] for row in entries(page) if "被改动过" in row[3]] == ["1"]


def test_an_entry_that_was_taken_out_is_noticed_by_its_neighbour(sign_in, world):
    make_entries(world, 5)
    client = sign_in("auditor")
    bend("DELETE FROM audit_entries WHERE seq = 3")
    bend("UPDATE audit_entries SET seq = 3 WHERE seq = 4")
    assert "本页有记录对不上" in client.get("/admin/audit").text


def test_the_export_is_what_was_found_and_is_itself_an_entry(sign_in, world):
    make_entries(world, 130)
    client = sign_in("auditor")
    answer = post(client, "/admin/audit/export?login=caseworker")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=audit-")
    assert answer.headers["Cache-Control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(rows) == 130
    assert {row["login"] for row in rows} == {"caseworker"}
    fresh()
    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "audit.exported"))
    assert (entry.user_id, entry.details["user"]) == (world.users["auditor"], world.users["caseworker"])


def test_a_hostile_action_does_not_become_a_formula(sign_in, world):
    make_entries(world, 3, action="=HYPERLINK(1)")
    answer = post(sign_in("auditor"), "/admin/audit/export")
    actions = {row["action"] for row in csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))}
    assert "'=HYPERLINK(1)" in actions
    assert not [one for one in actions if one.startswith("=")]


def test_the_export_is_read_in_pieces_and_has_an_end(sign_in, world, monkeypatch):
    make_entries(world, 40)
    monkeypatch.setattr(audit_door, "EXPORT_MOST", 25)
    monkeypatch.setattr("jobmatch.storage.audit_search.AT_ONCE", 10)
    answer = post(sign_in("auditor"), "/admin/audit/export")
    seqs = [int(row["seq"]) for row in csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))]
    assert len(seqs) == 25
    assert seqs == list(range(seqs[0], seqs[0] - 25, -1))


def test_a_wrong_question_exports_nothing(sign_in, world):
    answer = post(sign_in("auditor"), "/admin/audit/export?login=nobody")
    assert answer.status_code == 303
    fresh()
    assert db.session.scalar(select(func.count()).where(AuditEntry.action == "audit.exported")) == 0


def test_the_whole_chain_is_checked_by_the_worker_when_asked(sign_in, world):
    client = sign_in("auditor")
    assert "整条链还没有核对过" in client.get("/admin/audit").text
    assert post(client, "/admin/audit/check").status_code == 303
    assert "还在等着办" in client.get("/admin/audit").text
    fresh()
    worker.run_due()
    page = client.get("/admin/audit")
    assert "还在等着办" not in page.text
    assert "完好" in page.text


def test_who_looked_at_how_many_is_counted_without_anybody_s_name(sign_in, whole_world):
    for _ in range(3):
        record_view(whole_world.actor(), whole_world.seeker, "profile")
    record_view(whole_world.actor("head"), whole_world.seeker, "profile")
    page = sign_in("auditor").get("/admin/views")
    counts = {row[0]: (row[2], row[3]) for row in table(page)}
    assert counts == {"caseworker": ("1", "3"), "head": ("1", "1")}
    assert whole_world.seeker not in page.text
    assert "陈示例" not in page.text
    nothing = sign_in("auditor").get("/admin/views?until=2020&until=1&until=1")
    assert "这段时间没有人看过求职者" in nothing.text


def test_the_auditor_s_first_page_and_nothing_of_others(sign_in, whole_world):
    client = sign_in("auditor")
    assert "审计链" in client.get("/admin/").text
    for path in ("/admin/accounts", "/admin/rights", "/casework/", f"/casework/seekers/{whole_world.seeker}"):
        assert client.get(path).status_code == 403
    assert post(client, f"/casework/seekers/{whole_world.seeker}/referrals").status_code == 403
