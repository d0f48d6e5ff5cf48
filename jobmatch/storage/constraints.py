"""Turns a database refusal into the name of the rule that was broken; ``wording`` has the sentence for it."""

import re

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.exc import IntegrityError

from jobmatch.storage.base import Base


class BrokenRuleError(Exception):
    """The database refused an impossible state. ``rule`` is the constraint's name, or ``unknown_rule``."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def broken_rule(error: IntegrityError) -> str:
    """Return the name of the constraint behind ``error`` on either database, ``unknown_rule`` when none is known."""
    diagnostics = getattr(error.orig, "diag", None)
    if diagnostics is not None and diagnostics.constraint_name:
        return str(diagnostics.constraint_name)
    text = str(error.orig)
    if match := re.fullmatch(r"CHECK constraint failed: (\S+)", text):
        return match[1]
    if match := re.fullmatch(r"UNIQUE constraint failed: (?:index '(\w+)'|(.+))", text):
        return match[1] or _unique_on(match[2])
    return "unknown_rule"


def _unique_on(columns: str) -> str:
    """SQLite names the columns of a broken unique rule, not the rule."""
    wanted = {column.strip() for column in columns.split(",")}
    for table in Base.metadata.tables.values():
        rules: list[UniqueConstraint | Index] = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
        rules += [index for index in table.indexes if index.unique]
        for rule in rules:
            if {f"{table.name}.{column.name}" for column in rule.columns} == wanted:
                return str(rule.name)
    return "unknown_rule"
