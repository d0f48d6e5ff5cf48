"""The limited child that opens a spreadsheet: bytes in on standard input, JSON out, nothing else within reach.

It limits itself before it has seen a byte: processor time, memory, no file that grows, no core. It is started with an
empty environment and isolated, and imports nothing of the application but this reader.
"""

import json
import resource
import sys
from typing import Any

from jobmatch.documents import spreadsheet_limits as limits
from jobmatch.documents.spreadsheet_limits import Refused

_XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def limit() -> None:
    """Give away, for good, what reading a file does not need."""
    for what, most in (
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        _soft, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))


def read(data: bytes, sheet: str | None = None) -> dict[str, Any]:
    """Return the table in ``data``, known by what it holds and not by its name: the sheet of that name, or the first.

    Raises ``Refused``.
    """
    if not data:
        raise Refused("spreadsheet.empty")
    if data.startswith((_XLS, *_ZIP)):
        kind = "xls"
        if not data.startswith(_XLS):
            from jobmatch.documents.spreadsheet_zip import check_archive

            kind = check_archive(data)
        from jobmatch.documents.spreadsheet_book import read_book

        found = {"format": kind, "encoding": "", **read_book(data, sheet)}
        if kind == "xlsx":
            from jobmatch.documents.spreadsheet_marks import look_at

            found |= look_at(data, found["sheet"])
    else:
        found = _read_text(data)
    _check_cells(found["lines"])
    return found


def _read_text(data: bytes) -> dict[str, Any]:
    from jobmatch.documents.spreadsheet_text import ROUNDED, read_text

    encoding, lines = read_text(data)
    marks = [
        (number, place, "rounded")
        for number, cells in lines
        for place, cell in enumerate(cells)
        if len(cell) <= 30 and ROUNDED.fullmatch(cell)
    ]
    return {"format": "csv", "encoding": encoding, "sheet": "", "lines": lines, "marks": marks, "others": []}


def _check_cells(lines: list[tuple[int, list[str]]]) -> None:
    if not lines:
        raise Refused("spreadsheet.empty")
    for number, cells in lines:
        if any(len(cell) > limits.MOST_CHARACTERS for cell in cells):
            raise Refused("spreadsheet.cell", row=number, most=limits.MOST_CHARACTERS)


def main() -> None:
    """Read standard input and print the table, or why it is refused."""
    limit()
    try:
        answer = read(sys.stdin.buffer.read(limits.MOST_BYTES + 1), *sys.argv[1:2])
    except Refused as refused:
        answer = {"refused": refused.key, "values": refused.values}
    except MemoryError:
        answer = {"refused": "spreadsheet.too_much", "values": {}}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))
