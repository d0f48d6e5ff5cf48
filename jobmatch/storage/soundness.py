"""Looks for everything unsound in a database, whichever connection leads to it: the living one or a backup of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKeyConstraint,
    MetaData,
    ScalarSelect,
    Table,
    and_,
    exists,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy import table as table_called
from sqlalchemy.orm import Session

from jobmatch.storage import append_only, audit
from jobmatch.storage.base import Base
from jobmatch.storage.constraints import unique_rules
from jobmatch.storage.digests import worth_reading
from jobmatch.storage.engine import take_time

Asked = tuple[ScalarSelect[int], str]
"""A question that counts rows, and what is said of them where there are any."""


def find_faults(connection: Connection, rules: set[str] | None = None) -> list[str]:
    """List, as sentences, what is unsound: tables and rules that are missing, the file, rows, the audit chain.

    ``rules`` are what ``rules_of`` has just found, where the caller has asked already.
    """
    take_time(connection)
    if missing := _missing_tables(connection):
        return missing
    faults = _missing_rules(rules_of(connection) if rules is None else rules)
    faults += append_only.list_unprotected(connection)
    tables = worth_reading(connection)
    faults += file_faults(connection) if connection.dialect.name == "sqlite" else _postgresql_faults(connection, tables)
    faults += _broken_checks(connection, tables)
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


def _missing_rules(rules: set[str]) -> list[str]:
    return [
        f"{name.split('.')[0]}: the rule {name.split('.')[1]} is missing." for name in sorted(rules_wanted() - rules)
    ]


def file_faults(connection: Connection) -> list[str]:
    """List what SQLite itself finds unsound in its file: pages, indexes, foreign keys."""
    faults = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
    for table, row_id, parent, _number in connection.execute(text("PRAGMA foreign_key_check")):
        faults.append(f"{table}: row {row_id} names a row of {parent} that does not exist.")
    return faults


def _postgresql_faults(connection: Connection, tables: Iterable[Table]) -> list[str]:
    query = text("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid ORDER BY 1")
    faults = [f"The index {name} is not valid. Run: REINDEX INDEX {name}" for (name,) in connection.execute(query)]
    for way in ("indexscan", "indexonlyscan", "bitmapscan"):
        connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    for table in tables:
        faults += _counted(connection, table.name, [*_orphans(table), *_doubles(table)])
    return faults


def _counted(connection: Connection, name: str, asked: Sequence[Asked]) -> list[str]:
    """Ask after all rules of one table in one statement; each ``asked`` counts rows that ``name: 3 …`` speaks of."""
    if not asked:
        return []
    counts = connection.execute(select(*(query for query, _ in asked))).one()
    return [f"{name}: {count} {what}" for count, (_, what) in zip(counts, asked, strict=True) if count]


def _orphans(table: Table) -> Iterator[Asked]:
    for rule in table.constraints:
        if isinstance(rule, ForeignKeyConstraint):
            parent = rule.referred_table.alias()
            pairs = [(element.parent, parent.c[element.column.name]) for element in rule.elements]
            said = (named.is_not(None) for named, _ in pairs)
            query = select(func.count()).where(*said, ~exists().where(*(key == named for named, key in pairs)))
            what = f"rows name a row of {rule.referred_table.name} that does not exist."
            yield query.select_from(table).scalar_subquery(), what


def _doubles(table: Table) -> Iterator[Asked]:
    """An index that a change of collation has put out of order lets doubles in: count without any."""
    for rule in [*unique_rules(table), table.primary_key]:
        columns = list(rule.columns)
        where = [column.is_not(None) for column in columns]
        condition = rule.dialect_options["postgresql"].get("where") if hasattr(rule, "unique") else None
        where += [condition] if condition is not None else []
        groups = select(*columns).where(and_(*where)).group_by(*columns).having(func.count() > 1).subquery()
        query = select(func.count()).select_from(groups).scalar_subquery()
        yield query, f"doubles break the rule {rule.name}."


def _broken_checks(connection: Connection, tables: Iterable[Table]) -> list[str]:
    """Ask each CHECK again of the rows that are there: a file may have been changed behind the database's back."""
    faults, rules = [], inspect(connection).get_multi_check_constraints()
    by_table = {name: found for (_, name), found in rules.items()}
    for name in sorted(table.name for table in tables):
        asked: list[Asked] = [
            (
                select(func.count())
                .select_from(table_called(name))
                .where(text(f"NOT ({rule['sqltext']})"))
                .scalar_subquery(),
                f"rows break the rule {rule['name']}.",
            )
            for rule in by_table.get(name, [])
        ]
        faults += _counted(connection, name, asked)
    return faults
