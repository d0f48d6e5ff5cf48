"""The reader of uploaded tables: every way in which offices save one, and what is refused without harm (U1 to U5)."""

import json
import socket
import threading
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.documents import spreadsheet, spreadsheet_limits
from jobmatch.documents.spreadsheet import SpreadsheetError, read_table
from jobmatch.documents.spreadsheet_child import read
from jobmatch.documents.spreadsheet_limits import Refused
from tests import made_books
from tests.made_books import book, parts_of, sheet_xml, zipped

NUMBER = "11010519491231002X"
ROWS = [["姓名", "身份证号"], ["张三", NUMBER]]
CASES = Path(__file__).parents[2] / "cases" / "spreadsheets"
WITH_CHILD = spreadsheet._ask_child


def without_child(data, sheet=None):
    """What the child does, without one: starting it for every small case would be most of the time."""
    try:
        return json.loads(json.dumps(read(data, sheet)))
    except Refused as refused:
        return {"refused": refused.key, "values": refused.values}


@pytest.fixture(autouse=True)
def quick(request, monkeypatch):
    if "child" not in request.fixturenames:
        monkeypatch.setattr(spreadsheet, "_ask_child", without_child)


@pytest.fixture
def child():
    """The real thing: a process of its own."""


def cells(table):
    return [list(line.cells) for line in table.lines]


def refusal(data):
    with pytest.raises(SpreadsheetError) as caught:
        read_table(data)
    assert caught.value.sentence("zh_Hans_CN")
    assert caught.value.sentence("en")
    return caught.value.key


