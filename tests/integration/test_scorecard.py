"""``report scorecard``: the reported figures come out of the rows of an invented district, and out of nothing else."""

import io
import json
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner
from docx import Document
from pypdf import PdfReader
from sqlalchemy import text

from jobmatch import clock
from jobmatch.accounts.queries import find_district
from jobmatch.cli import main
from jobmatch.demo.scale import SAMPLE
from jobmatch.doors.casework.scorecard.rows import rows_shown
from jobmatch.reports import scorecard
from jobmatch.reports.comparison import compare
from jobmatch.reports.indicators import INDICATORS, Indicator, Unit
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.workshops.subsidy_tables import SubsidyPayment

HALF_YEAR = ("--from", "2018-01-01", "--to", "2018-06-30")

UNITS = {"quota_employers": "家", "subsidy_paid": "元", "institutions_subsidised": "家", "homes_insured": "家"}


@pytest.fixture
def report(invented_district):
    """Run ``jobmatch report scorecard`` over the half year."""
    return lambda *more: CliRunner().invoke(main, ["report", "scorecard", *HALF_YEAR, *more])


def figures(result):
    return {one["key"]: one["value"] for one in json.loads(result.stdout)["indicators"]}


def expected():
    service = SAMPLE.job_service
    return {
        "ecommerce_attended": service.ecommerce,
        "ecommerce_partners": service.partners,
        "ecommerce_shops": service.shops,
        "demand_registered": service.at_fair + service.outside,
        "employed": service.employed,
        "special_support": service.supported,
        "assisted_placed": SAMPLE.placed,
        "assisted_new": SAMPLE.placed_new,
        "institutions_subsidised": 7,
        "subsidy_paid": 1710000,
        "homes_insured": 9,
        **dict(zip(("quota_employers", "quota_persons", "quota_new"), SAMPLE.quota, strict=True)),
        "holders_new": SAMPLE.holders_new,
        "holders": SAMPLE.holders,
    }


def test_the_figures_are_the_reported_ones(report):
    assert figures(report("--format", "json")) == expected()
    for one in json.loads(report("--json").stdout)["indicators"]:
        assert set(one) == {"key", "name", "value", "unit", "approximate", "source"}
        assert (one["unit"], one["approximate"]) == (UNITS.get(one["key"], "人"), False)


@pytest.mark.parametrize("key", [key for key in INDICATORS if key != "subsidy_paid"])
def test_the_rows_are_as_many_as_the_figure_and_one_less_is_one_less(report, key, app):
    rows = json.loads(report("--rows", key).stdout)
    before = figures(report())
    assert len(set(rows["ids"])) == len(rows["ids"]) == before[key]
    delete(rows)
    assert figures(report())[key] == before[key] - 1


def delete(rows):
    """Delete the first of the rows that a figure counts."""
    with act(by=MACHINE, action="row.deleted"):
        db.session.execute(text(f"DELETE FROM {rows['table']} WHERE id = :id"), {"id": rows["ids"][0]})


def test_whatever_a_figure_counts_may_be_deleted(report, app):
    """Also of this year, whose declarations have letters, and whose registrations submissions lead to."""
    period = ("--from", "2018-01-01", "--to", f"{clock.today()}")
    counted = [json.loads(report(*period, "--rows", key).stdout) for key in INDICATORS]
    before = figures(report(*period))
    with act(by=MACHINE, action="rows.deleted"):
        for rows in counted:
            for one in rows["ids"]:
                db.session.execute(text(f"DELETE FROM {rows['table']} WHERE id = :id"), {"id": one})
    after = figures(report(*period))
    # A home is insured anew each year: over several years its next insurance counts instead.
    assert [key for key in INDICATORS if not after[key] < before[key]] == ["homes_insured"]


def test_a_subsidy_less_is_its_amount_less(report, app):
    rows = json.loads(report("--rows", "subsidy_paid").stdout)
    before = figures(report())["subsidy_paid"]
    amount = db.session.get_one(SubsidyPayment, rows["ids"][0]).amount_fen
    delete(rows)
    assert figures(report())["subsidy_paid"] == before - amount // 100


