"""Tables that only grow: the database itself refuses to change or delete their rows, whoever asks.

The triggers are made anew after every migration, because a table that SQLite makes anew loses its own. Whoever owns the
database can drop them; ``db check`` then says so, and the hash chain and its anchors name what was changed.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text


@dataclass(frozen=True)
class Kept:
    """How a table is kept: ``erasable`` columns may be changed, rows may be deleted where ``may_shrink``."""

    erasable: frozenset[str] = frozenset()
    may_shrink: bool = False


TABLES = {
    # What was done: ids only, so erasing a person never needs to touch it.
    "audit_entries": Kept(),
    # What was suggested, the same.
    "shown_lists": Kept(),
    # Who looked at whom. *Decision:* a remark may name the person, so an erasure empties it, and the law's term for
    # such records ends: a view may go then, as its act stays in the audit trail. What it says can never be changed.
    "person_views": Kept(frozenset({"note"}), may_shrink=True),
    # What was published, as it was signed; keys and figures only.
    "publications": Kept(),
    "published_figures": Kept(),
    "published_rows": Kept(),
    # That a visit at a kiosk is over: nobody may take that back. It goes with its visit, a month later (0061).
    "kiosk_visit_ends": Kept(may_shrink=True),
}

_FUNCTION = "refuse_to_change_what_only_grows"
_BODY = "BEGIN RAISE EXCEPTION '%_only_grow', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END"


def protect(connection: Connection) -> None:
    """Let the database refuse changes to every table of ``TABLES`` that is there; again is harmless."""
    release(connection)
    if connection.dialect.name == "postgresql":
        body = _BODY.replace("'", "''")
        connection.execute(
            text(f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS '{body}'")
        )
    for definition in _wanted(connection).values():
        connection.exec_driver_sql(definition)


def release(connection: Connection) -> None:
    """Take the triggers away, for a migration: the transaction that does so puts them back."""
    for name in list_triggers(connection):
        table = f" ON {_table_of(name)}" if connection.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER {name}{table}")


def list_unprotected(connection: Connection) -> list[str]:
    """List, as sentences, the tables whose rows could be changed unnoticed."""
    there, is_sqlite = list_triggers(connection), connection.dialect.name == "sqlite"
    missed = [
        name
        for name, definition in _wanted(connection).items()
        if there.get(name) != (definition if is_sqlite else f"O {_BODY}")
    ]
    bare = sorted({_table_of(name) for name in missed})
    return [f"{table}: nothing keeps its rows from being changed. Run: jobmatch db upgrade" for table in bare]


def list_triggers(connection: Connection) -> dict[str, str]:
    """Return the triggers of ours that are there: SQLite's with their text, PostgreSQL's with state and function."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = (
            "SELECT tgname, CAST(tgenabled AS text) || ' ' || prosrc"
            " FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND relnamespace = CAST(current_schema() AS regnamespace)"
        )
    found = connection.exec_driver_sql(query)
    return {name: definition for name, definition in found if "_no_" in name and _table_of(name) in TABLES}


def _table_of(trigger: str) -> str:
    return trigger.rsplit("_no_", 1)[0]


def _wanted(connection: Connection) -> dict[str, str]:
    """Return name and definition of every trigger that belongs to the tables that are there."""
    there, wanted = inspect(connection), {}
    is_sqlite = connection.dialect.name == "sqlite"
    for table, kept in TABLES.items():
        if not there.has_table(table):
            continue
        fixed = [column["name"] for column in there.get_columns(table) if column["name"] not in kept.erasable]
        ways = {"update": f"UPDATE OF {', '.join(fixed)}"}
        ways |= {} if kept.may_shrink else {"delete": "DELETE"}
        ways |= {} if is_sqlite else {"truncate": "TRUNCATE"}
        for name, way in ways.items():
            refusal = (
                f"BEGIN SELECT RAISE(ABORT, '{table}_only_grow'); END"
                if is_sqlite
                else f"FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()"
            )
            wanted[f"{table}_no_{name}"] = f"CREATE TRIGGER {table}_no_{name} BEFORE {way} ON {table} {refusal}"
    return wanted
