"""Reads a workbook (.xls, .xlsx, .ods) with calamine: the values as they were saved, never a formula worked out."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from jobmatch.documents.spreadsheet_limits import MOST_COLUMNS, MOST_ROWS, Refused

EXACT_BELOW = 10**15
"""A number in a cell has fifteen figures that count; longer ones were rounded when they were typed in."""

Marks = list[tuple[int, int, str]]


def read_book(data: bytes, wanted: str | None = None) -> dict[str, Any]:
    """Return a visible sheet, the first that holds anything or the one of that name: its name, its lines, its marks.

    With it come the names of the other sheets that hold anything, the visible ones and the hidden ones.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        seen = {one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible}
        full = [sheet for sheet in map(book.get_sheet_by_name, book.sheet_names) if sheet.start is not None]
    except PasswordError:
        raise Refused("spreadsheet.locked") from None
    except (CalamineError, ValueError, OSError):
        raise Refused("spreadsheet.damaged") from None
    shown = [sheet for sheet in full if sheet.name in seen]
    hidden = [sheet.name for sheet in full if sheet.name not in seen]
    if not shown:
        return {"sheet": "", "lines": [], "marks": [], "others": [], "hidden_sheets": hidden}
    read = next((sheet for sheet in shown if sheet.name == wanted), shown[0])
    lines, marks = _read(read)
    others = [sheet.name for sheet in shown if sheet is not read]
    return {"sheet": read.name, "lines": lines, "marks": marks, "others": others, "hidden_sheets": hidden}


def _read(sheet: CalamineSheet) -> tuple[list[tuple[int, list[str]]], Marks]:
    if sheet.total_height > MOST_ROWS:
        raise Refused("spreadsheet.rows", most=MOST_ROWS)
    if sheet.total_width > MOST_COLUMNS:
        raise Refused("spreadsheet.columns", most=MOST_COLUMNS)
    lines, marks = [], list(_covered(sheet))
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = [_text(value) for value in row]
        marks += [(number, place, "rounded") for place, value in enumerate(row) if _is_rounded(value)]
        if any(cells):
            lines.append((number, cells))
    return lines, marks


def _covered(sheet: CalamineSheet) -> Iterator[tuple[int, int, str]]:
    """Go through the cells that a merge covers; what is written there belongs to the first cell alone."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in range(top, min(bottom, MOST_ROWS) + 1):
            for column in range(left, min(right, MOST_COLUMNS) + 1):
                if (row, column) != (top, left):
                    yield row + 1, column, "merged"


def _is_rounded(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= EXACT_BELOW


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
