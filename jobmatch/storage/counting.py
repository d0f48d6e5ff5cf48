"""How many values are sealed or indexed with which key, column by column."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Table, case, func, literal, select

from jobmatch.storage.base import db
from jobmatch.storage.ciphers import CIPHERS
from jobmatch.storage.indexes import indexed_columns
from jobmatch.storage.sealed import header, keyring, sealed_columns

UNKNOWN = "unknown"
"""Stands for a key that the key file does not have."""


class Count(NamedTuple):
    """So many values of a column were made with ``key`` and ``how`` (a cipher or a keyed hash)."""

    table: str
    column: str
    key: str
    how: str
    values: int


def count_sealed() -> list[Count]:
    """Count the sealed values of each column by key and cipher."""
    made = {(key_id, cipher): header(cipher, key_id) for key_id in keyring().sealing for cipher in CIPHERS}
    return [count for table, name in sealed_columns() for count in _count(table, name, table.c[f"{name}_sealed"], made)]


def count_indexed() -> list[Count]:
    """Count the blind indexes of each column by key and keyed hash."""
    made = {(key_id, key.keyed_hash): f"{key_id}." for key_id, key in keyring().indexing.items()}
    return [
        count
        for table, index in indexed_columns()
        for count in _count(table, index.column, table.c[index.column], made)
    ]


def _count(
    table: Table, name: str, column: ColumnElement[Any], made: dict[tuple[str, str], bytes] | dict[tuple[str, str], str]
) -> list[Count]:
    beginnings: list[tuple[tuple[str, str], Any]] = sorted(made.items())
    which = case(
        *(
            (func.substr(column, 1, len(beginning)) == literal(beginning, column.type), place)
            for place, (_by, beginning) in enumerate(beginnings)
        ),
        else_=-1,
    )
    query = select(which.label("which"), func.count()).where(column.is_not(None)).group_by("which").order_by("which")
    ways = {place: by for place, (by, _beginning) in enumerate(beginnings)} | {-1: (UNKNOWN, UNKNOWN)}
    return [Count(table.name, name, *ways[place], values) for place, values in db.session.execute(query)]
