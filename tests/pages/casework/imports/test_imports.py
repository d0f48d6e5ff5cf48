"""The import at the desk, from the upload to the history: what is said, what is kept, what nobody else may see."""

import pytest
from sqlalchemy import func, select

from jobmatch import worker
from jobmatch.people.import_tables import ImportPart, ImportState, RegisterImport
from jobmatch.people.importing import service
from jobmatch.people.service import NewPerson, add_person
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage.base import db
from tests.integration.people.importing import file_of, person
from tests.made_books import bomb, book
from tests.pages.asking import errors, fresh, post
from tests.unit.people.importing.making import citizen_number

PATH = "/casework/register/imports"


@pytest.fixture
def desk(sign_in):
    return sign_in("caseworker")


def body(data, name="export.xlsx", csrf=""):
    """A form with a file as a browser sends it; the test client would leave a large one open on the disk."""
    parts = [f'name="csrf_token"\r\n\r\n{csrf}'.encode(), f'name="file"; filename="{name}"\r\n\r\n'.encode() + data]
    lines = b"".join(b"--edge\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts)
    return {"data": lines + b"--edge--\r\n", "content_type": "multipart/form-data; boundary=edge"}


def upload(client, data, name="export.xlsx"):
    return client.post(PATH, **body(data, name, client.get(PATH).csrf))


def one():
    fresh()
    return db.session.scalars(select(RegisterImport).order_by(RegisterImport.made_at.desc())).first()


def chosen(page):
    """The columns as the page has filled them in."""
    selects = page.tree.xpath("//main//select")
    return {each.get("name"): each.xpath("string(option[@selected]/@value)") for each in selects}


def previewed(client, *rows, data=None):
    """Upload, take the columns as they are filled in, let the worker work; returns the page of the preview."""
    answer = upload(client, data or file_of(*rows))
    assert answer.status_code == 303, errors(answer)
    page = client.get(answer.location)
    sent = post(client, answer.location, chosen(page), seen=answer.location)
    assert sent.status_code == 303, errors(sent)
    assert "正在核对" in client.get(sent.location).text
    worker.run_due()
    return client.get(sent.location)


def figures(page):
    values = page.tree.xpath("//main//*[@class='app-stat__value']")
    return [int(value.text_content()) for value in values]


def confirm(client, page, **fields):
    path = page.tree.xpath("//form[contains(@action, '/confirm')]/@action")[0]
    seen = page.tree.xpath("//input[@name='seen']/@value")[0]
    return post(client, path, {"seen": seen, **fields}, seen=path.removesuffix("/confirm"))


def holders():
    fresh()
    return db.session.scalar(select(func.count()).select_from(Person).where(Person.source == PersonSource.REGISTER))


def test_from_the_file_to_the_register(desk):
    page = previewed(desk, person(1), person(2))
    assert (page.heading, figures(page), holders()) == ("会改什么", [2, 0, 0, 0, 0, 0], 0)
    listed = desk.get(f"{PATH}/{one().id}/people?list=new")
    assert "持证1" in listed.text
    assert citizen_number(1) not in listed.text
    assert confirm(desk, page).status_code == 303
    assert "正在写入" in desk.get(f"{PATH}/{one().id}").text
    worker.run_due()
    assert (one().state, holders()) == (ImportState.CONFIRMED, 2)
    assert "已写入" in desk.get(PATH).text
    assert "这个文件以前写入过" in desk.get(upload(desk, file_of(person(1), person(2))).location).text


def test_every_finding_is_on_the_page_and_in_a_file_that_no_spreadsheet_takes_for_formulas(desk):
    bad = [*person(3)[:1], "=cmd|'/c calc'!A1", *person(3)[2:]]
    page = previewed(desk, person(1), bad, person(4, town="不存在镇"))
    assert (figures(page)[0], figures(page)[4]) == (2, 1)
    text = page.tree.find(".//main").text_content()
    assert "本区没有这个乡镇" in text
    path = f"{PATH}/{one().id}"
    taken = post(desk, f"{path}/findings", {}, seen=path)
    assert (taken.mimetype, taken.text.count("\r\n")) == ("text/csv", 3)
    assert "calc" not in taken.text


def test_rows_that_are_left_out_must_be_known_before_the_rest_is_written(desk):
    page = previewed(desk, person(1), ["无号", "1", *person(2)[2:]])
    refused = confirm(desk, page)
    assert (refused.status_code, errors(refused)) == (422, ["有些行没有读入：看过以后勾选这一项，再确认"])
    assert confirm(desk, page, known="y").status_code == 303
    worker.run_due()
    assert holders() == 1


def test_what_was_not_seen_is_not_confirmed(desk):
    page = previewed(desk, person(1))
    page.tree.xpath("//input[@name='seen']")[0].set("value", "other")
    path = f"{PATH}/{one().id}"
    answer = post(desk, f"{path}/confirm", {"seen": "other"}, seen=path)
    assert (answer.status_code, one().state) == (409, ImportState.PREVIEWED)
    assert "重新核对" in answer.text


def test_the_register_moved_on_and_the_page_says_so(desk, sign_in):
    first, head = previewed(desk, person(1)), sign_in("head")
    second = previewed(head, person(1), person(2))
    for client, page in ((desk, first), (head, second)):
        assert confirm(client, page).status_code == 303
        worker.run_due()
    page = head.get(f"{PATH}/{one().id}")
    assert ("名册又变了" in page.text, figures(page), holders()) == (True, [1, 0, 1, 0, 0, 0], 1)


def test_columns_must_be_said_and_each_once(desk):
    data = book([["姓名", "姓名", "证号", "有效期至"], ["甲", "乙", citizen_number(1) + "43", "2030-01-01"]])
    path = upload(desk, data).location
    page = desk.get(path)
    assert "有几列同名：姓名" in page.text
    answers = chosen(page)
    sent = post(desk, path, answers, seen=path)
    assert (sent.status_code, errors(sent)) == (422, ["请说明哪一列是姓名"])
    sent = post(desk, path, {**answers, "name": answers["certificate"]}, seen=path)
    assert (sent.status_code, errors(sent)) == (422, ["同一列选了两次，请改正其中一个"])
    assert post(desk, path, {**answers, "name": "1"}, seen=path).status_code == 303


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "empty.xlsx", "文件里没有内容"),
        (b"MZ\x90\x00\x03", "export.xlsx", "不是表格"),
        (file_of(), "export.xlsx", "列名下面没有内容"),
        (b"PK\x03\x04", "export.csv", "文件已损坏"),
        (b"x" * (10 * 1024 * 1024 + 1), "large.csv", "超过 10 MB"),
    ],
)
def test_a_file_that_is_none_is_refused_in_the_form(desk, data, name, said):
    answer = upload(desk, data, name)
    assert answer.status_code == 422
    assert said in errors(answer)[0]
    assert post(desk, PATH, {}, seen=PATH).status_code == 422


