"""An employer's month grid: what counts, every reason why not, nothing of the register, nothing of another employer."""

from datetime import date

import pytest

from jobmatch.people.tables import Certificate
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.integration.employment.working import add_worker, claim, good_month, officer
from tests.pages.portal.working import YEAR, add_spell

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

ADDRESS = f"/portal/months?year={YEAR}"


def cells(page):
    """The words of the twelve cells of each person, without what only a screen reader says."""
    rows = page.tree.xpath("//table[contains(@class, 'app-months--people')]/tbody/tr")
    return [[cell.xpath("string((.//text())[1])").strip() for cell in row.xpath("td")] for row in rows]


def month(number, **changes):
    return good_month(f"{YEAR}-{number:02d}", **changes)


def test_each_month_says_what_has_become_of_it_and_why(world, sign_in):
    _spell, person = add_spell(world)
    claim(world, world.employer, person, month(3), month(4, wage_fen=100), month(5, medical_paid=None))
    page = sign_in("employer").get(ADDRESS)
    assert cells(page) == [["未在岗"] * 2 + ["计入", "不计入", "不计入"] + ["未申报"] * 7]
    text = " ".join(page.tree.xpath("//main")[0].text_content().split())
    assert "低于当月最低工资" in text
    assert "没有填写这个月是否缴纳医疗保险" in text
    assert page.tree.xpath("//dd//span[@class='app-stat__value']/text()") == ["1", "1/12", "7"]


def test_a_grid_is_a_table_with_headers_on_both_sides(world, sign_in):
    spell, _person = add_spell(world)
    table = sign_in("employer").get(ADDRESS).tree.xpath("//table[contains(@class, 'app-months--people')]")[0]
    assert len(table.xpath("thead//th[@scope='col']")) == 13
    assert table.xpath("tbody/tr/th[@scope='row']//a/@href") == [f"#year-{spell}"]


def test_who_counts_for_two_is_not_told_by_cell_or_sum(world, sign_in):
    for grade in (2, 4):
        _spell, person = add_spell(world, person=add_worker(world, grade))
        claim(world, world.employer, person, month(3))
    page = sign_in("employer").get(ADDRESS)
    assert [row[2] for row in cells(page)] == ["计入", "计入"]
    assert page.tree.xpath("//dd//span[@class='app-stat__value']/text()")[:2] == ["2", "2/12"]


def test_what_the_register_says_is_one_sentence_for_everything(world, sign_in):
    _spell, person = add_spell(world, person=add_worker(world, born_on=date(1957, 11, 5)))
    with act(by=MACHINE, action="ended"):
        card = db.session.query(Certificate).filter_by(person_id=person).one()
        card.valid_until = date(2024, 1, 9)
    claim(world, world.employer, person, month(3))
    text = sign_in("employer").get(ADDRESS).text
    assert text.count("按残联登记的资料，这个月不计入") == 1
    for told in ("2017", "2024", "就业年龄", "有效期"):
        assert told not in text.replace("2024年", "")


@pytest.mark.parametrize("role", ["employer", "other_employer"])
def test_both_of_two_claimants_read_the_same_and_nothing_of_each_other(world, sign_in, role):
    _spell, person = add_spell(world)
    add_spell(world, world.other_employer, person)
    claim(world, world.employer, person, month(3))
    claim(world, world.other_employer, person, month(3), by=officer(world, "other_employer"))
    page = sign_in(role).get(ADDRESS)
    assert cells(page)[0][2] == "核实中"
    assert page.tree.xpath("//dd//span[@class='app-stat__value']/text()")[0] == "0"
    other = {"employer": "另一家", "other_employer": "示例食品厂"}[role]
    assert other not in page.text
    assert "两家" not in page.text


@pytest.mark.parametrize("year", ["1999", "２０９９", "x", ""])
def test_a_year_without_a_page_is_not_found(world, sign_in, year):
    assert sign_in("employer").get(f"/portal/months?year={year}").status_code == 404


def test_a_year_written_in_wide_digits_is_understood(world, sign_in):
    wide = str(YEAR).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert sign_in("employer").get(f"/portal/months?year={wide}").heading == f"{YEAR}年就业月份"


def test_another_employer_s_people_are_not_there(world, sign_in):
    add_spell(world, world.other_employer)
    assert "金月明" not in sign_in("employer").get(ADDRESS).text
