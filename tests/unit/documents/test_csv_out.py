"""No cell of an export is taken for a formula, whatever somebody typed."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.documents.csv_out import BYTE_ORDER_MARK, csv_lines, safe_cell

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "  =1",
    "\u3000=1",
    '=HYPERLINK("http://example.invalid","x")',
    "=cmd|'/C calc'!A0",
    '=WEBSERVICE("http://example.invalid")',
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_looks_like_a_formula_becomes_text(hostile):
    assert safe_cell(hostile) == f"'{hostile}"


@pytest.mark.parametrize("plain", ["", "user.added", "张三", "1-2", "a=b", '{"a": 1}', "2026-11-25T10:00:00+08:00"])
def test_what_does_not_is_left_alone(plain):
    assert safe_cell(plain) == plain


def test_nothing_is_an_empty_cell_and_numbers_are_text():
    assert (safe_cell(None), safe_cell(5)) == ("", "5")


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), max_size=5))
def test_the_file_reads_back_as_what_was_written(rows):
    text = "".join(csv_lines(["a"], rows))
    assert text.startswith(BYTE_ORDER_MARK)
    read = list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))
    assert read == [["a"], *[[safe_cell(cell) for cell in row] for row in rows]]
    assert all(
        not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
        for row in read
        for cell in row
    )