def test_a_day_that_no_ledger_knows_is_refused(report):
    refused = report("--to", "9999-12-31")
    assert (refused.exit_code, "between 1990 and 2100" in refused.stderr) == (2, True)


def test_a_figure_may_be_what_its_rows_add_up_to(monkeypatch):
    money = Indicator(
        "holders", Unit.PERSONS, "payments", lambda *_period: ["7", "5"], worth=lambda rows: sum(map(int, rows))
    )
    monkeypatch.setattr(scorecard, "INDICATORS", {"holders": money})
    assert [one.value for one in scorecard.scorecard("", date(2018, 1, 1), date(2018, 6, 30), "en")] == [12]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--rows", "nothing"), "There is no indicator 'nothing'. There are: "),
        (("--to", "2017-12-31"), "Exchange --from and --to"),
        (("--to", "soon"), "does not match the format"),
        (("--format", "odt"), "'odt' is not one of"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(home, arguments, sentence):
    result = CliRunner().invoke(main, ["report", "scorecard", *HALF_YEAR, *arguments])
    assert result.exit_code == 2
    assert sentence in result.stderr or "no tables yet" in result.stderr or "no district" in result.stderr


def test_a_page_and_a_workbook_say_the_same_figures(report, tmp_path):
    page = report("--format", "html").stdout
    path = tmp_path / "scorecard.xlsx"
    path.write_bytes(report("--format", "xlsx").stdout_bytes)
    sheet = openpyxl.load_workbook(path).active
    told = {row[0]: (row[1], row[3]) for row in sheet.iter_rows(min_row=3, values_only=True) if row[1] is not None}
    for one in json.loads(report().stdout)["indicators"]:
        value = f"{one['value']:,}"
        assert told[one["name"]] == (value, one["source"])
        assert f"<strong>{value}</strong>" in page.split(f"<dt>{one['name']}</dt>")[1].split("</dd>")[0]


def test_word_and_pdf_say_the_same_figures(report):
    indicators = json.loads(report().stdout)["indicators"]
    told = [(one["name"], f"{one['value']:,}", one["unit"], one["source"]) for one in indicators]
    word = Document(io.BytesIO(report("--format", "docx").stdout_bytes))
    paragraphs = [one["text"] for one in json.loads(report().stdout)["paragraphs"]]
    assert {tuple(cell.text for cell in row.cells[1:]) for row in word.tables[0].rows[1:]} == set(told)
    pages = PdfReader(io.BytesIO(report("--format", "pdf").stdout_bytes)).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    assert [one for one in told if "".join("".join(one).split()) not in text] == []
    assert paragraphs == [one for one in paragraphs if one in {line.text for line in word.paragraphs}]
    assert paragraphs == [one for one in paragraphs if one in text]


def test_the_rows_of_every_figure_say_what_they_are_about(report, app):
    for key, indicator in INDICATORS.items():
        ids = json.loads(report("--rows", key).stdout)["ids"]
        with app.test_request_context("/"):
            shown = rows_shown(indicator.table, ids[:3])
        assert len(shown) == min(3, len(ids)), key
        assert all(one.name and one.href for one in shown), key
        assert all(any(one.facts) for one in shown), key


def test_groups_add_up_to_the_figure_and_lose_nobody(report, app):
    district = find_district().id
    for key, indicator in INDICATORS.items():
        found = compare(district, indicator, date(2018, 1, 1), date(2018, 6, 30))
        assert found.now == expected()[key], key
        for name, lines in found.lines.items():
            if all(one.now is not None for one in lines):
                assert sum(one.now for one in lines) == found.now, (key, name)
    assert set(found.lines) == {"town", "kind", "sex", "age"}
    assert sum(one.now for one in found.lines["sex"]) == SAMPLE.holders
