"""Employers post their positions: typed section by section and kept, checked against the law, public at once."""

import time

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.employers import drafts, posting
from jobmatch.employers.draft_tables import PositionDraft
from jobmatch.employers.queries import find_position
from jobmatch.employers.tables import Closing, Position, PositionState
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from tests.pages.asking import agree, counted, errors, fresh, links, post

# What is asked here does not turn on the database: both are held by the constraints' tests and the matrix.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

NEW = "/portal/positions/new"
WORK = {"title": "盲人按摩师", "text": "给客人按摩肩颈，坐着做，有固定的床位。", "seats": "2"}
NEEDS = {"needed": ["use_both_hands"], "not_needed": ["see_screen"], "education": "", "licences": ""}


def terms(world, **changes):
    return {"town": world.town, "wage_min": "4500", "wage_max": "8000", "hours_week": "40"} | changes


def begun(client, **changes):
    """Begin a draft; returns its address."""
    answer = post(client, NEW, {**WORK, **changes})
    assert answer.status_code == 303
    return answer.headers["Location"].rsplit("/", 1)[0]


def fill(client, world, draft, **changes):
    sections = {"terms": terms(world, **changes), "needs": NEEDS, "offers": {"offers": ["screen_reader"]}}
    for part, data in sections.items():
        assert post(client, f"{draft}/{part}", data).status_code == 303, part


def published(client, draft):
    answer = post(client, f"{draft}/publish")
    assert answer.status_code == 303, errors(answer)
    return answer.headers["Location"].rsplit("/", 1)[1]


def kept():
    fresh()
    return db.session.scalars(select(PositionDraft)).one()


def the(world, key):
    fresh()
    return find_position(world.district, key)


def audited():
    fresh()
    return [one.action for one in db.session.scalars(select(AuditEntry).order_by(AuditEntry.seq))]


def test_a_position_is_written_in_sections_published_and_found_at_once(world, sign_in, client):
    employer = sign_in("employer")
    draft = begun(employer)
    fill(employer, world, draft)
    page = employer.get(draft)
    for said in ("盲人按摩师", "4500 元", "示例街道", "双手操作", "没有发现法律不允许"):
        assert said in page.text, said
    key = published(employer, draft)
    position = the(world, key)
    assert (position.wage_min_fen, position.wage_max_fen, position.seats) == (450000, 800000, 2)
    assert position.demands == {"see_screen": "not_needed", "use_both_hands": "needed"}
    assert (position.offers, position.state, position.heard_on) == (["screen_reader"], "open", clock.today())
    assert f"/jobs/{key}" in links(client.get("/jobs?q=按摩"), "/jobs/")
    assert db.session.scalars(select(PositionDraft)).all() == []
    assert audited()[-1] == "position.posted"


def test_what_is_changed_is_suggested_anew_within_a_second(world, sign_in):
    employer, desk = sign_in("employer"), sign_in("caseworker")
    address = f"/casework/seekers/{world.seeker}"
    agree(world)
    assert "包装工" in desk.get(address).text
    assert "装盒工" not in desk.get(address).text
    draft = post(employer, f"/portal/positions/{world.position}/edit").headers["Location"]
    assert post(employer, f"{draft}/work", {**WORK, "title": "包装工、装盒工"}).status_code == 303
    published(employer, draft)
    began = time.perf_counter()
    assert "装盒工" in desk.get(address).text
    assert time.perf_counter() - began < 1


def test_nothing_typed_is_lost_however_wrong_it_is(world, sign_in):
    client = sign_in("employer")
    draft = begun(client)
    wrong = terms(world, wage_min="三千", hours_week="四十", closes_on=["2020", "2", "30"])
    answer = post(client, f"{draft}/terms", wrong)
    assert answer.status_code == 422
    assert len(errors(answer)) == 3
    page = client.get(f"{draft}/terms")
    assert page.tree.xpath("//input[@name='wage_min']/@value") == ["三千"]
    assert page.tree.xpath("//input[@name='closes_on']/@value") == ["2020", "2", "30"]
    assert "每月工资，最低应是一个数" in client.get(draft).text
    assert post(client, f"{draft}/publish").status_code == 422


@pytest.mark.parametrize("then", ["later", ""])
def test_an_empty_title_is_kept_for_later_or_asked_for(world, sign_in, then):
    client = sign_in("employer")
    answer = post(client, NEW, {"title": "", "text": "坐着装盒", "then": then})
    assert answer.status_code == (303 if then else 422)
    assert kept().fields["text"] == ["坐着装盒"]
    assert "还没有名称的岗位" in client.get("/portal/positions").text


def test_an_empty_form_begins_nothing(world, sign_in):
    assert post(sign_in("employer"), NEW, {"title": " "}).status_code == 422
    assert db.session.scalars(select(PositionDraft)).all() == []


def test_what_the_law_forbids_is_not_published_and_one_button_mends_it(world, sign_in):
    client = sign_in("employer")
    draft = begun(client, text="坐着装盒，限肢体残疾。要求身体健康。")
    fill(client, world, draft)
    page = client.get(draft)
    assert "法律不允许，不能发布" in page.text
    assert "《中华人民共和国残疾人保障法》第三条、第三十八条" in page.text
    refused = post(client, f"{draft}/publish")
    assert (refused.status_code, len(errors(refused))) == (409, 1)
    assert db.session.query(Position).count() == 2
    for rule in ("kind_of_disability", "health"):
        assert post(client, f"{draft}/better", {"field": "text", "rule": rule}).status_code == 303
    key = published(client, draft)
    assert the(world, key).text == "坐着装盒，欢迎能完成下面写明的工作的残疾人。"


