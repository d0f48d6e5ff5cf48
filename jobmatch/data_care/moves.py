"""The log of a merge: every value is written down as it is changed, and can be put back. Inside an act only."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import Table, func, insert, inspect, select, update

from jobmatch.data_care.tables import Merge, MergeMove
from jobmatch.storage.base import Base, db, new_id
from jobmatch.storage.sealed import Place, seal

WHOLE_ROW = "*"
ROWS_AT_ONCE = 500


class Moved(NamedTuple):
    """One value before and after, as JSON knows it."""

    row_id: str
    column: str
    before: Any
    after: Any


def as_json(value: object) -> str:
    """Return a column's value as JSON text; a day as ISO text, a choice as its word."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain)


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def from_json(row: type[Base], column: str, text: str) -> Any:
    """Return the value that ``as_json`` wrote for that column."""
    value = json.loads(text)
    attribute = inspect(row).columns.get(column)  # None for a sealed attribute: always text
    kind = attribute.type.python_type if attribute is not None else str
    if value is None or not issubclass(kind, date | Enum):
        return value
    return date.fromisoformat(value) if issubclass(kind, date) else kind(value)


class Log:
    """Writes down what a merge changes, in its order."""

    def __init__(self, merge: Merge) -> None:
        self.merge = merge
        last = select(func.max(MergeMove.number)).where(MergeMove.merge_id == merge.id)
        self.number = db.session.scalar(last) or 0

    def set(self, row: Base, column: str, value: Any) -> None:
        """Give a row another value and write down both."""
        before = getattr(row, column)
        if before != value:
            setattr(row, column, value)
            self.note(row.__tablename__, [Moved(row.id, column, before, value)])  # type: ignore[attr-defined]  # every person's row has one

    def move(self, table: Table, column: str, rows: Sequence[str], before: str, after: str) -> None:
        """Let ``column`` of the rows name somebody else."""
        set_column(table, column, rows, after)
        self.note(table.name, [Moved(row, column, before, after) for row in rows])

    def note(self, table: str, moved: Iterable[Moved]) -> None:
        """Write down values that were changed."""
        written = []
        for one in moved:
            self.number += 1
            key = new_id()
            values = {"before": as_json(one.before), "after": as_json(one.after)}
            sealed = {f"{name}_sealed": seal(Place("merge_moves", key, name), text) for name, text in values.items()}
            written.append(
                {
                    "id": key,
                    "merge_id": self.merge.id,
                    "number": self.number,
                    "table_name": table,
                    "row_id": one.row_id,
                    "column_name": one.column,
                    **sealed,
                }
            )
        if written:
            db.session.flush()
            db.session.execute(insert(MergeMove.__table__), written)  # type: ignore[arg-type]  # a mapped class's table


def set_column(table: Table, column: str, rows: Sequence[str], value: str | None) -> None:
    """Set one column of many rows; whoever has one of them open is told that it changed."""
    values: dict[str, Any] = {column: value}
    if "version" in table.c:
        values["version"] = table.c.version + 1
    db.session.flush()
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        db.session.execute(update(table).where(table.c.id.in_(some)).values(values))
    db.session.expire_all()


def class_of(table_name: str) -> type[Base]:
    """Return the class whose rows lie in a table."""
    return next(one.class_ for one in Base.registry.mappers if one.local_table.name == table_name)  # type: ignore[attr-defined]  # all are tables
