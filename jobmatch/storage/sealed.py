"""Sealed fields: authenticated encryption with table, row and column bound in.

The stored bytes begin with ``version.algorithm.key-id.``: what was sealed with another cipher or an older key opens
all the same. A value copied to another row, column or table does not. (GB/T 35273-2020 6.3; NIST SP 800-38D.)
"""

import secrets
from collections.abc import Iterator
from typing import Any, NamedTuple, Self, overload

from cryptography.exceptions import InvalidTag
from flask import current_app
from sqlalchemy import Table

from jobmatch.config import Settings
from jobmatch.storage.base import Base
from jobmatch.storage.ciphers import CIPHERS, NONCE_BYTES, SUITES, Suite
from jobmatch.storage.key_file import KeyFile
from jobmatch.storage.keys import Keyring


class Place(NamedTuple):
    """Where a sealed value lives; it opens nowhere else."""

    table: str
    row_id: str
    column: str

    def bound(self) -> bytes:
        """Return the associated data of the cipher."""
        return "\x1f".join(self).encode()


class SealBrokenError(Exception):
    """A sealed value does not open: wrong key, moved, or changed. Names the place, never the value."""


def key_file() -> KeyFile:
    """Return the running application's key file."""
    file: KeyFile = current_app.extensions["jobmatch_keys"]
    return file


def keyring() -> Keyring:
    """Return the keys as they are in the running application's key file now."""
    return key_file().ring()


def suite() -> Suite:
    """Return the ciphers that the settings ask for."""
    settings: Settings = current_app.config["JOBMATCH"]
    return SUITES[settings.cipher]


def header(cipher: str, key_id: str) -> bytes:
    """Return what the values begin with that are sealed so."""
    return f"1.{cipher}.{key_id}.".encode()


def header_in_use(ring: Keyring) -> bytes:
    """Return what new values begin with."""
    return header(suite().cipher.name, ring.active)


def seal(place: Place, value: str) -> bytes:
    """Return ``value`` sealed for ``place`` with the active key."""
    ring = keyring()
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = suite().cipher.encrypt(ring.sealing[ring.active], nonce, value.encode(), place.bound())
    return header_in_use(ring) + nonce + sealed


def unseal(place: Place, sealed: bytes) -> str:
    """Return the value sealed for ``place``, whichever known cipher and key it was. Raises ``SealBrokenError``."""
    try:
        version, algorithm, key_id, rest = bytes(sealed).split(b".", 3)
        if version != b"1":
            raise ValueError("unknown version")
        cipher, secret = CIPHERS[algorithm.decode()], _secret(key_id.decode())
        return cipher.decrypt(secret, rest[:NONCE_BYTES], rest[NONCE_BYTES:], place.bound()).decode()
    except (InvalidTag, KeyError, ValueError) as error:
        raise SealBrokenError(f"{place.table}.{place.column} of row {place.row_id} does not open.") from error


def _secret(key_id: str) -> bytes:
    ring = keyring()
    if key_id not in ring.sealing:
        # A key made an instant ago by somebody else. Raises KeyError when it is not that.
        ring = key_file().read_again()
    return ring.sealing[key_id]


class Sealed:
    """A text attribute kept sealed in the column ``<name>_sealed`` of the same row."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def _place(self, row: Any) -> Place:
        return Place(row.__tablename__, row.id, self.name)

    @overload
    def __get__(self, row: None, owner: type) -> Self: ...
    @overload
    def __get__(self, row: Base, owner: type) -> str | None: ...
    def __get__(self, row: Base | None, owner: type) -> Self | str | None:
        if row is None:
            return self
        stored = getattr(row, f"{self.name}_sealed")
        return None if stored is None else unseal(self._place(row), stored)

    def __set__(self, row: Base, value: str | None) -> None:
        sealed = None if value is None else seal(self._place(row), value)
        setattr(row, f"{self.name}_sealed", sealed)


def sealed_columns() -> Iterator[tuple[Table, str]]:
    """Go through every sealed attribute of every table, in a fixed order: the table, the attribute's name."""
    for mapper in sorted(Base.registry.mappers, key=lambda one: one.class_.__name__):
        for name, value in vars(mapper.class_).items():
            if isinstance(value, Sealed) and isinstance(mapper.local_table, Table):
                yield mapper.local_table, name
