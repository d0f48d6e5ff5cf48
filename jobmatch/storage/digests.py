"""What a database holds, in one line a table: how many rows, and a hash that both databases agree upon."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, MetaData, Row, Table, exists, select

from jobmatch.storage.base import Base

ROWS_AT_ONCE = 1000
_MODULUS = 1 << 256


class Held(NamedTuple):
    """The rows of one table: their number, and the sum of their SHA-256 hashes (hex), whatever their order."""

    rows: int
    hash: str


class Digest:
    """Adds rows up to ``Held``. The order does not count: two databases sort text in two ways."""

    def __init__(self) -> None:
        self.rows, self.sum = 0, 0

    def add(self, row: Row[Any]) -> None:
        """Add one row, its values as Python sees them."""
        values = json.dumps(dict(row._mapping), ensure_ascii=False, sort_keys=True, default=_as_text)
        self.rows += 1
        self.sum = (self.sum + int.from_bytes(hashlib.sha256(values.encode()).digest())) % _MODULUS

    def held(self) -> Held:
        """Return what was added."""
        return Held(self.rows, f"{self.sum:064x}")


def _as_text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"No form is agreed upon for {type(value).__name__}.")


def rows_of(connection: Connection, table: Table) -> Iterator[Row[Any]]:
    """Go through all rows of ``table`` without holding them in memory."""
    yield from connection.execute(select(table).execution_options(yield_per=ROWS_AT_ONCE))


def worth_reading(connection: Connection, tables: MetaData = Base.metadata) -> list[Table]:
    """Return the tables whose rows have to be read, parents first: on PostgreSQL those that hold any.

    There each question costs a way to the server, so one asks after all tables. SQLite may answer such a question out
    of an index, which a damaged file can have wrong: there every table is read.
    """
    every = list(tables.sorted_tables)
    if connection.dialect.name == "sqlite" or not every:
        return every
    held = connection.execute(select(*(exists(select(1).select_from(table)) for table in every))).one()
    return [table for table, has_rows in zip(every, held, strict=True) if has_rows]


def holdings(connection: Connection, tables: MetaData = Base.metadata) -> dict[str, Held]:
    """Return what each table holds, by its name."""
    found = {table.name: Digest() for table in tables.sorted_tables}
    for table in worth_reading(connection, tables):
        for row in rows_of(connection, table):
            found[table.name].add(row)
    return {name: digest.held() for name, digest in found.items()}
