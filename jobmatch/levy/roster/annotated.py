"""The roster given back with its findings: a column behind the others, coloured cells, a comment on each."""

from collections.abc import Mapping, Sequence

from jobmatch.documents.spreadsheet import Table
from jobmatch.documents.workbook_out import Sheet, workbook
from jobmatch.levy.roster.checking import Roster
from jobmatch.levy.roster.findings import Finding, Level
from jobmatch.people.importing.rules.columns import letter
from jobmatch.wording import sentence

_COLOURS = {Level.ERROR: "#F9C9C4", Level.WARNING: "#FFE8B3"}
_WORST_FIRST = (Level.ERROR, Level.WARNING, Level.OK)
_WIDTH = 60


def annotated(table: Table, roster: Roster, locale: str) -> bytes:
    """Return an .xlsx with the texts of ``table`` where they stood, and what was found beside them.

    *Decision:* written anew from what was read, so that nothing hostile in the file comes back; every cell is text.
    """
    place = _column(table, roster, sentence("roster.result", {}, locale))
    by_row: dict[int, list[Finding]] = {}
    for one in roster.findings:
        by_row.setdefault(one.row or (roster.header_row or 1), []).append(one)
    rows: dict[int, list[str]] = {line.number: list(line.cells) for line in table.lines}
    for number, found in by_row.items():
        cells = rows.setdefault(number, [])
        cells += [""] * (place + 1 - len(cells))
        is_head = number == roster.header_row
        title = [sentence("roster.result", {}, locale)] if is_head else []
        cells[place] = "\n".join([*title, *_said(found, locale)])
    if roster.header_row and roster.header_row not in by_row:
        cells = rows[roster.header_row]
        cells += [""] * (place + 1 - len(cells))
        cells[place] = sentence("roster.result", {}, locale)
    sheet = Sheet(
        name=_sheet_name(table.sheet),
        rows=dict(sorted(rows.items())),
        head=roster.header_row,
        widths={place: _WIDTH},
        text_columns=range(place),
        fills=_fills(roster.findings, place),
        comments=_comments(roster.findings, locale),
    )
    return workbook([sheet])


def _column(table: Table, roster: Roster, title: str) -> int:
    """Return where the findings go: behind everything, or in the place of those of the last time."""
    before = [place for place, text in enumerate(roster.header) if text.split("\n")[0] == title]
    return before[0] if before else max((len(line.cells) for line in table.lines), default=0)


def _said(found: Sequence[Finding], locale: str) -> list[str]:
    ordered = sorted(found, key=lambda one: _WORST_FIRST.index(one.level))
    return [_line(one, locale) for one in ordered]


def _line(one: Finding, locale: str) -> str:
    level, said = sentence(f"roster.level.{one.level}", {}, locale), one.sentence(locale)
    if one.column >= 0:
        said = sentence("roster.at_column", {"column": letter(one.column), "said": said}, locale)
    return f"{level} {said}"


def _fills(findings: Sequence[Finding], place: int) -> Mapping[tuple[int, int], str]:
    fills: dict[tuple[int, int], str] = {}
    for level in reversed(_WORST_FIRST):
        for one in findings:
            if one.level is level and level in _COLOURS and one.row:
                fills[one.row, one.column if one.column >= 0 else place] = _COLOURS[level]
    return fills


def _comments(findings: Sequence[Finding], locale: str) -> Mapping[tuple[int, int], str]:
    comments: dict[tuple[int, int], list[str]] = {}
    for one in findings:
        if one.row and one.column >= 0 and one.level in _COLOURS:
            comments.setdefault((one.row, one.column), []).append(one.sentence(locale))
    return {where: "\n".join(said) for where, said in comments.items()}


def _sheet_name(name: str) -> str:
    """Return a name that a workbook may have: 31 characters, none of those that stand in addresses of cells."""
    return "".join(one for one in name if one not in "[]:*?/\\'")[:31] or "花名册"
