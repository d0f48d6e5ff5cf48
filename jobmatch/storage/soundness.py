"""Looks for everything unsound in a database, whichever connection leads to it: the living one or a backup of it."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, ForeignKeyConstraint, MetaData, Table, and_, exists, func, inspect, select, text
from sqlalchemy import table as table_called
from sqlalchemy.orm import Session

from jobmatch.storage import append_only, audit
from jobmatch.storage.base import Base
from jobmatch.storage.constraints import unique_rules
from jobmatch.storage.engine import take_time


def find_faults(connection: Connection) -> list[str]:
    """List, as sentences, what is unsound: tables and rules that are missing, the file, rows, the audit chain."""
    take_time(connection)
    if missing := _missing_tables(connection):
        return missing
    faults = _missing_rules(connection) + append_only.list_unprotected(connection)
    faults += file_faults(connection) if connection.dialect.name == "sqlite" else _postgresql_faults(connection)
    faults += _broken_checks(connection)
    with Session(bind=connection, join_transaction_mode="create_savepoint") as session:
        return faults + audit.find_breaks(session)


def rules_of(connection: Connection, tables: MetaData = Base.metadata) -> set[str]:
    """Return every rule that the database holds, as ``table.name``: keys, CHECKs, unique rules, foreign keys."""
    inspector = inspect(connection)
    asked: tuple[Callable[[], Mapping[Any, Any]], ...] = (
        inspector.get_multi_check_constraints,
        inspector.get_multi_unique_constraints,
        inspector.get_multi_foreign_keys,
    )
    found = [(name, rule["name"]) for ask in asked for (_, name), rules in ask().items() for rule in rules]
    found += [(name, rule["name"]) for (_, name), rule in inspector.get_multi_pk_constraint().items()]
    for (_, name), indexes in inspector.get_multi_indexes().items():
        found += [(name, index["name"]) for index in indexes if index["unique"]]
    return {f"{name}.{rule}" for name, rule in found if name in tables.tables}


def rules_wanted(metadata: MetaData = Base.metadata) -> set[str]:
    """Return every rule that the tables ask for, as ``table.name``."""
    rules = set()
    for table in metadata.tables.values():
        rules |= {f"{table.name}.{rule.name}" for rule in [*table.constraints, *unique_rules(table)]}
    return rules


def _missing_tables(connection: Connection) -> list[str]:
    there = set(inspect(connection).get_table_names())
    return [f"Table {name} is missing." for name in sorted(set(Base.metadata.tables) - there)]


def _missing_rules(connection: Connection) -> list[str]:
    return [
        f"{name.split('.')[0]}: the rule {name.split('.')[1]} is missing."
        for name in sorted(rules_wanted() - rules_of(connection))
    ]


def file_faults(connection: Connection) -> list[str]:
    """List what SQLite itself finds unsound in its file: pages, indexes, foreign keys."""
    faults = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
    for table, row_id, parent, _number in connection.execute(text("PRAGMA foreign_key_check")):
        faults.append(f"{table}: row {row_id} names a row of {parent} that does not exist.")
    return faults


def _postgresql_faults(connection: Connection) -> list[str]:
    query = text("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid ORDER BY 1")
    faults = [f"The index {name} is not valid. Run: REINDEX INDEX {name}" for (name,) in connection.execute(query)]
    for way in ("indexscan", "indexonlyscan", "bitmapscan"):
        connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    for table in Base.metadata.sorted_tables:
        faults += _orphans(connection, table) + _doubles(connection, table)
    return faults


def _orphans(connection: Connection, table: Table) -> list[str]:
    faults = []
    for rule in table.constraints:
        if isinstance(rule, ForeignKeyConstraint):
            parent = rule.referred_table.alias()
            pairs = [(element.parent, parent.c[element.column.name]) for element in rule.elements]
            said = (named.is_not(None) for named, _ in pairs)
            query = select(func.count()).where(*said, ~exists().where(*(key == named for named, key in pairs)))
            if count := connection.scalar(query.select_from(table)):
                faults.append(
                    f"{table.name}: {count} rows name a row of {rule.referred_table.name} that does not exist."
                )
    return faults


def _doubles(connection: Connection, table: Table) -> list[str]:
    """An index that a change of collation has put out of order lets doubles in: count without any."""
    faults = []
    for rule in [*unique_rules(table), table.primary_key]:
        columns = list(rule.columns)
        where = [column.is_not(None) for column in columns]
        condition = rule.dialect_options["postgresql"].get("where") if hasattr(rule, "unique") else None
        where += [condition] if condition is not None else []
        groups = select(*columns).where(and_(*where)).group_by(*columns).having(func.count() > 1).subquery()
        if count := connection.scalar(select(func.count()).select_from(groups)):
            faults.append(f"{table.name}: {count} doubles break the rule {rule.name}.")
    return faults


def _broken_checks(connection: Connection) -> list[str]:
    """Ask each CHECK again of the rows that are there: a file may have been changed behind the database's back."""
    faults = []
    for (_, name), rules in sorted(inspect(connection).get_multi_check_constraints().items()):
        for rule in rules:
            broken = select(func.count()).select_from(table_called(name)).where(text(f"NOT ({rule['sqltext']})"))
            if count := connection.scalar(broken):
                faults.append(f"{name}: {count} rows break the rule {rule['name']}.")
    return faults
