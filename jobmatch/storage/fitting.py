"""Refuses what a column cannot hold, alike on both databases: SQLite would take a name of any length, and any number.

The doors ask for lengths in sentences; whoever forgets to is found by the tests on either database, not by PostgreSQL.
"""

from typing import Any

from sqlalchemy import Enum, Integer, String, event
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import NullType, TypeEngine

LARGEST = 2**31 - 1
"""What an integer column of PostgreSQL holds at most."""


class DoesNotFitError(ValueError):
    """A value is too long or too large for its column; names the column, never the value."""


def watch(_class: type, _name: str, attribute: InstrumentedAttribute[Any]) -> None:
    """Look at every value that is set, where the column has a limit."""
    columns = getattr(attribute.property, "columns", None)
    if columns and _may_have_limit(columns[0].type):
        column = columns[0]

        def refuse(_row: object, value: object, _before: object, _by: object) -> None:
            if not fits(column.type, value):
                raise DoesNotFitError(f"{column.table.name}.{column.name} cannot hold so much.")

        event.listen(attribute, "set", refuse)


def _may_have_limit(kind: TypeEngine[Any]) -> bool:
    """A foreign key to a table that is not there yet takes its type later, so it is asked for when a value is set."""
    is_text = isinstance(kind, String) and bool(kind.length) and not isinstance(kind, Enum)
    return is_text or isinstance(kind, Integer | NullType)


def fits(kind: TypeEngine[Any], value: object) -> bool:
    """Tell whether a column of that type holds ``value``: text up to its length in characters, numbers of 32 bits."""
    if isinstance(value, str) and isinstance(kind, String):
        return len(value) <= (kind.length or len(value))
    if isinstance(value, int) and isinstance(kind, Integer):
        return abs(value) <= LARGEST
    return True
