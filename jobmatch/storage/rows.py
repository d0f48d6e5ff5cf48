"""Writes rows that nobody changes afterwards, without the session's bookkeeping.

*Decision* (docs/decisions/0060): a registration writes six rows in an act for which everybody else waits. What the
session does for each (finding out what changed, in which order, what the database made of it) was a good part of that
time, and for a row that is made, written and left alone there is nothing to find out.
"""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import Insert, Table, insert, inspect

from jobmatch.storage.base import Base, connection
from jobmatch.storage.indexes import follow


def keep(row: Base) -> None:
    """Write ``row`` at once; inside an act only. The session does not know it: nothing is loaded through it later.

    What it names must be written already. Raises ``IntegrityError``, which the act turns into the rule's name.
    """
    follow(row)
    table, names = _plan(type(row))
    given = row.__dict__
    values = {name: given[name] for name in names if name in given}
    connection().execute(table, values)


@cache
def _plan(kind: type[Base]) -> tuple[Insert, tuple[str, ...]]:
    mapper = inspect(kind)
    table = mapper.local_table
    if not isinstance(table, Table):
        raise TypeError(f"{kind.__name__} is not kept in one table.")
    return insert(table), tuple(column.name for column in table.columns)


def keep_all(rows: Iterable[Base]) -> int:
    """Write many rows as ``keep`` does, one statement for each table, in the order in which its first row comes.

    Columns that no row was given have their defaults; what only some were given is NULL in the others.
    """
    by_kind: dict[type[Base], list[Base]] = {}
    for row in rows:
        follow(row)
        by_kind.setdefault(type(row), []).append(row)
    for kind, some in by_kind.items():
        statement, names = _plan(kind)
        given = [name for name in names if any(name in row.__dict__ for row in some)]
        connection().execute(statement, [{name: row.__dict__.get(name) for name in given} for row in some])
    return sum(map(len, by_kind.values()))