def test_needless_words_only_warn(world, sign_in):
    client = sign_in("employer")
    draft = begun(client, text="坐着装盒，形象好。")
    fill(client, world, draft)
    assert "建议修改" in client.get(draft).text
    key = published(client, draft)
    assert "建议修改" in client.get(f"/portal/positions/{key}").text


def test_a_wage_below_the_minimum_in_force_is_not_published(world, sign_in):
    client = sign_in("employer")
    draft = begun(client)
    fill(client, world, draft, wage_min="2300")
    assert "低于现行最低工资（2490 元/月）" in client.get(draft).text
    assert post(client, f"{draft}/publish").status_code == 409


def test_two_colleagues_who_change_one_position_are_told(world, sign_in):
    client = sign_in("employer")
    draft = post(client, f"/portal/positions/{world.position}/edit").headers["Location"]
    assert post(client, f"/portal/positions/{world.position}/edit").headers["Location"] == draft
    with act(by=MACHINE, action="test"):
        db.session.get(Position, world.position).seats = 7
    refused = post(client, f"{draft}/publish")
    assert refused.status_code == 409
    assert "同事也改过" in errors(refused)[0]
    assert the(world, world.position).seats == 7
    published(client, draft)
    assert the(world, world.position).seats == 2


def test_until_a_change_is_published_the_public_reads_the_old_words(world, sign_in, client):
    employer = sign_in("employer")
    draft = post(employer, f"/portal/positions/{world.position}/edit").headers["Location"]
    post(employer, f"{draft}/work", {"title": "新名称", "text": "新内容", "seats": "1"})
    assert client.get(f"/jobs/{world.position}").heading == "包装工"
    assert post(employer, f"{draft}/discard").status_code == 303
    assert client.get(f"/jobs/{world.position}").heading == "包装工"
    assert db.session.scalars(select(PositionDraft)).all() == []


def test_pause_close_and_open_again(world, sign_in, client):
    employer, address = sign_in("employer"), f"/portal/positions/{world.position}/state"
    for change, state, why in (
        ("pause", "paused", None),
        ("reopen", "open", None),
        ("close", "closed", Closing.EMPLOYER),
        ("reopen", "open", None),
    ):
        assert post(employer, address, {"change": change}).status_code == 303
        position = the(world, world.position)
        assert (position.state, position.closed_why) == (state, why)
        listed = f"/jobs/{world.position}" in links(client.get("/jobs"), "/jobs/")
        assert listed == (state == "open")
    assert post(employer, address, {"change": "delete"}).status_code == 400
    opened = ["position.paused", "position.reopened", "position.closed", "position.reopened"]
    assert [one for one in audited() if one in opened] == opened


def test_a_position_that_breaks_the_law_today_is_not_opened_again(world, sign_in):
    with act(by=MACHINE, action="test"):
        position = db.session.get(Position, world.position)
        position.state, position.wage_min_fen, position.wage_max_fen = PositionState.PAUSED, 100000, 100000
    refused = post(sign_in("employer"), f"/portal/positions/{world.position}/state", {"change": "reopen"})
    assert refused.status_code == 409
    assert "不能重新开放" in errors(refused)[0]
    assert the(world, world.position).state is PositionState.PAUSED


def test_work_in_another_town_is_where_that_town_is(world, sign_in):
    client = sign_in("other_employer")
    draft = begun(client)
    fill(client, world, draft)
    assert the(world, published(client, draft)).lat is None, "the employer's own town: its own address is nearer"
    employer = the(world, world.other_position).employer
    with act(by=MACHINE, action="test"):
        db.session.get(type(employer), employer.id).town_id = None
    draft = begun(client)
    fill(client, world, draft)
    assert the(world, published(client, draft)).lat == 29.65


def test_there_are_only_so_many_drafts(world, sign_in, monkeypatch):
    monkeypatch.setattr(drafts, "MOST", 1)
    client = sign_in("employer")
    begun(client)
    assert post(client, NEW, WORK).status_code == 409
    assert post(client, f"/portal/positions/{world.position}/edit").headers["Location"] == "/portal/positions"


def test_an_occupation_is_chosen_from_the_title(world, sign_in):
    client = sign_in("employer")
    draft = begun(client)
    page = client.get(f"{draft}/occupation")
    code = page.tree.xpath("//main//input[@type='radio']/@value")[0]
    other = post(client, f"{draft}/occupation", {"words": "在家做客服", "code": code})
    assert "4-04-05-03" in other.tree.xpath("//main//input[@type='radio']/@value")
    assert "code" not in kept().fields
    assert post(client, f"{draft}/occupation", {"code": code}).headers["Location"] == f"{draft}/terms"
    assert kept().fields["code"] == [code]
    fill(client, world, draft)
    assert the(world, published(client, draft)).occupation_code == code


def test_a_long_list_asks_no_more_than_a_short_one(world, sign_in):
    client = sign_in("employer")
    with counted() as few:
        client.get("/portal/positions")
    with act(by=MACHINE, action="test"):
        for number in range(5):
            facts = {"district_id": world.district, "employer_id": world.employer, "state": "open"}
            days = {"posted_on": clock.today(), "heard_on": clock.today()}
            db.session.add(Position(title=f"岗位{number}", **facts, **days))
    with counted() as many:
        assert len(links(client.get("/portal/positions"), "/portal/positions/")) == 7
    assert len(many) == len(few)


def test_an_employer_whose_position_is_gone_loses_the_draft_quietly(world, sign_in):
    """Two windows: one publishes, the other's next press finds nothing there."""
    client = sign_in("employer")
    draft = begun(client)
    fill(client, world, draft)
    published(client, draft)
    assert post(client, f"{draft}/publish").status_code == 404
    assert posting.find_faults(posting.posting_of(the(world, world.position))) == []