def text_of(rows, separator=","):
    return "\r\n".join(separator.join(row) for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_csv_is_read_in_whatever_it_was_saved(encoding, separator):
    table = read_table(text_of(ROWS, separator).encode(encoding))
    assert (table.format, cells(table)) == ("csv", ROWS)


def test_a_rare_character_survives_each_way(child):
    rows = [["姓名", "号"], ["𬀩䶮·买买提", "1"]]
    for data in (text_of(rows).encode("gb18030"), text_of(rows).encode(), book(rows)):
        assert cells(read_table(data)) == rows


def test_a_workbook_keeps_numbers_as_text_exactly_and_says_which_were_rounded():
    table = read_table(book([["号"], ["110105194912310021"], [110105194912310021], [13800000000]]))
    assert [line.cell(0) for line in table.lines][:2] == ["号", "110105194912310021"]
    assert table.lines[3].cell(0) == "13800000000"
    assert [dict(line.marks) for line in table.lines] == [{}, {}, {0: "rounded"}, {}]


def test_a_csv_says_which_numbers_a_spreadsheet_has_rounded():
    table = read_table(f'号\n1.10105E+17\n="{NUMBER}"\n'.encode())
    assert (table.lines[1].marks, table.lines[2].cell(0)) == ({0: "rounded"}, NUMBER)


def test_an_old_workbook_is_read_with_its_dates(child):
    table = read_table((CASES / "old_workbook.xls").read_bytes())
    assert table.format == "xls"
    assert cells(table)[1] == ["张三", "42", "110105194912310016", "2020-05-06"]
    assert table.lines[1].marks == {2: "rounded"}


def test_merged_cells_are_marked_and_empty_rows_keep_the_numbers():
    table = read_table(book([["乡镇", "姓名"], ["岳林街道", "甲"], ["", "乙"], ["", ""], ["", "丙"]], merges=["A2:A3"]))
    assert [(line.number, dict(line.marks)) for line in table.lines] == [(1, {}), (2, {}), (3, {0: "merged"}), (5, {})]


def test_a_formula_gives_the_saved_value_and_is_never_worked_out():
    table = read_table(book([["号"], [("f", 'WEBSERVICE("http://127.0.0.1/")', NUMBER)], [("f", "1+1", "")]]))
    assert cells(table) == [["号"], [NUMBER]]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_a_table"),
        ("<html><table>姓名</table></html>".encode(), "web_page"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "web_page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
        (b"PK\x03\x04 no archive", "damaged"),
        (zipped({"a.txt": "x"}), "other_archive"),
        (zipped({**parts_of(sheet_xml(ROWS)), "xl/vbaProject.bin": "x"}), "macros"),
        (zipped({"book.xlsx": book(ROWS)}), "other_archive"),
        (book(ROWS)[:-200], "damaged"),
        (text_of([["x" * 2001]]).encode(), "cell"),
        (("姓名\n" * 20_001).encode(), "rows"),
        (("," * 201 + "x").encode(), "columns"),
        ("姓名\n".encode() + b"\xff\xff\xff", "encoding"),
        (book([]), "empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table_is_refused_with_a_sentence(data, key):
    assert refusal(data) == f"spreadsheet.{key}"


def test_a_large_upload_is_refused_before_any_child_begins(monkeypatch):
    monkeypatch.setattr(spreadsheet, "_ask_child", lambda data: pytest.fail("it was opened"))
    assert refusal(b"x" * (spreadsheet_limits.MOST_BYTES + 1)) == "spreadsheet.bytes"


def test_bombs_are_refused_unopened_and_cost_no_memory(child):
    data = made_books.bomb()
    assert len(data) < 600_000
    assert refusal(data) == "spreadsheet.unpacked"
    tracemalloc.start()
    with pytest.raises(Refused):
        read(data)
    assert tracemalloc.get_traced_memory()[1] < 5 * 1024**2
    tracemalloc.stop()
    many = zipped({**parts_of(sheet_xml(ROWS)), **{f"xl/{number}.xml": "" for number in range(2_001)}})
    assert refusal(many) == "spreadsheet.entries"


def test_a_directory_that_lies_is_found_by_counting():
    assert refusal(made_books.with_lying_size(400_000, 4_000)) == "spreadsheet.lies"
    assert refusal(made_books.with_shared_bytes()) == "spreadsheet.damaged"


@pytest.mark.parametrize("width", ["utf-8", "utf-16"])
def test_entities_are_refused_and_nobody_is_called(width):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        called = threading.Event()
        threading.Thread(target=lambda: (listener.accept(), called.set()), daemon=True).start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        before = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{address}"><!ENTITY l "{"l" * 99}">]>'
        parts = {name: text.encode() for name, text in parts_of(sheet_xml(ROWS, before=before)).items()}
        sheet = parts["xl/worksheets/sheet1.xml"].decode().replace("张三", "&e;")
        assert refusal(zipped({**parts, "xl/worksheets/sheet1.xml": sheet.encode(width)})) == "spreadsheet.entities"
        assert not called.wait(0.05)


def test_a_sheet_of_all_the_cells_there_are_stays_in_its_limits(child):
    far = sheet_xml(ROWS).replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    assert refusal(zipped(parts_of(far))) in {"spreadsheet.too_much", "spreadsheet.rows", "spreadsheet.columns"}


def test_a_child_that_takes_too_long_is_stopped(child, monkeypatch):
    monkeypatch.setattr(spreadsheet, "_RUN", "while True: pass")
    monkeypatch.setattr(spreadsheet.limits, "WALL_SECONDS", 0.3)
    assert refusal(b"x") == "spreadsheet.too_much"


def test_the_child_has_no_environment_and_can_write_no_file(child, monkeypatch, tmp_path):
    monkeypatch.setenv("JOBMATCH_KEY_FILE", "secret")
    look = "import json, os; from jobmatch.documents.spreadsheet_child import limit; limit()\n"
    look += (
        f"try:\n  with open({str(tmp_path / 'x')!r}, 'w') as f: f.write('x')\nexcept OSError as e: wrote = e.errno\n"
    )
    look += "print(json.dumps({'refused': 'spreadsheet.rows', 'values': {'most': [sorted(os.environ), wrote]}}))"
    start = spreadsheet._RUN.split("; from")[0]
    monkeypatch.setattr(
        spreadsheet, "_RUN", f"import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); {start}\n{look}"
    )
    with pytest.raises(SpreadsheetError) as caught:
        read_table(b"x")
    names, wrote = caught.value.values["most"]
    assert ([one for one in names if "JOBMATCH" in one], wrote) == ([], 27)


@settings(max_examples=12)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]), st.data())
def test_any_bytes_are_a_table_or_a_sentence(noise, head, data):
    whole = book(ROWS)
    at = data.draw(st.integers(0, len(whole) - 1))
    for tried in (head + noise, whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]):
        try:
            assert read_table(tried).lines
        except SpreadsheetError as error:
            assert error.sentence("en")
