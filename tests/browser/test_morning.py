"""A clerk's morning: an export comes in, somebody is recognised, a family, three villages' round."""

from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import func, select

from jobmatch import clock, worker
from jobmatch.accounts.tables import Village
from jobmatch.app import create_app
from jobmatch.demo.reserved import certificate_number, reserved_citizen_number
from jobmatch.people.companions import list_family
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage.base import db
from tests.browser.engines import axe_faults, sideways_scroll
from tests.browser.keyboard import choose, press, type_into
from tests.databases import settings_in
from tests.made_books import book

HEADER = ["姓名", "残疾人证号", "发证日期", "有效期至", "乡镇街道", "联系电话", "状态"]
ISSUED = ["2026-10-08", "2036-10-07"]
NEWCOMER = "样晨新"


@dataclass
class Known:
    """What the morning is about: somebody entered without a card, somebody with a family, three villages."""

    double: str
    name: str
    phone: str
    relative: str
    villages: list[str]


@pytest.fixture
def app(site):
    app = create_app(settings_in(site.home))
    with app.app_context():
        yield app


@pytest.fixture
def known(app):
    without = (Person.citizen_number_index.is_(None), Person.born_on.is_(None), Person.phone_index.is_not(None))
    double = db.session.scalars(select(Person).where(*without).order_by(Person.id)).first()
    shared = select(Person.address_index).group_by(Person.address_index).having(func.count() > 1)
    several = select(Person).where(Person.address_index.in_(shared)).order_by(Person.id)
    relative = next(one for one in db.session.scalars(several) if list_family(one))
    homes = select(Person.village_id).where(Person.source == PersonSource.REGISTER).group_by(Person.village_id)
    full = homes.order_by(func.count().desc(), Person.village_id).limit(3)
    villages = list(db.session.scalars(select(Village.name).where(Village.id.in_(full.scalar_subquery()))))
    found = Known(double.id, double.name, double.phone, relative.id, villages)
    db.session.rollback()
    return found


def export(known):
    rows = []
    for turn, (name, phone) in enumerate(((known.name, known.phone), (NEWCOMER, ""))):
        number = reserved_citizen_number(date(1979, 3, 4 + turn), is_male=True, turn=490)
        rows.append([name, certificate_number(number, 4, 3).value, *ISSUED, "锦屏街道", phone, "正常"])
    return {"name": "export.xlsx", "mimeType": "application/octet-stream", "buffer": book([HEADER, *rows])}


def work():
    db.session.rollback()
    worker.run_due()


def recognise(page, known):
    """The export, up to the preview, and the one row that only a person can decide about."""
    page.goto("/casework/register/imports")
    page.set_input_files("input[type=file]", export(known))
    press(page, page.get_by_role("button", name="上传并核对"))
    page.locator("h1", has_text="各列是什么").wait_for()
    press(page, page.get_by_role("button", name="看会改什么"))
    page.locator("h1", has_text="名册导入").wait_for()
    work()
    page.reload()
    at = page.url
    press(page, page.get_by_role("link", name="要人来定的"))
    page.locator("h1", has_text="要人来定的").wait_for()
    assert (axe_faults(page), sideways_scroll(page)) == ([], 0)
    choose(page, page.locator(f"input[value='same:{known.double}']"))
    press(page, page.get_by_role("button", name="记下这些决定"))
    press(page, page.get_by_role("button", name="按决定重新核对"))
    page.locator("h1", has_text="名册导入").wait_for()
    work()
    page.goto(at)


def write(page):
    press(page, page.get_by_role("button", name="确认写入"))
    page.locator("h1", has_text="正在写入").wait_for()
    work()
    page.reload()
    page.locator("h1", has_text="已写入").wait_for()


def clean_a_double(page):
    """Of two rows that look alike a clerk says that they are two people; one pair less is left."""
    page.goto("/casework/duplicates")
    before = page.locator(".app-card").count()
    assert before > 1
    press(page, page.get_by_role("button", name="不是同一个人").first)
    page.locator(".govuk-notification-banner--success", has_text="两个人").wait_for()
    assert page.locator(".app-card").count() == before - 1


def send_rounds(page, villages):
    page.goto("/casework/rounds")
    press(page, page.get_by_role("button", name="开始一轮"))
    page.locator("h1", has_text="开始一轮动态更新").wait_for()
    year = clock.today().year + 1
    type_into(page, page.locator("input[name=year]"), str(year))
    for place, text in enumerate((str(year), "12", "31")):
        type_into(page, page.locator("input[name=due_on]").nth(place), text)
    type_into(page, page.locator("input[name=villages]"), "、".join(villages))
    press(page, page.get_by_role("button", name="开始", exact=True))
    page.locator(".govuk-notification-banner--success", has_text="已开始").wait_for()
    assert page.locator("main tbody tr").count() == len(villages)


def test_a_clerk_s_morning(open_page, app, known):
    page = open_page(role="caseworker", lang="zh_Hans_CN")
    recognise(page, known)
    write(page)
    db.session.rollback()
    somebody = db.session.get(Person, known.double)
    assert (somebody.source, somebody.phone) == (PersonSource.REGISTER, known.phone)
    assert db.session.scalar(select(func.count()).select_from(Person).where(Person.name == NEWCOMER)) == 1
    clean_a_double(page)
    page.goto(f"/casework/people/{known.relative}")
    assert page.get_by_role("heading", name="一家人").is_visible()
    assert page.locator(".app-card", has=page.get_by_role("heading", name="一家人")).get_by_role("link").count() >= 1
    send_rounds(page, known.villages)
