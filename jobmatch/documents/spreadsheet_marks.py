"""Which rows of an .xlsx sheet are hidden and which cells are formulas: calamine tells neither. For the limited child.

The archive was counted and has no document type, so its XML may be looked at; the sheet itself is only searched.
"""

import io
import posixpath
import re
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_FORMULA = re.compile(rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d{1,7})[\"']")
_CELL = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def look_at(data: bytes, sheet: str) -> dict[str, Any]:
    """Return the hidden rows and the (row, place) of the formulas of a sheet; none where it is strange."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = _part_of(archive, sheet)
            text = archive.read(part) if part else b""
    except (KeyError, ValueError, ET.ParseError, zipfile.BadZipFile):
        text = b""
    rows = _ROW.finditer(text) if b"hidden" in text else ()
    hidden = [_number(found[1]) for found in rows if _HIDDEN.search(found[1])]
    cells = (_CELL.search(found[1]) for found in _FORMULA.finditer(text))
    return {
        "hidden_rows": [number for number in hidden if number],
        "formulas": [(int(cell[2]), _place(cell[1])) for cell in cells if cell],
    }


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Find the sheet's part by its name in the workbook (ECMA-376 18.2.19)."""
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314  # no document type, counted before
    key = next(
        (one.get(_RELATION) for one in book.iter() if _plain(one.tag) == "sheet" and one.get("name") == sheet), None
    )
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  # as above
    target = next((one.get("Target") for one in relations.iter() if one.get("Id") == key), None)
    return None if target is None else posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2]


def _number(attributes: bytes) -> int:
    found = _NUMBER.search(attributes)
    return int(found[1]) if found else 0


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
