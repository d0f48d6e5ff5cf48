"""Changes keys while people work: a new key at once for what is new, then row by row for what is there.

Each step is safe to repeat and to be killed in: the key file is replaced in one step before the first row, every row
opens with the key that its own header names, and the next run finds what is left by looking at the rows. Rows are
changed by comparing and swapping the stored bytes themselves: whoever edits the same row meanwhile wins, and no
version is counted up, for nothing that a person could see has changed.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, bindparam, func, literal, select, text, update

from jobmatch.storage import counting
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.busy import BusyError
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.storage.engine import LONGEST_WAIT_MS
from jobmatch.storage.indexes import BlindIndex, blind_index, hold_keys_still, indexed_columns
from jobmatch.storage.sealed import (
    Place,
    SealBrokenError,
    header_in_use,
    key_file,
    keyring,
    seal,
    sealed_columns,
    suite,
    unseal,
)

ROWS_AT_ONCE = 200
PASSES = 3
LONGEST_REST = 0.5
PATIENCE = 20
"""How often in a row a busy database is asked again before the change stops; the next run goes on."""


class KeyRefusedError(ValueError):
    """A key cannot be retired; its sentence says why."""


@dataclass
class Change:
    """How far a change has come. ``failed`` are sentences about rows that could not be changed."""

    key: str
    is_new: bool
    total: int = 0
    changed: int = 0
    left: int = 0
    failed: list[str] = field(default_factory=list)


Tell = Callable[[Change], None]


class _Row(NamedTuple):
    key: str
    stored: Any
    sealed: Any


def begin_sealing_key() -> Change:
    """Make a new sealing key active, or find the change that was begun and not finished."""
    with key_file().changing() as ring:
        if _needs_others(ring.active, counting.count_sealed()):
            return Change(ring.active, is_new=False)
        key_file().set_aside()
        with act(by=MACHINE, action="keys.rotated") as this:
            new = ring.with_new_sealing_key()
            this.note(key=new.active, cipher=suite().cipher.name)
            key_file().put(new)
    return Change(new.active, is_new=True)


def begin_index_key() -> Change:
    """Make a new index key active while nobody is entering anything unique, or find the unfinished change."""
    with key_file().changing() as ring:
        if _needs_others(ring.index_active, counting.count_indexed()):
            return Change(ring.index_active, is_new=False)
        key_file().set_aside()
        with act(by=MACHINE, action="keys.index_rotated") as this:
            hold_keys_still(alone=True)
            new = ring.with_new_index_key(suite().keyed_hash.name)
            this.note(key=new.index_active, hash=suite().keyed_hash.name)
            key_file().put(new)
    return Change(new.index_active, is_new=True)


def _needs_others(active: str, counts: list[counting.Count]) -> bool:
    """Tell whether an earlier change waits to be finished; values of a key that nobody has cannot be waited for."""
    return any(count.key not in {active, counting.UNKNOWN} for count in counts)


def reseal(change: Change, tell: Tell, at_once: int = ROWS_AT_ONCE) -> Change:
    """Seal with the active key and the cipher of the settings whatever is sealed otherwise."""
    columns = [(table, table.c[f"{name}_sealed"], _resealing(table, name)) for table, name in sealed_columns()]
    return _change_all(change, columns, header_in_use(keyring()), "values.resealed", tell, at_once)


def reindex(change: Change, tell: Tell, at_once: int = ROWS_AT_ONCE) -> Change:
    """Index with the active key whatever is indexed with an older one."""
    columns = [(table, table.c[index.column], _reindexing(table, index)) for table, index in indexed_columns()]
    return _change_all(change, columns, f"{keyring().index_active}.", "values.reindexed", tell, at_once)


Remake = Callable[[_Row], Any]
Column = tuple[Table, Any, Remake]


def _resealing(table: Table, name: str) -> Remake:
    def remake(row: _Row) -> bytes:
        place = Place(table.name, row.key, name)
        return seal(place, unseal(place, row.stored))

    return remake


def _reindexing(table: Table, index: BlindIndex) -> Remake:
    def remake(row: _Row) -> str:
        value = index.read(unseal(Place(table.name, row.key, index.of), row.sealed)) if row.sealed else None
        if value is None:
            raise SealBrokenError(f"{table.name}.{index.column} of row {row.key} has no value to be made from.")
        return blind_index(index.field, value)

    return remake


def _change_all(
    change: Change, columns: list[Column], wanted: str | bytes, action: str, tell: Tell, at_once: int
) -> Change:
    """Go through the columns until nothing is left that can be changed; who wrote meanwhile is met by another pass."""
    change.total = change.left = sum(_left(column, wanted) for _table, column, _remake in columns)
    tell(change)
    for _pass in range(PASSES):
        change.failed = []
        for column in columns:
            for _some in _change_column(change, column, wanted, action, at_once):
                tell(change)
        change.left = sum(_left(column, wanted) for _table, column, _remake in columns)
        if not change.left:
            break
    change.failed = list(dict.fromkeys(change.failed))
    tell(change)
    return change


def _left(column: ColumnElement[Any], wanted: str | bytes) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(_is_other(column, wanted))) or 0


def _is_other(column: ColumnElement[Any], wanted: str | bytes) -> ColumnElement[bool]:
    return column.is_not(None) & (func.substr(column, 1, len(wanted)) != literal(wanted, column.type))


def _change_column(change: Change, column: Column, wanted: str | bytes, action: str, at_once: int) -> Iterator[int]:
    after, patience = "", PATIENCE
    while True:
        began = time.perf_counter()
        try:
            found, done = _change_next(change, column, wanted, action, after, at_once)
        except BusyError:
            patience -= 1
            if not patience:
                raise
            time.sleep(LONGEST_REST)
            continue
        if not found:
            return
        after, patience = found[-1].key, PATIENCE
        change.changed += done
        yield done
        # Let others have the database for as long as this had it.
        time.sleep(min(time.perf_counter() - began, LONGEST_REST))


def _change_next(
    change: Change, column: Column, wanted: str | bytes, action: str, after: str, at_once: int
) -> tuple[list[_Row], int]:
    try:
        return _change_some(change, column, wanted, action, after, at_once)
    except BrokenRuleError:
        return _change_each(change, column, wanted, action, after, at_once)


def _change_some(
    change: Change, column: Column, wanted: str | bytes, action: str, after: str, at_once: int
) -> tuple[list[_Row], int]:
    """Change the next rows in one act; returns them and how many were not changed by somebody else meanwhile."""
    table, stored, remake = column
    with act(by=MACHINE, action=action) as this:
        found = _next_rows(table, stored, wanted, after, at_once)
        remade = list(_remade(change, found, remake))
        done = _swap(db.session.connection(), table, stored, remade)
        if not done:
            this.cancel()
        this.note(table=table.name, column=stored.name, key=change.key, count=done)
    return found, done


def _change_each(
    change: Change, column: Column, wanted: str | bytes, action: str, after: str, at_once: int
) -> tuple[list[_Row], int]:
    """One of the rows breaks a rule: change them one by one, and say which it is."""
    table, stored, _remake = column
    rows = _next_rows(table, stored, wanted, after, at_once)
    done = 0
    for before, row in zip([after, *(row.key for row in rows)], rows, strict=False):
        try:
            done += _change_some(change, column, wanted, action, before, 1)[1]
        except BrokenRuleError as error:
            change.failed.append(f"{table.name}: row {row.key} breaks the rule {error.rule}. Merge the two first.")
    return rows, done


def _next_rows(table: Table, stored: Any, wanted: str | bytes, after: str, at_once: int) -> list[_Row]:
    sealed = _sealed_beside(table, stored)
    query = select(table.c.id, stored, sealed).where(table.c.id > after, _is_other(stored, wanted))
    return [_Row(*row) for row in db.session.execute(query.order_by(table.c.id).limit(at_once))]


def _sealed_beside(table: Table, stored: Any) -> Any:
    """The sealed column that an index is made from; for a sealed column it is itself."""
    of = {index.column: index.of for one, index in indexed_columns() if one is table}
    return table.c[f"{of[stored.name]}_sealed"] if stored.name in of else stored.label("itself")


def _remade(change: Change, rows: Iterable[_Row], remake: Remake) -> Iterator[tuple[_Row, Any]]:
    for row in rows:
        try:
            yield row, remake(row)
        except SealBrokenError as error:
            change.failed.append(str(error))


def _swap(connection: Connection, table: Table, stored: Any, remade: list[tuple[_Row, Any]]) -> int:
    """Put each new value in the place of the one it was made from; where that is gone, somebody else was quicker."""
    statement = update(table).where(table.c.id == bindparam("of_row"), stored == bindparam("was", type_=stored.type))
    statement = statement.values({stored.name: bindparam("becomes", type_=stored.type)})
    return sum(
        connection.execute(statement, {"of_row": row.key, "was": row.stored, "becomes": value}).rowcount
        for row, value in remade
    )


def retire(key_id: str) -> list[str]:
    """Give up a key that nothing needs any more, and the dated copies of the key file that hold it; returns those.

    Raises ``KeyRefusedError``.
    """
    with key_file().changing() as ring, act(by=MACHINE, action="keys.retired") as this:
        if key_id not in ring.ids:
            raise KeyRefusedError(f"There is no key {key_id}. There are: {', '.join(sorted(ring.ids))}.")
        if key_id in {ring.active, ring.index_active}:
            how = "rotate" if key_id == ring.active else "rotate-index"
            raise KeyRefusedError(f"{key_id} is in use. Run jobmatch keys {how} first.")
        _let_older_writers_end()
        for count in (*counting.count_sealed(), *counting.count_indexed()):
            if count.key == key_id:
                how = "rotate" if key_id in ring.sealing else "rotate-index"
                raise KeyRefusedError(
                    f"{count.values} values of {count.table}.{count.column} still need {key_id}."
                    f" Run jobmatch keys {how} to the end first."
                )
        this.note(key=key_id)
        key_file().put(ring.without(key_id))
        return [str(copy) for copy in key_file().forget(key_id)]


def _let_older_writers_end() -> None:
    """Wait for whoever began before: they may have sealed with an older key what nobody sees yet.

    On SQLite an act is alone. Raises ``KeyRefusedError`` when somebody goes on for too long.
    """
    if db.engine.dialect.name != "postgresql":
        return
    began = db.session.scalar(text("SELECT clock_timestamp()"))
    older = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND xact_start < :began"
    )
    deadline = time.monotonic() + LONGEST_WAIT_MS / 1000
    while db.session.scalar(older, {"began": began}):
        if time.monotonic() > deadline:
            raise KeyRefusedError("Somebody is at work in the database for a long time (a backup?). Try again later.")
        time.sleep(0.05)
