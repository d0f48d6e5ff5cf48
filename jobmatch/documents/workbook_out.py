"""Workbooks as .xlsx in which every cell of ours is text: no spreadsheet takes one for a formula (attacks X1, X3)."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter

MOST_COMMENTS = 2_000
"""Comments are drawn one by one; above that the column with the findings says it all the same."""
_LONGEST = 32_000
"""A cell holds 32,767 characters (ECMA-376)."""


@dataclass
class Sheet:
    """A sheet to be written. ``rows``: number (from 1) → its texts; ``fills``, ``comments``: (number, place) → what.

    ``widths``: place → characters; ``text_columns`` keep what is typed into them as text; ``head`` is the number of
    the row that stays in view.
    """

    name: str
    rows: Mapping[int, Sequence[str]]
    head: int = 0
    widths: Mapping[int, int] = field(default_factory=dict)
    text_columns: Iterable[int] = ()
    fills: Mapping[tuple[int, int], str] = field(default_factory=dict)
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return an .xlsx of the sheets, the first one open."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        for sheet in sheets:
            _write(book, sheet)
    return out.getvalue()


def _write(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    plain = {"num_format": "@", "text_wrap": True, "valign": "top"}
    text, head = book.add_format(plain), book.add_format({**plain, "bold": True, "bottom": 1})
    colours = {one: book.add_format({**plain, "bg_color": one}) for one in sorted(set(sheet.fills.values()))}
    page = book.add_worksheet(sheet.name)
    for place in {*sheet.widths, *sheet.text_columns}:
        page.set_column(place, place, sheet.widths.get(place, 12), text if place in set(sheet.text_columns) else None)
    for number, cells in sheet.rows.items():
        for place, value in enumerate(cells):
            colour = sheet.fills.get((number, place))
            if value or colour:
                look = colours[colour] if colour else head if number == sheet.head else text
                page.write_string(number - 1, place, _clean(value), look)
    for (number, place), said in list(sheet.comments.items())[:MOST_COMMENTS]:
        page.write_comment(number - 1, place, _clean(said), {"x_scale": 2})
    # Numbers of people are text on purpose; without this each cell has a green corner.
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    if sheet.head:
        page.freeze_panes(sheet.head, 0)


def _clean(text: str) -> str:
    """Return what a workbook can hold: no half characters, not too long."""
    return text.encode("utf-8", "replace").decode()[:_LONGEST]
