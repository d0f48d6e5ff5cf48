"""A roster file as the table that holds the people: of several sheets the first one with names of columns."""

from jobmatch.documents.spreadsheet import Table, read_table
from jobmatch.levy.roster.columns import find_header

_MOST_SHEETS = 4
"""How many further sheets are looked at; each costs a child of its own."""


def read_roster(data: bytes) -> Table:
    """Return the sheet of a file that is a roster, or its first one where none is. Raises ``SpreadsheetError``."""
    first = read_table(data)
    if _has_header(first):
        return first
    for name in first.others[:_MOST_SHEETS]:
        table = read_table(data, name)
        if _has_header(table):
            return table
    return first


def _has_header(table: Table) -> bool:
    return find_header([line.cells for line in table.lines]) is not None
