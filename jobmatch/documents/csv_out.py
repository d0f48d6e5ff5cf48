"""Tables as CSV that a spreadsheet opens as text: no cell of ours is ever taken for a formula (OWASP; attack X1)."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator

_TRIGGERS = ("=", "+", "-", "@")
_BREAKS = ("\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets read Chinese as nonsense."""


def safe_cell(value: object) -> str:
    """Return ``value`` as text that no spreadsheet takes for a formula.

    Full-width signs count as well (some programs fold them), and what stands behind spaces. An apostrophe before the
    text is what spreadsheets themselves use to say "this is text".
    """
    text = "" if value is None else str(value)
    folded = unicodedata.normalize("NFKC", text).lstrip(" ")
    return f"'{text}" if folded.startswith(_TRIGGERS) or text.startswith(_BREAKS) else text


def csv_lines(header: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield the file line by line, the byte order mark first; every cell is quoted."""
    yield BYTE_ORDER_MARK
    yield _line(header)
    for row in rows:
        yield _line(row)


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()
