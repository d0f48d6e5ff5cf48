"""A roster file on the employer's page: every finding on screen or in the workbook, nothing kept, nobody looked up."""

import io
from datetime import date

import openpyxl
import pytest
from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.employment.claim_tables import MonthClaim
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.queries import citizen_number_index
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.integration.employment.working import add_certificate
from tests.made_books import book
from tests.pages.asking import errors, fresh
from tests.unit.levy.roster.made import citizen, person
from tests.unit.levy.roster.test_files import rows_of

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

YEAR = clock.today().year - 1
ADDRESS = "/portal/roster"


@pytest.fixture
def employer(world, sign_in):
    return sign_in("employer")


def low(month):
    changes = {f"{month}月工资": "100"}
    return person(合同开始日期=f"{YEAR - 1}-01-01", 合同结束日期=f"{YEAR + 1}-12-31", **changes)


def send(client, data, **more):
    form = {
        "year": str(YEAR),
        "back": "page",
        "file": (io.BytesIO(data), "花名册.xlsx"),
        "csrf_token": client.get(ADDRESS).csrf,
    }
    return client.post(ADDRESS, data={**form, **more}, content_type="multipart/form-data")


def test_every_finding_stands_on_the_page_and_nothing_is_written(employer):
    before = db.session.scalar(select(func.count()).select_from(MonthClaim))
    page = send(employer, book(rows_of(low(3), person(姓名="", sequence=125))))
    assert page.status_code == 200
    said = [" ".join(row.text_content().split()) for row in page.tree.xpath("//tbody/tr")]
    assert any(one.startswith("O2错误3月实付 100 元") for one in said)
    assert any(one.startswith("A3错误没有姓名") for one in said)
    fresh()
    assert db.session.scalar(select(func.count()).select_from(MonthClaim)) == before


def test_whoever_is_in_the_register_is_answered_like_before(world, employer):
    """The same roster, before and after its person is in the register, with a certificate of another grade."""
    data = book(rows_of(person()))
    before = send(employer, data).tree.xpath("//main")[0].text_content()
    with act(by=MACHINE, action="test"):
        one = Person(
            district_id=world.district, source=PersonSource.REGISTER, name="登记的人", born_on=date(1990, 3, 7)
        )
        number = CitizenNumber(citizen())
        one.citizen_number, one.citizen_number_index = number.value, citizen_number_index(number)
        db.session.add(one)
        db.session.flush()
        add_certificate(world, one.id, 1)
    assert send(employer, data).tree.xpath("//main")[0].text_content() == before


def good(sequence=123, **changes):
    days = {"合同开始日期": f"{YEAR - 1}-01-01", "合同结束日期": f"{YEAR + 1}-12-31"}
    return person(sequence, **days, **changes)


def confirm(client, page, **more):
    carried = {one.name: one.value for one in page.tree.xpath("//form[contains(@action, 'confirmed')]//input")}
    carried.pop("drops_gone", None)
    return client.post("/portal/roster/confirmed", data={**carried, **more})


def test_what_a_roster_changes_is_shown_confirmed_and_told_without_the_register(world, employer):
    page = send(employer, book(rows_of(good(), good(125, 姓名="李四"))))
    said = [" ".join(row.text_content().split()) for row in page.tree.xpath("//tbody/tr")]
    assert "张三新增申报 1月、2月、3月、4月、5月、6月、7月、8月、9月、10月、11月、12月" in said
    fresh()
    assert db.session.scalar(select(func.count()).select_from(MonthClaim)) == 0
    done = confirm(employer, page)
    assert (done.status_code, done.location) == (303, f"/portal/declaration?year={YEAR}")
    after = employer.get(done.location)
    assert "改动 2 人、24 个月" in after.text
    cells = after.tree.xpath("//td[contains(@class, 'app-month')]")
    assert {cell.text_content().strip() for cell in cells} == {"已申报"}
    assert confirm(employer, page).status_code == 303
    assert "登记的人" not in after.text
    assert "没有改动" in employer.get(done.location).text
    assert "没有要改的" in send(employer, book(rows_of(good(), good(125, 姓名="李四")))).text


def test_a_file_with_an_error_about_a_person_cannot_be_confirmed(employer):
    page = send(employer, book(rows_of(good(), good(125, 姓名=""))))
    assert page.tree.xpath("//form[contains(@action, 'confirmed')]") == []
    forged = {"year": str(YEAR), "carried": "x", "csrf_token": page.csrf}
    refused = employer.post("/portal/roster/confirmed", data=forged)
    assert refused.status_code == 422
    assert "过期" in errors(refused)[0]
    assert employer.post("/portal/roster/confirmed", data={**forged, "year": "9" * 5_000}).status_code == 422


def test_the_workbook_comes_back(employer):
    answer = send(employer, book(rows_of(low(3))), back="workbook")
    assert answer.headers["Content-Disposition"] == "attachment; filename=roster-checked.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    assert "低于当月最低工资" in sheet["O2"].comment.text


def test_what_is_no_table_is_refused_beside_the_field(employer):
    refused = send(employer, b"\x7fELF\x02\x01\x01\x00")
    assert refused.status_code == 422
    assert "不是表格" in errors(refused)[0]
    assert "请选择文件" in errors(employer.post(ADDRESS, data={"csrf_token": employer.get(ADDRESS).csrf}))[0]


def test_the_template_is_a_workbook(employer):
    answer = employer.get("/portal/roster/template")
    assert openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]["A1"].value == "姓名"
