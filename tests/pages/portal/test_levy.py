"""What if, on an employer's own months: the rules' figures on the page, nothing kept, nothing of a grade told."""

from datetime import date

import pytest
import time_machine

from jobmatch import clock
from jobmatch.employers.tables import Position, PositionState
from jobmatch.employment.claim_tables import ClaimState
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.tables import Spell
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.guards.test_get_changes_nothing import snapshot
from tests.integration.employment.working import add_worker, claim, officer
from tests.pages.asking import errors, links, post

GOOD = {"employer_type": "enterprise", "headcount": "100", "payroll": "8000000"}
MIDSUMMER = date(2026, 7, 10)
ONE_DATABASE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""For what is about the page: the rows are asked for in the same way."""


@pytest.fixture(autouse=True)
def midsummer():
    with time_machine.travel(MIDSUMMER, tick=True):
        yield


@pytest.fixture
def works(world):
    """Somebody who has worked here since January: three months are credited, four begun, five still to come."""
    world.worker = add_worker(world)
    world.spell = begin(world, world.worker)
    claim(world, world.employer, world.worker, *(f"2026-0{month}" for month in (1, 2, 3)))
    return world


def begin(world, person, **terms):
    of = {"district_id": world.district, "person_id": person, "employer_id": world.employer}
    day = {"started_on": date(2025, 1, 1), "contract_kind": ContractKind.LABOUR_CONTRACT, "form": 1}
    made = {"recorded_by": world.users["caseworker"], "recorded_at": clock.now()}
    with act(by=MACHINE, action="spell.begun"):
        spell = Spell(**{**of, **day, **made, **terms})
        db.session.add(spell)
        db.session.flush()
    return spell.id


def ask(client, path="/portal/levy", **typed):
    return post(client, path, {**GOOD, **typed}, seen="/portal/levy")


def text(page):
    return " ".join(page.tree.xpath("//main")[0].text_content().split())


def tally(page):
    return [" ".join(one.text_content().split()) for one in page.tree.xpath("//*[@class='app-tally']//dd")]


def rows(page, caption):
    (table,) = (one for one in page.tree.xpath("//table") if caption in one.findtext("caption"))
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath(".//tbody/tr")]


def test_the_own_months_stand_there_before_anything_is_typed(works, sign_in):
    page = sign_in("employer").get("/portal/levy")
    assert tally(page) == ["3 个人月", "4 个人月", "5 个人月", "12 个人月"]
    assert sign_in("other_employer").get("/portal/levy").tree.xpath("//select[@name='leaver']") == []


def test_a_month_that_two_claim_is_in_neither_sum(works, sign_in):
    begin(works, works.worker, employer_id=works.other_employer)
    claim(works, works.other_employer, works.worker, "2026-02", by=officer(works, "other_employer"))
    for who, credited in (("employer", "2 个人月"), ("other_employer", "0 个人月")):
        page = sign_in(who).get("/portal/levy")
        assert tally(page)[0] == credited
        assert "另有 1 个人月正在核实" in text(page)


@ONE_DATABASE
def test_as_things_are_and_the_forms_lines(works, sign_in):
    page = ask(sign_in("employer"))
    assert page.heading == "预计应缴残保金 20,000 元"
    lines = dict(rows(page, "申报表第 4 至 12 行"))
    assert lines["7 实际安排人数"] == "1"
    assert (lines["6 应安排比例"], lines["9 应纳费额"]) == ("1.5%", "40,000 元")
    assert (lines["10 减免费额"], lines["12 应补（退）费额"]) == ("20,000 元", "20,000 元")
    assert "2026 年安排的月份，影响 2027 年缴的残保金" in text(page)
    assert "残联只核定安排的人和月份" in text(page)
    assert links(page, "/jobs/") == [f"/jobs/{works.position}"]


@ONE_DATABASE
def test_whoever_comes_saves_and_the_last_useful_month_is_marked(works, sign_in):
    page = ask(sign_in("employer"), ordinary_count="1", ordinary_from="7")
    assert page.heading == "能少缴残保金 20,000 元"
    assert "增加 1 位残疾职工，2026年7月起上班，到年底" in text(page)
    assert rows(page, "再来一位")[:4] == [
        ["2026年7月起，6 个月", "20,000 元 最晚", "20,000 元"],
        ["2026年8月起，5 个月", "16,666.67 元", "20,000 元"],
        ["2026年9月起，4 个月", "13,333.33 元", "20,000 元"],
        ["2026年10月起，3 个月", "10,000 元", "20,000 元 最晚"],
    ]
    assert [row[1:] for row in rows(page, "几人到零")] == [["1 人", "1 人"], ["1 人", "1 人"]]


@ONE_DATABASE
def test_whoever_goes_costs_the_months_that_were_still_to_come(works, sign_in):
    page = ask(sign_in("employer"), leaver=works.spell, leaver_from="10")
    # 9 months of 12 left: below 1 %, so nine tenths of (1.5 - 0.75) x 80,000 and no longer half of 40,000.
    assert page.heading == "要多缴残保金 34,000 元"
    assert "少 3 个月" in text(page)
    assert "在岗的人" not in " ".join(page.tree.xpath("//*[@class='app-sheet']")[0].text_content().split())


def test_who_counts_for_two_is_typed_and_never_told(works, sign_in):
    severe = add_worker(works, grade=1)
    begin(works, severe)
    (counted,) = claim(works, works.employer, severe, "2026-01")
    assert (counted.state, counted.weight) == (ClaimState.ACCEPTED, 2)
    client = sign_in("employer")
    assert "已计入 4 个" in text(ask(client))
    assert dict(rows(ask(client), "申报表"))["7 实际安排人数"] == "2"
    assert dict(rows(ask(client, severe_months="12"), "申报表"))["7 实际安排人数"] == "3"


@ONE_DATABASE
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"headcount": ""}, "请填写2026 年在职职工平均人数"),
        ({"payroll": "eight"}, "2026 年工资总额（元）应是一个数"),
        ({"severe_months": "13"}, "这一年一共只有 12 个人月"),
        ({"ordinary_count": "2"}, "请选择从几月起上班"),
        ({"severe_from": "9"}, "请填写增加几位"),
        ({"ordinary_count": "1", "ordinary_from": "6"}, "请从列出的选项中选择"),
        ({"ordinary_count": "1000", "ordinary_from": "9"}, "应在 0 到 999 之间"),
        ({"leaver": "nobody", "leaver_from": "9"}, "请从列出的选项中选择"),
        ({"leaver_from": "9"}, "请选择谁的合同结束"),
    ],
)
def test_a_wrong_answer_has_its_sentence_and_keeps_the_others(works, sign_in, typed, said):
    page = ask(sign_in("employer"), social_avg="90000", **typed)
    assert page.status_code == 422
    assert any(said in sentence for sentence in errors(page)), errors(page)
    assert page.tree.xpath("//input[@name='social_avg']/@value") == ["90000"]


@ONE_DATABASE
def test_a_year_gone_by_is_only_assessed_and_the_next_waits_for_its_rules(works, sign_in):
    client = sign_in("employer")
    past = ask(client, "/portal/levy?year=2025", ordinary_count="1", ordinary_from="7")
    assert past.heading == "预计应缴残保金 20,000 元"
    assert past.tree.xpath("//input[@name='ordinary_count']") == []
    ahead = ask(client, "/portal/levy?year=2027")
    assert ahead.status_code == 422
    assert any("还没有规定" in sentence for sentence in errors(ahead))
    assert client.get("/portal/levy?year=2024").status_code == 404
    assert client.get("/portal/levy?year=1e9").status_code == 404


@ONE_DATABASE
def test_contracts_that_cannot_count_are_not_expected(works, sign_in):
    flexible, ends = add_worker(works), add_worker(works)
    begin(works, flexible, contract_kind=ContractKind.FLEXIBLE)
    begin(works, ends, contract_until=date(2026, 8, 31))
    assert "20 个人月" in text(sign_in("employer").get("/portal/levy"))


def test_nothing_typed_is_kept_and_closed_positions_are_not_offered(works, sign_in):
    with act(by=MACHINE, action="position.closed"):
        db.session.get(Position, works.position).state = PositionState.CLOSED
    client = sign_in("employer")
    before = snapshot()
    assert links(ask(client), "/jobs/") == []
    assert snapshot() == before