def test_a_bomb_is_refused_in_the_form(desk):
    answer = upload(desk, bomb())
    assert (answer.status_code, one()) == (422, None)


def test_only_who_may_send_a_file_may_send_a_large_one(client, sign_in):
    large = body(b"x" * 2_000_000)
    assert client.post(PATH, **large).status_code == 413
    assert sign_in("employer").post(PATH, **large).status_code == 413


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\\\x\\\\con", "con"),
        ("名" * 300 + ".xlsx", None),
        ("a\u202excod.exe", "axcod.exe"),
        ("<script>.csv", "<script>.csv"),
    ],
)
def test_a_file_s_name_is_only_ever_read(desk, name, kept):
    answer = upload(desk, file_of(person(1)), name)
    assert answer.status_code == 303
    assert one().file_name == (kept or f"{'名' * 115}.xlsx")
    assert "<script>.csv" not in desk.get(PATH).text


def test_an_import_that_is_put_aside_leaves_nothing(desk):
    previewed(desk, person(1))
    path = f"{PATH}/{one().id}"
    assert post(desk, f"{path}/discard", {}, seen=path).status_code == 303
    assert (one().state, db.session.scalar(select(func.count()).select_from(ImportPart))) == (ImportState.DISCARDED, 0)
    assert "没有写入" in desk.get(path).text
    assert desk.get(f"{path}/people?list=new").status_code == 200
    assert desk.get(f"{path}/columns").status_code == 302


def test_so_many_small_uploads_are_refused(desk, monkeypatch):
    monkeypatch.setattr(service, "MOST_OPEN", 2)
    answers = [upload(desk, file_of(person(1))).status_code for _ in range(3)]
    assert answers == [303, 303, 422]


def test_who_is_probably_known_is_decided_about_row_by_row(desk, world):
    known = NewPerson("持证1", PersonSource.REGISTRATION, phone="13800000001")
    key = add_person(world.actor(), world.district, known).id
    page = previewed(desk, person(1), person(2))
    assert figures(page)[:4] == [1, 0, 0, 1]
    at = f"{PATH}/{one().id}"
    path = f"{at}/decisions"
    asked = desk.get(path)
    values = asked.tree.xpath("//input[@name='row_2']/@value")
    assert values == [f"same:{key}", "other", "left_out", "later"]
    assert "姓名和电话一致" in asked.text
    assert citizen_number(1) not in asked.text
    assert post(desk, path, {"row_2": "same:nobody"}, seen=path).status_code == 422
    assert post(desk, path, {"row_2": "left_out", "seen": "another preview"}, seen=path).status_code == 409
    seen = asked.tree.xpath("//input[@name='seen']/@value")[0]
    assert post(desk, path, {"row_2": f"same:{key}", "seen": seen, "page": "1"}, seen=path).status_code == 303
    page = desk.get(at)
    assert ("按决定重新核对" in page.text, page.tree.xpath("//input[@name='seen']")) == (True, [])
    assert post(desk, f"{at}/check", {}, seen=at).status_code == 303
    fresh()
    worker.run_due()
    page = desk.get(at)
    assert figures(page)[:4] == [1, 1, 0, 0]
    assert confirm(desk, page).status_code == 303
    worker.run_due()
    assert holders() == 2
    assert "就是持证1" in desk.get(path).text
