"""Roster files of every kind through the command, the workbook given back, the template."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from jobmatch.cli import main
from jobmatch.documents.spreadsheet import read_table
from jobmatch.levy.roster.template import COLUMNS
from jobmatch.wording.speaking import all_sentences
from tests.made_books import book
from tests.unit.levy.roster.made import citizen, person

DOCUMENT = Path(__file__).parents[4] / "docs" / "rosters.md"
EVIL = '=HYPERLINK("http://x","y")'


def rows_of(*people):
    return [list(COLUMNS), *([one.get(name, "") for name in COLUMNS] for one in people)]


@pytest.fixture
def run(tmp_path, monkeypatch):
    def call(data, *words, name="r.xlsx", year="2025", locale="zh_Hans_CN"):
        monkeypatch.setenv("JOBMATCH_LOCALE", locale)
        (tmp_path / name).write_bytes(data)
        words = ["roster", "check", str(tmp_path / name), "--year", year, *words]
        return CliRunner().invoke(main, words, catch_exceptions=False)

    return call


def test_findings_are_printed_as_json_with_the_right_exit(run):
    fine = run(book(rows_of(person())), "--json")
    assert (fine.exit_code, [one["level"] for one in json.loads(fine.stdout)]) == (0, ["ok"])
    low = run(book(rows_of(person(**{"3月工资": "100"}))), "--json", locale="en")
    assert low.exit_code == 2
    (one,) = json.loads(low.stdout)
    assert set(one) == {"row", "column", "level", "code", "sentence"}
    assert (one["row"], one["column"], one["level"], one["code"]) == (2, "O", "error", "wage_below_minimum")
    assert one["sentence"].startswith("March: 100 yuan paid, below the minimum wage of 2,490 yuan")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x7fELF\x02\x01\x01\x00", "not_a_table"),
        (b"PK\x03\x04" + b"x" * 50, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
        (b"<html><table></table></html>", "web_page"),
    ],
)
def test_what_is_no_roster_is_refused_with_a_sentence(run, data, code):
    refused = run(data, "--json")
    assert refused.exit_code == 2
    (one,) = json.loads(refused.stdout)
    assert (one["row"], one["level"], one["code"]) == (None, "error", code)
    assert one["sentence"]


def test_a_csv_in_gbk_is_read(run):
    text = "\r\n".join(",".join(row) for row in rows_of(person())).encode("gb18030")
    assert run(text, name="r.csv").exit_code == 0


def test_the_sheet_with_the_people_is_found_behind_a_cover(run):
    made, out = openpyxl.Workbook(), io.BytesIO()
    made.active.title, made.active["A1"] = "封面", "某公司花名册"
    sheet = made.create_sheet("名单")
    for row in rows_of(person(), person(sequence=125)):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet["M2"] = "=1000+2000"
    made.create_sheet("藏").sheet_state = "hidden"
    made["藏"]["A1"] = 1
    made.save(out)
    found = json.loads(run(out.getvalue(), "--json").stdout)
    assert [(one["row"], one["column"], one["code"]) for one in found] == [
        (None, None, "hidden_sheet"),
        (None, None, "other_sheet"),
        (2, "M", "formula"),
        (3, None, "hidden_row"),
    ]


def test_the_workbook_comes_back_with_the_findings_and_no_formula(run, tmp_path):
    people = person(姓名=EVIL, 备注="＝1+1", **{"3月工资": "100"}), person(sequence=125)
    run(book(rows_of(*people)), "--annotate", str(tmp_path / "out.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    cells = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {cell.data_type for cell in cells.values()} == {"s"}
    assert (cells["A2"].value, cells["B2"].value) == (EVIL, citizen())
    last = openpyxl.utils.get_column_letter(len(COLUMNS) + 1)
    assert cells[f"{last}1"].value == "核对结果"
    assert cells[f"{last}2"].value.startswith("【错误】 O 列，3月实付 100 元")
    assert cells[f"{last}3"].value == "【没问题】 没有发现问题，申报 12 个月。"
    assert "低于当月最低工资" in cells["O2"].comment.text
    again = run((tmp_path / "out.xlsx").read_bytes(), "--annotate", str(tmp_path / "again.xlsx"))
    assert "column_unknown" not in again.stdout
    assert openpyxl.load_workbook(tmp_path / "again.xlsx").worksheets[0].max_column == len(COLUMNS) + 1


def test_the_template_is_a_roster_with_nobody_on_it(run, tmp_path):
    made = CliRunner().invoke(main, ["roster", "template", str(tmp_path / "t.xlsx")])
    assert made.exit_code == 0
    data = (tmp_path / "t.xlsx").read_bytes()
    assert list(read_table(data).lines[0].cells) == list(COLUMNS)
    assert [one["code"] for one in json.loads(run(data, "--json").stdout)] == ["no_rows"]
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert {sheet.column_dimensions[letter].number_format for letter in "BC"} <= {"@", "General"}


def test_a_year_whose_law_is_not_known_is_refused(run):
    refused = run(book(rows_of(person())), year="2012")
    assert refused.exit_code == 2
    assert "2012" in refused.stderr


def test_every_code_is_listed_in_the_document():
    text = DOCUMENT.read_text(encoding="utf-8")
    said = ("roster.level.", "roster.template.", "roster.of_months", "roster.result", "roster.at_column")
    codes = {key.partition(".")[2] for key in all_sentences() if key.startswith("roster.") and not key.startswith(said)}
    assert not [code for code in sorted(codes) if f"`{code}`" not in text]
