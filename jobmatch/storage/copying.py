"""Copies everything from one database into another, whichever kinds they are, and proves that it arrived.

Sealed values travel as they are: they are bound to table, row and column, never to a database, so the same key file
opens them afterwards.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, delete, insert, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, OperationalError

from jobmatch.storage import migrations, soundness
from jobmatch.storage.audit import AuditHead
from jobmatch.storage.base import Base, db
from jobmatch.storage.digests import ROWS_AT_ONCE, Held, holdings, rows_of, worth_reading
from jobmatch.storage.engine import make_engine, reading, take_time, writing

Values = dict[str, Any]


class NotEmptyError(ValueError):
    """The database to copy into holds something already; nothing is ever written over."""


class WaitsForUpgradeError(ValueError):
    """The schema of what is to be copied is not the one that this program knows; its sentence says what to do."""


class DiffersError(RuntimeError):
    """What arrived is not what left; nothing was kept. ``args`` are sentences."""


def copy_to(address: str) -> dict[str, Held]:
    """Copy the database in use to the one at ``address`` and return what each table holds there.

    Raises ``ValueError`` for an address that leads nowhere, and what ``copy`` raises.
    """
    try:
        url = make_url(address)
        target = make_engine(url)
        if target.dialect.name == "sqlite":
            Path(str(url.database)).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with target.connect():
            pass
    except (ArgumentError, OperationalError, ImportError, OSError) as error:
        # Never the address itself: it may hold a password.
        raise ValueError(f"The new database cannot be reached ({type(error).__name__}): check the address.") from None
    try:
        return copy(db.engine, target)
    finally:
        target.dispose()


def copy(source: Engine, target: Engine) -> dict[str, Held]:
    """Copy every row of ``source`` into the empty ``target`` and return what each table holds now.

    The source is read as it was at one instant and may be in use. The target gets the schema, the rows, and a
    comparison of row counts, hashes, rules and the audit chain, in one transaction: all or nothing. Raises
    ``WaitsForUpgradeError``, ``NotEmptyError`` and ``DiffersError``.
    """
    with reading(source) as here, writing(), target.connect() as there:
        _refuse_another_schema(here)
        if not is_empty(there):
            raise NotEmptyError("The database to copy into is not empty. Give a new one.")
        fill(here, there)
        held = compare(here, there)
        there.commit()
    return held


def _refuse_another_schema(here: Connection) -> None:
    """Rows are read by the tables that this program knows: those of another schema would be read wrongly or not."""
    revision, newest = migrations.revision_of(here), migrations.newest_revision()
    if revision is None:
        raise WaitsForUpgradeError("The database has no tables yet: there is nothing to copy.")
    if not migrations.is_known(revision):
        raise WaitsForUpgradeError(
            f"The database was made by a newer JobMatch (schema {revision}). Install that one first."
        )
    if revision != newest:
        raise WaitsForUpgradeError(
            f"The database waits for its upgrade (schema {revision}, this program has {newest}). Back it up with the"
            " database's own tools (pg_dump), run: jobmatch db upgrade, and then this again. Or use the JobMatch of"
            " that schema."
        )


def is_empty(connection: Connection) -> bool:
    """Tell whether a database has no tables of ours, or none with a row in it but the head of the chain."""
    there = set(inspect(connection).get_table_names())
    ours = [table for table in Base.metadata.sorted_tables if table.name in there and table is not AuditHead.__table__]
    return not any(connection.execute(select(table.primary_key.columns[0]).limit(1)).first() for table in ours)


def fill(here: Connection, there: Connection) -> None:
    """Bring the schema of ``there`` up to date and write every row of ``here`` into it; the caller commits."""
    take_time(here)
    take_time(there)
    migrations.upgrade_within(there)
    there.execute(delete(AuditHead))
    for table in worth_reading(here):
        rows = _in_order(here, table)
        while some := list(islice(rows, ROWS_AT_ONCE)):
            there.execute(insert(table), some)


def compare(here: Connection, there: Connection, tables: MetaData = Base.metadata) -> dict[str, Held]:
    """Return what both databases hold, table by table. Raises ``DiffersError`` unless it is the same, and sound.

    Tables other than ours, of an older schema, are compared and the file is checked; nothing is known of their rules.
    """
    left, arrived = holdings(here, tables), holdings(there, tables)
    faults = [f"{name}: {left[name]} left, {arrived[name]} arrived." for name in left if left[name] != arrived[name]]
    rules = soundness.rules_of(there, tables)
    missing = soundness.rules_of(here, tables) - rules
    faults += [f"The rule {name} did not arrive." for name in sorted(missing)]
    faults += soundness.find_faults(there, rules) if tables is Base.metadata else soundness.file_faults(there)
    if faults:
        raise DiffersError(*faults)
    return arrived


def _in_order(here: Connection, table: Table) -> Iterator[Values]:
    """Go through the rows of ``table``; one that names another row of the same table comes after it."""
    own = [rule for rule in table.foreign_key_constraints if rule.referred_table is table]
    upwards = [rule.elements[0].parent.name for rule in own]
    waiting: list[Values] = []
    for row in rows_of(here, table):
        values = dict(row._mapping)
        if any(values[name] is not None for name in upwards):
            waiting.append(values)
        else:
            yield values
    yield from _parents_first(waiting, upwards)


def _parents_first(rows: Iterable[Values], upwards: list[str]) -> Iterator[Values]:
    waiting = {row["id"]: row for row in rows}
    while waiting:
        ready = [row for row in waiting.values() if not any(row[name] in waiting for name in upwards)]
        if not ready:
            raise DiffersError(f"{len(waiting)} rows name each other in a circle, such as {next(iter(waiting))}.")
        for row in ready:
            del waiting[row["id"]]
            yield row
