"""A whole roster: where its header is, which rows are people, and every finding about columns, rows and months."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jobmatch.documents.spreadsheet import Line, Table
from jobmatch.employment.counting import LawOn
from jobmatch.levy.roster.columns import REQUIRED, Columns, Said, find_header, joined_header, read_columns
from jobmatch.levy.roster.findings import Finding, Level
from jobmatch.levy.roster.judging import YearOfLaw
from jobmatch.levy.roster.months import judge_row
from jobmatch.levy.roster.rows import Reading, Row, read_row
from jobmatch.people.importing.rules.columns import plain_header

EXPLANATIONS = frozenset({"填写说明", "说明", "填表说明", "instructions"})
"""Sheets that our own template brings and that nobody expects to be read."""
_TOTALS = ("合计", "总计", "小计", "共计", "总数", "total", "subtotal")
_REMARKS = re.compile(r"填表|制表|审核|复核|负责人|经办|备注|说明|单位名称|联系|以下|(?:注|单位|日期|附)[:：(（]")
_YEAR = re.compile(r"(20\d\d)\s*年")


@dataclass(frozen=True)
class Roster:
    """A checked roster. ``header_row`` counts from 1, 0 = no header was found; ``rows`` are those that are people."""

    header_row: int
    header: tuple[str, ...]
    columns: Columns
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Tell whether anything has to be mended."""
        return any(one.level is Level.ERROR for one in self.findings)

    def errors_of(self, number: int) -> list[Finding]:
        """Return the errors of a row."""
        return [one for one in self.findings if one.row == number and one.level is Level.ERROR]


def check_roster(table: Table, year: int, today: date, law_on: LawOn) -> Roster:
    """Return everything that is found in a table for a work year, in the order of its rows.

    Raises ``NoLegalValueError`` where the law of that year is not known.
    """
    lines = table.lines
    at = find_header([line.cells for line in lines])
    about = [Finding(0, -1, Level.WARNING, "hidden_sheet", {"sheet": name}) for name in table.hidden_sheets]
    others = [name for name in table.others if name.lower() not in EXPLANATIONS]
    about += [Finding(0, -1, Level.WARNING, "other_sheet", {"sheet": name, "read": table.sheet}) for name in others]
    if at is None:
        about.append(Finding(0, -1, Level.ERROR, "no_header"))
        return Roster(0, (), Columns(), (), tuple(about))
    at, header, below = _whole_header(lines, at)
    columns = read_columns(header, year)
    number = lines[at].number
    about += [*_of_title(lines[:at], year), *_of_columns(columns, header, number, year)]
    rows, found = _rows(table, lines[below:], columns, header, YearOfLaw(year, today, law_on))
    if not rows:
        about.append(Finding(number, -1, Level.ERROR, "no_rows"))
    found += _doubles(rows)
    troubled = {one.row for one in found if one.level is not Level.OK}
    found += [
        Finding(row.number, -1, Level.OK, "row_ok", {"count": len(row.worked)})
        for row in rows
        if row.number not in troubled
    ]
    found.sort(key=lambda one: (one.row, one.column))
    return Roster(number, tuple(header), columns, tuple(rows), (*about, *found))


def _whole_header(lines: Sequence[Line], at: int) -> tuple[int, list[str], int]:
    """Return where the header begins, its names, and where what is below it begins; it may stand in two rows."""
    for top in (at - 1, at):
        if top >= 0 and top + 1 < len(lines):
            whole = joined_header(lines[top].cells, lines[top + 1].cells)
            if whole is not None:
                return top, whole, top + 2
    return at, list(lines[at].cells), at + 1


def _of_title(above: Sequence[Line], year: int) -> Iterator[Finding]:
    for line in above:
        for place, text in enumerate(line.cells):
            years = {int(found) for found in _YEAR.findall(text[:200])}
            if years and not years & {year, year + 1}:
                yield Finding(line.number, place, Level.WARNING, "title_year_differs", {"year": year})


def _of_columns(columns: Columns, header: Sequence[str], number: int, year: int) -> Iterator[Finding]:
    for said in REQUIRED:
        if not columns.has(said) and not (said is Said.WAGE and columns.other_year):
            level = Level.WARNING if said is Said.CONTRACT_UNTIL else Level.ERROR
            yield Finding(number, -1, level, f"column_missing_{said.value}")
    for said in (Said.PENSION, Said.MEDICAL):
        if not columns.has(said) and not columns.has(Said.INSURED):
            yield Finding(number, -1, Level.WARNING, f"column_missing_{said.value}")
    for place in columns.unknown:
        yield Finding(number, place, Level.WARNING, "column_unknown", {"name": header[place][:40]})
    for place in columns.repeated:
        yield Finding(number, place, Level.ERROR, "column_repeated", {"name": header[place][:40]})
    for place, other in columns.other_year:
        yield Finding(number, place, Level.ERROR, "column_of_other_year", {"other": other, "year": year})


def _rows(
    table: Table, lines: Sequence[Line], columns: Columns, header: Sequence[str], law: YearOfLaw
) -> tuple[list[Row], list[Finding]]:
    names = {plain_header(text) for text in header if text}
    formulas: dict[int, list[int]] = {}
    for number, place in table.formulas:
        formulas.setdefault(number, []).append(place)
    rows, found = [], []
    for line in lines:
        code = _why_no_person(line, columns, names)
        if code is not None:
            found.append(Finding(line.number, -1, Level.OK, code))
            continue
        reading = Reading(line.number, line.cell, line.marks, columns, law.year, law.today)
        if line.number in table.hidden_rows:
            reading.find(-1, Level.WARNING, "hidden_row")
        for place in sorted(formulas.get(line.number, ())):
            reading.find(place, Level.WARNING, "formula")
        row = read_row(reading)
        rows.append(row)
        found += [*reading.findings, *judge_row(row, columns, law)]
    return rows, found


def _why_no_person(line: Line, columns: Columns, names: set[str]) -> str | None:
    """Return why a row is left aside: the header once more, a sum, a remark below the table; None = it is a person."""
    texts = [text for text in line.cells if text]
    has_title = plain_header(line.cell(columns.place(Said.NAME))[:40]) in names
    if (
        has_title
        and len(texts) > 1
        and sum(plain_header(text) in names for text in texts if len(text) < 40) * 2 > len(texts)
    ):
        return "repeated_header"
    first = "".join(texts[0].lower().split()) if texts else ""
    if first.startswith(_TOTALS) or "".join(line.cell(columns.place(Said.NAME)).split()) in _TOTALS:
        return "total_row"
    numbers = (columns.place(Said.CITIZEN), columns.place(Said.CERTIFICATE))
    if any(line.cell(place) for place in numbers):
        return None
    if _REMARKS.match(first) or (len(texts) == 1 and len(first) > 12):
        return "remark_row"
    return "number_only" if len(texts) == 1 and first.isdigit() and len(first) < 6 else None


def _doubles(rows: Sequence[Row]) -> Iterator[Finding]:
    """Go through the rows that are about somebody whom another row is about; months in both cannot both count."""
    by_number: dict[str, list[Row]] = {}
    for row in rows:
        if row.citizen is not None:
            by_number.setdefault(row.citizen.value, []).append(row)
    for same in by_number.values():
        for row in same if len(same) > 1 else ():
            others = [one for one in same if one is not row]
            clash = next((one for one in others if one.worked & row.worked or not row.worked), None)
            if clash is not None:
                yield Finding(row.number, -1, Level.ERROR, "person_twice", {"other": clash.number})
            else:
                yield Finding(row.number, -1, Level.WARNING, "person_again", {"other": others[0].number})
