"""Reads a CSV as Chinese offices save it: UTF-8 with or without mark, GBK (GB18030), UTF-16; comma, tab, semicolon."""

import codecs
import csv
import io
import re

from jobmatch.documents.spreadsheet_limits import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Refused

ROUNDED = re.compile(r"[+-]?\d(\.\d+)?[eE]\+?\d{1,3}")
"""How a spreadsheet writes a long number that it no longer knows: 1.10105E+17."""

_AS_TEXT = re.compile(r'="([^"]*)"')
"""``="330283…"``: how programs tell Excel to leave a number alone; what is in quotes is what is meant."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",\t;"

Lines = list[tuple[int, list[str]]]


def read_text(data: bytes) -> tuple[str, Lines]:
    """Return the encoding and the lines with anything in them: the row's number (from 1) and its cells."""
    encoding, text = _decoded(data)
    if any(ord(character) < 32 and character not in "\t\r\n" for character in text[:100_000]):
        raise Refused("spreadsheet.not_a_table")
    if text.lstrip()[:200].lower().startswith(("<html", "<!doctype", "<?xml", "<table", "<meta", "<svg")):
        raise Refused("spreadsheet.web_page")
    return encoding, _lines(text)


def _decoded(data: bytes) -> tuple[str, str]:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is None and b"\x00" in data:
        raise Refused("spreadsheet.not_a_table")
    for name in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            return name, data.decode(name)
        except UnicodeDecodeError as error:
            at = data[: error.start].count(b"\n") + 1
    raise Refused("spreadsheet.encoding", row=at)


def _lines(text: str) -> Lines:
    csv.field_size_limit(MOST_CHARACTERS * 50)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    found: Lines = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise Refused("spreadsheet.rows", most=MOST_ROWS)
            if len(cells) > MOST_COLUMNS:
                raise Refused("spreadsheet.columns", most=MOST_COLUMNS)
            plain = [_plain(cell) for cell in cells]
            if any(plain):
                found.append((number, plain))
    except csv.Error:
        raise Refused("spreadsheet.not_a_table") from None
    return found


def _plain(cell: str) -> str:
    stripped = cell.strip()
    told = _AS_TEXT.fullmatch(stripped)
    return told[1].strip() if told else stripped
