"""Merging at the desk: both side by side, what goes over, the press, contests, and the way back."""

import pytest
from sqlalchemy import select

from jobmatch.data_care.queries import list_merges
from jobmatch.data_care.tables import Merge, MergeContest
from jobmatch.people.queries import find_consent, list_views
from jobmatch.people.service import record_view, withdraw_consent
from jobmatch.people.tables import Person, Purpose
from jobmatch.referrals import service as referrals
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from tests.crawl import without_chance
from tests.neighbours import neighbour
from tests.pages.asking import agree, errors, fresh, links, look_for, post
from tests.pages.casework.care.making import add_double, merge_now
from tests.world import CITIZEN_NUMBER

CHOSEN = {"people_phone": "gone", "seekers_wanted": "kept", "reason": "same_card"}


def preview(world, other):
    return f"/casework/people/{world.seeker}/merge/{other}"


def send(client, path, data):
    """Post the form of a preview as a browser would, with what it carries."""
    page = client.get(path)
    seen = page.tree.xpath("//input[@name='seen']/@value")[0]
    return client.post(path, data={"seen": seen, **data, "csrf_token": page.csrf})


def test_the_other_row_is_found_from_the_persons_page(world, sign_in):
    other, client = add_double(world), sign_in("caseworker")
    (way_in,) = links(client.get(f"/casework/seekers/{world.seeker}"), f"/casework/people/{world.seeker}/care")
    (search,) = links(client.get(way_in), f"{way_in.removesuffix('/care')}/merge")
    assert links(client.get(search), search + "/") == [preview(world, other)]
    sent = post(client, search, {"q": "没有这人"})
    assert "没有这人" not in sent.headers["Location"]
    assert "没有找到另一份资料" in client.get(sent.headers["Location"]).text


def test_the_preview_shows_both_and_no_number(world, sign_in):
    other = add_double(world)
    agree(world)
    agree(world, person_id=other)
    page = sign_in("caseworker").get(preview(world, other))
    for said in ("尾号 002X", "尾号 0000", "尾号 2222", "包装工", "客服", "同一项同意", "合并后要您决定的争议"):
        assert said in page.text, said
    for hidden in (CITIZEN_NUMBER, "13800000000", "1990"):
        assert hidden not in without_chance(page.text)
    assert not page.tree.xpath("//input[@checked]")


def test_a_merge_keeps_what_was_chosen_and_leads_on(world, sign_in):
    other, client = add_double(world), sign_in("caseworker")
    referral = referrals.refer(world.actor(), world.district, other, world.position).id
    answer = send(client, preview(world, other), CHOSEN)
    assert answer.status_code == 303
    fresh()
    kept = db.session.get(Person, world.seeker)
    assert (kept.phone, kept.citizen_number) == ("13911112222", CITIZEN_NUMBER)
    assert db.session.get(Seeker, world.seeker).wanted == ["包装工"]
    assert db.session.get(referrals.Referral, referral).seeker_id == world.seeker
    page = client.get(answer.headers["Location"])
    assert "已合并成一份" in page.text
    assert client.get(f"/casework/seekers/{other}").headers["Location"] == f"/casework/seekers/{world.seeker}"
    assert client.get(f"/casework/people/{other}/months").headers["Location"].endswith(f"{world.seeker}/months")
    assert f"/casework/seekers/{other}" not in look_for(client, "陈").text
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "people.merged")).one()
    assert (entry.details["kept"], entry.details["gone"]) == (world.seeker, other)
    assert "1391111" not in repr(entry.details)


def test_who_looked_at_either_row_is_told_of_one_person(world, sign_in):
    other = add_double(world)
    record_view(world.actor("head"), other, "months")
    merge_now(world, world.seeker, other)
    assert [one.what for one in list_views(world.seeker)] == ["months"]


def test_every_difference_must_be_chosen(world, sign_in):
    other, client = add_double(world), sign_in("caseworker")
    page = send(client, preview(world, other), {"people_phone": "gone"})
    assert page.status_code == 422
    assert len(errors(page)) == 2
    assert page.tree.xpath("//input[@name='people_phone'][@checked]/@value") == ["gone"]
    assert list_merges(world.district) == []


def test_who_edits_meanwhile_wins_and_the_preview_is_shown_anew(world, sign_in):
    other, client = add_double(world), sign_in("caseworker")
    page = client.get(preview(world, other))
    seen = page.tree.xpath("//input[@name='seen']/@value")[0]
    with act(by=MACHINE, action="test"):
        db.session.get(Person, other).phone = "13755556666"
    page = client.post(preview(world, other), data={**CHOSEN, "seen": seen, "csrf_token": page.csrf})
    assert page.status_code == 409
    assert errors(page) == ["在您确认之前，有人改过其中一份资料。下面是最新的内容，请重新核对后再合并。"]
    assert "尾号 6666" in page.text
    assert len(page.tree.xpath("//input[@checked]")) == 3
    assert list_merges(world.district) == []
    assert send(client, preview(world, other), CHOSEN).status_code == 303


