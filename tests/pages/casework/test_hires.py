"""A hire typed once, and the months that follow."""

from datetime import timedelta

import pytest

from jobmatch import clock
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.queries import list_months, list_spells
from jobmatch.employment.service import Terms, end_spell
from jobmatch.referrals import service
from jobmatch.referrals.queries import find_referral
from jobmatch.referrals.service import Step
from jobmatch.referrals.tables import ReferralState
from jobmatch.storage.base import db
from tests.pages.asking import errors, fresh, links, post


def day(value):
    return [str(value.year), str(value.month), str(value.day)]


def terms(**changes):
    started = clock.today().replace(day=1) - timedelta(days=20)
    given = {"started_on": day(started), "contract_kind": "labour_contract", "wage": "3000", "employment_form": "1"}
    return {**given, **changes}


def hire(client, world, data):
    path = f"/casework/referrals/{world.referral}/hire"
    return post(client, path, data, seen=path)


def spells(world):
    fresh()
    return list_spells(world.seeker)


def test_the_form_chooses_nothing_for_the_caseworker(whole_world, sign_in):
    page = sign_in("caseworker").get(f"/casework/referrals/{whole_world.referral}/hire")
    assert not page.tree.xpath("//input[@checked]")
    assert page.tree.xpath("//input[@name='started_on']/@value") == day(clock.today())


def test_a_hire_leads_to_its_months(whole_world, sign_in):
    client = sign_in("caseworker")
    answer = hire(client, whole_world, terms(contract_until=day(clock.today() + timedelta(days=365)), wage="３,０００"))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/casework/people/{whole_world.seeker}/months")
    (spell,) = spells(whole_world)
    assert (spell.wage_fen, spell.form, spell.contract_kind, spell.recorded_by) == (
        300000,
        1,
        ContractKind.LABOUR_CONTRACT,
        whole_world.users["caseworker"],
    )
    page = client.get(answer.headers["Location"])
    assert page.heading == "陈示例的就业月份"
    assert "已登记录用" in page.text
    assert "示例食品厂" in page.text
    assert len(page.tree.xpath("//table[@class='app-table']/tbody/tr")) == len(list_months(whole_world.seeker)) == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"started_on": ["", "", ""]}, "请填写上班日期"),
        ({"started_on": ["2026", "2", "30"]}, "不是真实的日期"),
        ({"started_on": day(clock.today() - timedelta(days=500))}, "早于一年前"),
        ({"started_on": day(clock.today() + timedelta(days=200))}, "晚于三个月后"),
        ({"contract_until": day(clock.today() - timedelta(days=300))}, "合同到期日早于上班日期"),
        ({"contract_kind": ""}, "请选择用工方式"),
        ({"contract_kind": "slavery"}, "请从列出的选项中选择"),
        ({"wage": ""}, "请填写每月工资"),
        ({"wage": "0"}, "应在 1 到 200000 之间"),
        ({"wage": "三千"}, "应是整数"),
        ({"employment_form": ""}, "请选择就业形式"),
        ({"employment_form": "8"}, "请从列出的选项中选择"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(whole_world, sign_in, changes, said):
    page = hire(sign_in("caseworker"), whole_world, terms(**changes))
    assert page.status_code == 422
    assert len(errors(page)) == 1
    assert said in errors(page)[0]
    assert page.tree.findtext(".//title").startswith("错误：登记录用：陈示例")
    if "wage" not in changes:
        assert page.tree.xpath("//input[@name='wage']/@value") == ["3000"]
    assert spells(whole_world) == []


def test_what_is_over_cannot_become_a_hire(whole_world, sign_in):
    client = sign_in("caseworker")
    referral = find_referral(whole_world.district, whole_world.referral)
    service.take_answer(whole_world.actor("employer"), referral, Step(ReferralState.DECLINED, "filled"))
    page = client.get(f"/casework/referrals/{whole_world.referral}/hire")
    assert "现在不能登记录用" in page.text
    assert not page.tree.xpath("//main//form")
    page = post(client, f"/casework/referrals/{whole_world.referral}/hire", terms())
    assert page.status_code == 409
    assert "这条推荐已经结束" in errors(page)[0]
    assert page.tree.xpath("//input[@name='wage']/@value") == ["3000"]


def test_somebody_who_works_there_already_is_not_hired_again(whole_world, sign_in):
    client = sign_in("caseworker")
    hire(client, whole_world, terms())
    with_seeker_open(whole_world)
    again = service.refer(whole_world.actor(), whole_world.district, whole_world.seeker, whole_world.position)
    page = post(client, f"/casework/referrals/{again.id}/hire", terms())
    assert page.status_code == 409
    assert errors(page) == ["本人已在这家单位上班，不能重复登记。"]


def with_seeker_open(world):
    from jobmatch.seekers.tables import Seeker, SeekerState
    from jobmatch.storage.act import MACHINE, act

    with act(by=MACHINE, action="test"):
        db.session.get(Seeker, world.seeker).state = SeekerState.OPEN


def test_parts_of_months_name_their_days(whole_world, sign_in):
    started = (clock.today().replace(day=1) - timedelta(days=40)).replace(day=12)
    referral = find_referral(whole_world.district, whole_world.referral)
    spell = service.record_hire(whole_world.actor(), referral, Terms(started, ContractKind.FLEXIBLE, None, 260000))
    path = f"/casework/people/{whole_world.seeker}/months"
    page = sign_in("caseworker").get(path)
    cells = [cell for cell in page.tree.xpath("//td[contains(@class, 'app-month--')]/text()") if cell.strip()]
    assert cells[0].strip().startswith("12–")
    assert cells[-1].strip() == "进行中"
    end_spell(whole_world.actor(), spell, started + timedelta(days=3), "本人辞职")
    page = sign_in("caseworker").get(path)
    assert "12–15日" in page.text
    assert "已作废" in page.text
    assert "已结束" in page.text


def test_nobody_at_work_has_an_empty_page_with_a_way_back(world, sign_in):
    page = sign_in("caseworker").get(f"/casework/people/{world.seeker}/months")
    assert "还没有就业月份" in page.text
    assert f"/casework/seekers/{world.seeker}" in links(page, "/casework/seekers/")
