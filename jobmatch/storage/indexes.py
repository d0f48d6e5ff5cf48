"""Blind indexes: a keyed hash in a column of its own, under which a sealed value can be found and is unique.

An index begins with the id of the key that made it (``i1.…``). While the key is being changed, some rows have the new
index and some the old one: whoever looks up asks for both, and whoever enters something unique holds the keys still
and asks first.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, event, inspect, text

from jobmatch.storage.base import Base, db
from jobmatch.storage.sealed import keyring

_KEYS_HELD_STILL = 0x4A4F4249


def blind_index(field: str, value: str) -> str:
    """Return the index under which ``value`` is kept in ``field`` from now on.

    Decision: keyed, because a plain hash of a citizen number can be searched in seconds. Never used on kind or grade.
    """
    return blind_indexes(field, value)[0]


def blind_indexes(field: str, value: str) -> list[str]:
    """Return every index under which ``value`` may be kept in ``field``: the present key's first."""
    ring = keyring()
    key_ids = [ring.index_active, *sorted(key_id for key_id in ring.indexing if key_id != ring.index_active)]
    return [_index(key_id, ring.indexing[key_id].digest(field, value)) for key_id in key_ids]


def _index(key_id: str, digest: bytes) -> str:
    return f"{key_id}.{urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def hold_keys_still(alone: bool = False) -> None:
    """Keep the index keys as they are until the act under way ends; ``alone`` also waits for all who hold them.

    Who enters a unique value holds them, so that nobody begins to index with another key between the look and the
    entry. On SQLite an act is alone anyway.
    """
    if db.engine.dialect.name == "postgresql":
        how = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        db.session.execute(text(f"SELECT {how}(:key)"), {"key": _KEYS_HELD_STILL})


def wait_for_others(what: str) -> None:
    """Let nobody else go on who asks for the same word, until the act under way ends.

    For decisions that count rows: two who count at once, and then write one each, would both see the same number. On
    SQLite an act is alone anyway.
    """
    if db.engine.dialect.name == "postgresql":
        # Two words that hash alike only wait for each other.
        number = int.from_bytes(sha256(what.encode()).digest()[:8], signed=True)
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": number})


@dataclass(frozen=True)
class BlindIndex:
    """Says of a column that it holds the blind index of ``field``, made from what ``read`` finds in the sealed ``of``.

    Stands in the class of the table, beside its columns; a change of the index key goes by it. ``follows``: the column
    is made anew by itself whenever the sealed value is set, and is empty where there is none.
    """

    field: str
    column: str
    of: str
    read: Callable[[str], str | None] = str
    follows: bool = False

    def made_from(self, value: str | None) -> str | None:
        """Return what the column holds for a plain value."""
        found = self.read(value) if value else None
        return blind_index(self.field, found) if found else None


@cache
def _following(kind: type) -> tuple[BlindIndex, ...]:
    return tuple(one for one in vars(kind).values() if isinstance(one, BlindIndex) and one.follows)


def follow(row: Base) -> None:
    """Make the indexes of what was sealed anew, just before a row is written."""
    for index in _following(type(row)):
        if inspect(row).attrs[f"{index.of}_sealed"].history.has_changes():
            setattr(row, index.column, index.made_from(getattr(row, index.of)))


def _follow(_mapper: Any, _connection: Any, row: Base) -> None:
    follow(row)


event.listen(Base, "before_insert", _follow, propagate=True)
event.listen(Base, "before_update", _follow, propagate=True)


def indexes_that_follow(table: str, plain: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the columns that follow from those plain values of a row, for what is written without the ORM."""
    return {one.column: one.made_from(plain[one.of]) for one in _following_in(table) if one.of in plain}


@cache
def _following_in(table: str) -> tuple[BlindIndex, ...]:
    return tuple(one for of, one in indexed_columns() if of.name == table and one.follows)


def indexed_columns() -> Iterator[tuple[Table, BlindIndex]]:
    """Go through every blind index of every table, in a fixed order."""
    for mapper in sorted(Base.registry.mappers, key=lambda one: one.class_.__name__):
        for value in vars(mapper.class_).values():
            if isinstance(value, BlindIndex) and isinstance(mapper.local_table, Table):
                yield mapper.local_table, value
