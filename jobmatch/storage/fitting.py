"""Refuses what a column cannot hold, alike on both databases: SQLite would take a name of any length, and any number.

The doors ask for lengths in sentences; whoever forgets to is found by the tests on either database, not by PostgreSQL.
"""

from typing import Any

from sqlalchemy import Enum, Integer, String, event
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeEngine

LARGEST = 2**31 - 1
"""What an integer column of PostgreSQL holds at most."""


class DoesNotFitError(ValueError):
    """A value is too long or too large for its column; names the column, never the value."""


def watch(_class: type, _name: str, attribute: InstrumentedAttribute[Any]) -> None:
    """Look at every value that is set, where the column has a limit."""
    columns = getattr(attribute.property, "columns", None)
    if columns and _has_limit(columns[0].type):
        kind, place = columns[0].type, f"{columns[0].table.name}.{columns[0].name}"

        def refuse(_row: object, value: object, _before: object, _by: object) -> None:
            if not fits(kind, value):
                raise DoesNotFitError(f"{place} cannot hold so much.")

        event.listen(attribute, "set", refuse)


def _has_limit(kind: TypeEngine[Any]) -> bool:
    return isinstance(kind, Integer) or (isinstance(kind, String) and bool(kind.length) and not isinstance(kind, Enum))


def fits(kind: TypeEngine[Any], value: object) -> bool:
    """Tell whether a column of that type holds ``value``: text up to its length in characters, numbers of 32 bits."""
    if isinstance(value, str) and isinstance(kind, String):
        return len(value) <= (kind.length or len(value))
    if isinstance(value, int) and isinstance(kind, Integer):
        return abs(value) <= LARGEST
    return True
