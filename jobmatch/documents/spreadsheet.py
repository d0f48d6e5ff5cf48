"""Reads an uploaded table (.xls, .xlsx, .ods, .csv) safely: in a child process with limits, as rows of text.

What passes out: text exactly as the file holds it, with its row number, and marks on cells whose text is not what
somebody wrote (rounded numbers, cells under a merge). What it means is decided by the subjects. The file itself is
kept nowhere.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jobmatch
from jobmatch.documents import spreadsheet_limits as limits
from jobmatch.wording import SentenceError

_HOME = str(Path(jobmatch.__file__).resolve().parents[1])
_RUN = f"import sys; sys.path.insert(0, {_HOME!r}); from jobmatch.documents.spreadsheet_child import main; main()"

ROUNDED, MERGED = "rounded", "merged"


class SpreadsheetError(SentenceError):
    """A file cannot be read; its sentence says why and what to do."""


@dataclass(frozen=True)
class Line:
    """A row with anything in it. ``number`` counts from 1 as the spreadsheet does; ``marks``: place → what is wrong."""

    number: int
    cells: tuple[str, ...]
    marks: Mapping[int, str]

    def cell(self, place: int) -> str:
        """Return the text in that place (from 0), empty where the row ends before it."""
        return self.cells[place] if 0 <= place < len(self.cells) else ""


@dataclass(frozen=True, repr=False)
class Table:
    """One visible sheet. ``others``, ``hidden_sheets``: the names of further sheets, which are not read.

    ``hidden_rows`` are among the lines, by number; ``formulas``: cells (row, place) whose text is a formula's value as
    it was last saved. Both are known of .xlsx only.
    """

    format: str
    encoding: str
    sheet: str
    lines: tuple[Line, ...]
    others: tuple[str, ...]
    hidden_sheets: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()


def read_table(data: bytes, sheet: str | None = None) -> Table:
    """Read the first visible sheet of ``data`` that holds anything, or the one of that name.

    Raises ``SpreadsheetError``; a hostile file costs seconds of one child and nothing else.
    """
    if len(data) > limits.MOST_BYTES:
        raise SpreadsheetError("spreadsheet.bytes", most=limits.MOST_BYTES // 1024**2)
    answer = _ask_child(data, sheet)
    if "refused" in answer:
        raise SpreadsheetError(answer["refused"], **answer["values"])
    marks: dict[int, dict[int, str]] = {}
    for number, place, mark in answer["marks"]:
        marks.setdefault(number, {})[place] = mark
    lines = tuple(Line(number, tuple(cells), marks.get(number, {})) for number, cells in answer["lines"])
    return Table(
        format=answer["format"],
        encoding=answer["encoding"],
        sheet=answer["sheet"],
        lines=lines,
        others=tuple(answer["others"]),
        hidden_sheets=tuple(answer.get("hidden_sheets", ())),
        hidden_rows=frozenset(answer.get("hidden_rows", ())),
        formulas=frozenset((row, place) for row, place in answer.get("formulas", ())),
    )


def _ask_child(data: bytes, sheet: str | None = None) -> dict[str, Any]:
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _RUN, *([sheet] if sheet else [])]
    # An empty folder to stand in and an empty environment: no key, no address of a database comes with it.
    with tempfile.TemporaryDirectory() as nowhere:
        try:
            done = subprocess.run(  # noqa: S603  # our own interpreter with our own line; the file comes on standard input
                command, input=data, capture_output=True, timeout=limits.WALL_SECONDS, cwd=nowhere, env={}, check=False
            )
        except subprocess.TimeoutExpired:
            raise SpreadsheetError("spreadsheet.too_much") from None
    if done.returncode or len(done.stdout) > limits.MOST_WRITTEN:
        # Stopped by a limit, or by what it was given: a sentence is all that anybody is told.
        raise SpreadsheetError("spreadsheet.too_much")
    answer: dict[str, Any] = json.loads(done.stdout.decode("utf-8", "replace"))
    return answer
