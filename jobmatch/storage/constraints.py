"""Turns a database refusal into the name of the rule that was broken; ``wording`` has the sentence for it."""

import re

from sqlalchemy import Index, Table, UniqueConstraint
from sqlalchemy.exc import IntegrityError

from jobmatch.storage.base import Base

UNKNOWN = "unknown_rule"
_CHECK_OR_UNIQUE = {"23505", "23514"}
"""SQLSTATE of a broken unique rule (primary keys too) and of a broken CHECK; SQLite cannot name any other rule."""


class BrokenRuleError(Exception):
    """The database refused an impossible state. ``rule`` is the constraint's name, or ``unknown_rule``."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def broken_rule_error(error: IntegrityError) -> BrokenRuleError:
    """Return the named error for ``error``, with the database's sentence as a note but without the row's values.

    Raise it ``from None``: PostgreSQL's own message repeats the row ("Failing row contains …"), and a name in it would
    end up in a log.
    """
    named = BrokenRuleError(broken_rule(error))
    diagnostics = getattr(error.orig, "diag", None)
    named.add_note(str(diagnostics.message_primary if diagnostics is not None else error.orig))
    return named


def broken_rule(error: IntegrityError) -> str:
    """Return the name of the constraint behind ``error``, the same on both databases.

    Named are CHECKs, unique rules and primary keys; anything else (a foreign key, NOT NULL) is ``unknown_rule``,
    because SQLite does not tell which one it was.
    """
    diagnostics = getattr(error.orig, "diag", None)
    if diagnostics is not None:
        is_named = diagnostics.sqlstate in _CHECK_OR_UNIQUE and diagnostics.constraint_name
        return str(diagnostics.constraint_name) if is_named else UNKNOWN
    text = str(error.orig)
    if match := re.fullmatch(r"CHECK constraint failed: (\S+)", text):
        return match[1]
    if match := re.fullmatch(r"UNIQUE constraint failed: (?:index '(\w+)'|(.+))", text):
        return match[1] or _unique_on(match[2])
    return UNKNOWN


def _unique_on(columns: str) -> str:
    """SQLite names the columns of a broken unique rule, not the rule."""
    wanted = {column.strip() for column in columns.split(",")}
    for table in Base.metadata.tables.values():
        if {f"{table.name}.{column.name}" for column in table.primary_key} == wanted:
            return str(table.primary_key.name)
        for rule in unique_rules(table):
            if {f"{table.name}.{column.name}" for column in rule.columns} == wanted:
                return str(rule.name)
    return UNKNOWN


def unique_rules(table: Table) -> list[UniqueConstraint | Index]:
    """List the unique constraints and unique indexes of ``table`` by name; the primary key is not among them."""
    rules: list[UniqueConstraint | Index] = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    rules += [index for index in table.indexes if index.unique]
    return sorted(rules, key=lambda rule: str(rule.name))
