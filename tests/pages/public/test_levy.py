"""The public levy calculator: the same figures as the rules, every step on the page, nothing kept."""

import pytest

from tests.guards.test_get_changes_nothing import snapshot
from tests.pages.asking import errors, post

GOOD = {
    "employer_type": "enterprise",
    "headcount": "100",
    "payroll": "8,000,000",
    "ordinary_months": "12",
    "levy_date": ["2025", "9", "1"],
}


def ask(client, **changes):
    data = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    return post(client, "/levy", data, seen="/levy")


def text(page):
    return " ".join(page.tree.xpath("//main")[0].text_content().split())


def test_the_amount_is_that_of_the_rules_and_each_step_is_there(client, world):
    page = ask(client)
    assert page.heading == "应缴残保金 20,000 元"
    assert len(page.tree.xpath("//ol/li")) == 10
    assert "安排比例 1%，达到 1% 但不到 1.5%，按应缴额的 50% 缴纳" in text(page)
    assert "财政部公告2023年第8号" in text(page)
    assert "测算，以税务机关核定为准" in text(page)


def test_one_more_person_is_shown_with_what_it_saves(client, world):
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in ask(client).tree.xpath("//tbody/tr")]
    assert rows == [
        ["三级或四级残疾，全年", "0 元", "20,000 元", "1 人"],
        ["一级或二级残疾，全年", "0 元", "20,000 元", "1 人"],
    ]
    assert "再安排 6 个人月，达到应安排的人数" in text(ask(client))
    assert "再安排 11 个人月" in text(ask(client, ordinary_months="1"))


def test_just_above_the_exempt_size_it_says_so(client, world):
    assert "年平均人数不超过 30 人的企业免缴" in text(ask(client, headcount="30.5", ordinary_months=""))
    exempt = ask(client, headcount="30", ordinary_months="")
    assert exempt.heading == "免缴残保金"
    assert exempt.tree.xpath("//tbody") == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"headcount": ""}, "请填写上年在职职工平均人数"),
        ({"headcount": "0"}, "上年在职职工平均人数应在 1 到 1000000 之间"),
        ({"headcount": "3,5"}, "上年在职职工平均人数应是一个数，最多两位小数"),
        ({"headcount": "1e9"}, "上年在职职工平均人数应是一个数，最多两位小数"),
        ({"payroll": "1.234"}, "上年工资总额（元）应是一个数，最多两位小数"),
        ({"ordinary_months": "1201"}, "残疾职工的月数比全体职工一年的月数还多"),
        ({"employer_type": "shop"}, "单位类型请从列出的选项中选择"),
        ({"levy_date": ["2028", "1", "1"]}, "2028年1月1日的分档减缴和小单位免缴还没有规定"),
        ({"levy_date": ["1999", "1", "1"]}, "1999年1月1日应安排的比例没有查到"),
        ({"registered": ["2026", "1", "1"]}, "单位登记日期晚于申报日期"),
    ],
)
def test_a_wrong_answer_has_its_sentence_and_keeps_the_others(client, world, changes, said):
    page = ask(client, **changes)
    assert page.status_code == 422
    assert any(said in sentence for sentence in errors(page)), errors(page)
    kept = changes.get("payroll", "8,000,000")
    assert page.tree.xpath("//input[@name='payroll']/@value") == [kept]


def test_full_width_digits_are_understood(client, world):
    assert ask(client, headcount="１００", payroll="８０００００００").heading.startswith("应缴残保金")


def test_nothing_is_kept(client, world):
    before = snapshot()
    ask(client)
    assert snapshot() == before


def test_it_works_before_there_is_a_district(client):
    assert client.get("/levy").status_code == 200
    assert ask(client).heading == "应缴残保金 20,000 元"
