"""The scorecard at the desk: figures of a period, the rows behind each, a workbook."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from docx import Document

from jobmatch import clock
from jobmatch.accounts.queries import find_district
from jobmatch.reports.indicators import INDICATORS
from jobmatch.storage.act import MACHINE, act

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def asked(first, last):
    pairs = [
        (name, part) for name, day in (("since", first), ("until", last)) for part in (day.year, day.month, day.day)
    ]
    return "&".join(f"{name}={part}" for name, part in pairs)


@pytest.fixture
def period():
    return asked(clock.today() - timedelta(days=1), clock.today() + timedelta(days=1))


@pytest.fixture
def desk(two_districts, sign_in):
    return sign_in("caseworker")


def figures(page):
    names = page.tree.xpath("//dt[@class='app-figures__name']//text()")
    values = page.tree.xpath("//dd[@class='app-figures__value']/strong/text()")
    return dict(zip((one.strip() for one in names if one.strip()), values, strict=True))


def test_figures_are_counted_in_the_period_that_is_asked_for(desk, period):
    now = figures(desk.get(f"/casework/scorecard?{period}"))
    then = figures(desk.get(f"/casework/scorecard?{asked(date(2001, 1, 1), date(2001, 6, 30))}"))
    assert (now["参加电商招聘会"], now["成为电商合伙人"]) == ("1", "1")
    assert set(then.values()) == {"0"}
    assert len(now) == len(INDICATORS)


def test_a_figure_leads_to_the_people_it_counts(desk, period, two_districts):
    page = desk.get(f"/casework/scorecard?{period}")
    (href,) = page.tree.xpath("//a[text()='成为电商合伙人']/@href")
    rows = desk.get(href)
    assert rows.tree.xpath(f"//a[@href='/casework/people/{two_districts.seeker}']/text()") == ["陈示例"]
    assert "成为合伙人" in rows.text
    (back,) = rows.tree.xpath("//a[contains(@class, 'govuk-back-link')]/@href")
    assert figures(desk.get(back)) == figures(page)


def test_every_number_of_the_paragraphs_leads_to_its_rows(desk, period):
    page = desk.get(f"/casework/scorecard?{period}")
    (link,) = page.tree.xpath("//div[@class='app-report']//a[text()='1人成为合伙人']")
    assert desk.get(link.get("href")).tree.xpath("//h1")[0].text_content().strip().endswith("成为电商合伙人")
    assert "这段时间没有办理残保金抵扣。" in page.tree.xpath("//div[@class='app-report']")[0].text_content()


def test_another_districts_people_are_not_counted(desk, period):
    rows = desk.get(f"/casework/scorecard/ecommerce_attended/rows?{period}")
    assert "邻区人" not in rows.text


def test_no_such_indicator_is_404(desk):
    assert desk.get("/casework/scorecard/nothing/rows").status_code == 404


def test_a_period_that_ends_before_it_begins_is_said_and_the_half_year_is_shown(desk):
    page = desk.get(f"/casework/scorecard?{asked(date(2026, 6, 1), date(2026, 5, 1))}")
    assert page.status_code == 200
    assert "结束日期早于开始日期" in page.text


def test_the_workbook_says_what_the_page_says_and_names_nobody(desk, period):
    answer = desk.get(f"/casework/scorecard/file/xlsx?{period}")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    told = {row[0]: row[1] for row in sheet.iter_rows(min_row=3, values_only=True) if row[1] is not None}
    assert told == figures(desk.get(f"/casework/scorecard?{period}"))
    assert "陈示例" not in str(list(sheet.values))


def test_word_and_pdf_come_from_the_desk_too_and_name_nobody(desk, period):
    for form in ("docx", "pdf"):
        answer = desk.get(f"/casework/scorecard/file/{form}?{period}")
        assert answer.headers["Content-Disposition"].endswith(f'.{form}"')
    rows = Document(io.BytesIO(desk.get(f"/casework/scorecard/file/docx?{period}").data)).tables[0].rows
    told = {row.cells[1].text: row.cells[2].text for row in rows[1:]}
    assert told == figures(desk.get(f"/casework/scorecard?{period}"))
    assert desk.get("/casework/scorecard/file/exe").status_code == 404


def test_a_name_that_no_font_can_draw_is_said_and_no_box_is_drawn(desk, two_districts, world):
    with act(by=MACHINE, action="test"):
        find_district().name = "王\N{EGYPTIAN HIEROGLYPH A001}区"
    answer = desk.get("/casework/scorecard/file/pdf")
    assert answer.status_code == 422
    assert "\N{EGYPTIAN HIEROGLYPH A001}" in answer.text
    assert "U+13000" in answer.text


def test_a_figure_stands_beside_the_year_before_and_no_small_cell_is_shown(desk, period):
    page = desk.get(f"/casework/scorecard/ecommerce_attended/comparison?{period}")
    assert page.tree.xpath("//span[@class='app-stat__value']/text()") == ["1", "0", "+1"]
    tables = page.tree.xpath("//table[@class='app-table']")
    assert [one.xpath("string(caption)") for one in tables] == ["按乡镇街道", "按残疾类别", "按性别", "按年龄"]
    for table in tables:
        assert {cell.text for cell in table.xpath(".//td")} <= {"不显示", "0"}
    assert desk.get("/casework/scorecard/nothing/comparison").status_code == 404