def test_a_merge_of_what_is_merged_is_no_page(world, sign_in):
    other, client = add_double(world), sign_in("caseworker")
    merge_now(world, world.seeker, other)
    third = add_double(world)
    assert client.get(f"/casework/people/{third}/merge/{other}").status_code == 404
    assert client.get(preview(world, world.seeker)).status_code == 404
    assert client.get(preview(world, neighbour(world)["person_id"])).status_code == 404


def contested(world):
    """Both have agreed to be recommended; returns the merge and the contest."""
    other = add_double(world)
    agree(world)
    later = agree(world, person_id=other)
    merge_id = merge_now(world, world.seeker, other)
    contest = db.session.scalars(select(MergeContest).where(MergeContest.merge_id == merge_id)).one()
    assert contest.row_id == later.id
    return merge_id, contest.id, later.id


def test_a_contest_is_decided_with_one_choice(world, sign_in):
    merge_id, contest, later = contested(world)
    client, page = sign_in("caseworker"), f"/casework/merges/{merge_id}"
    assert "1 个争议待定" in client.get("/casework/merges").text
    refused = post(client, f"/casework/merge-contests/{contest}", {}, seen=page)
    assert (refused.status_code, len(errors(refused))) == (422, 1)
    data = {f"decision_{contest}": "other"}
    assert post(client, f"/casework/merge-contests/{contest}", data, seen=page).status_code == 303
    fresh()
    assert find_consent(world.seeker, Purpose.RECOMMEND).id == later
    again = post(client, f"/casework/merge-contests/{contest}", data, seen=page)
    assert (again.status_code, errors(again)) == (409, ["这个争议已经有人决定了。"])


def test_a_withdrawal_reaches_what_a_merge_put_aside(world, sign_in):
    merge_id, _contest, later = contested(world)
    withdraw_consent(world.actor(), find_consent(world.seeker, Purpose.RECOMMEND))
    post(sign_in("head"), f"/casework/merges/{merge_id}/undo", {"reason": "two_people"})
    fresh()
    assert db.session.get(type(find_consent(world.seeker, Purpose.STORE) or agree(world)), later).withdrawn_at


def test_the_head_takes_a_merge_back_and_nobody_else(world, sign_in):
    other = add_double(world)
    path = f"/casework/merges/{merge_now(world, world.seeker, other, 'gone')}"
    assert "撤销要由负责人来办" in sign_in("caseworker").get(path).text
    assert post(sign_in("caseworker"), f"{path}/undo", {"reason": "two_people"}).status_code == 403
    head = sign_in("head")
    assert post(head, f"{path}/undo", {}, seen=path).status_code == 422
    assert post(head, f"{path}/undo", {"reason": "two_people"}, seen=path).status_code == 303
    fresh()
    assert db.session.get(Person, world.seeker).phone == "13800000000"
    assert db.session.get(Person, other).merged_into_id is None
    assert "已撤销，两份资料都恢复了原样" in head.get(path).text
    assert head.get(f"/casework/seekers/{other}").status_code == 200
    again = post(head, f"{path}/undo", {"reason": "two_people"}, seen="/casework/")
    assert (again.status_code, errors(again)) == (409, ["这次合并已经撤销了。"])


def test_what_was_changed_since_is_named_and_stays(world, sign_in):
    other, head = add_double(world), sign_in("head")
    path = f"/casework/merges/{merge_now(world, world.seeker, other, 'gone')}"
    with act(by=MACHINE, action="test"):
        db.session.get(Person, world.seeker).phone = "13755556666"
    assert post(head, f"{path}/undo", {"reason": "wrong_choice"}, seen=path).status_code == 303
    fresh()
    assert db.session.get(Person, world.seeker).phone == "13755556666"
    page = head.get(path)
    assert "有 1 处后来改过" in page.text
    assert "电话" in page.text
    assert db.session.scalars(select(Merge)).one().left_alone == [["people", world.seeker, "phone"]]


@pytest.mark.parametrize("role", ["caseworker", "head"])
def test_a_later_merge_is_undone_first(world, sign_in, role):
    first, second = add_double(world), add_double(world)
    early = merge_now(world, world.seeker, first)
    merge_now(world, second, world.seeker)
    page = post(sign_in("head"), f"/casework/merges/{early}/undo", {"reason": "two_people"}, seen="/casework/")
    assert (page.status_code, errors(page)) == (409, ["这两份资料后来还有一次合并。请先撤销后来的那一次。"])
    leads = sign_in(role).get(f"/casework/seekers/{first}").headers["Location"]
    assert leads == f"/casework/seekers/{second}"


def test_another_districts_merges_are_not_there(world, sign_in):
    other = add_double(world)
    merge_id = merge_now(world, world.seeker, other)
    elsewhere = neighbour(world)
    with act(by=MACHINE, action="test"):
        district = db.session.get(Person, elsewhere["person_id"]).district_id
        db.session.get(Merge, merge_id).district_id = district
    client = sign_in("head")
    assert client.get(f"/casework/merges/{merge_id}").status_code == 404
    assert post(client, f"/casework/merges/{merge_id}/undo", {"reason": "two_people"}).status_code == 404
