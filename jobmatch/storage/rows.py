"""Writes rows that nobody changes afterwards, without the session's bookkeeping.

*Decision* (docs/decisions/0060): a registration writes six rows in an act for which everybody else waits. What the
session does for each (finding out what changed, in which order, what the database made of it) was a good part of that
time, and for a row that is made, written and left alone there is nothing to find out.
"""

from functools import cache

from sqlalchemy import Insert, Table, insert, inspect

from jobmatch.storage.base import Base, connection


def keep(row: Base) -> None:
    """Write ``row`` at once; inside an act only. The session does not know it: nothing is loaded through it later.

    What it names must be written already. Raises ``IntegrityError``, which the act turns into the rule's name.
    """
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
