"""Sealed fields: AES-256-GCM with table, row and column bound in, and a keyed blind index for look-ups.

The stored bytes begin with ``version.algorithm.key-id.`` so that another cipher or key can come by setting. A value
copied to another row, column or table does not open. (GB/T 35273-2020 6.3; NIST SP 800-38D.)
"""

import hashlib
import hmac
import secrets
from typing import Any, NamedTuple, Self, overload

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

from jobmatch.storage.base import Base
from jobmatch.storage.keys import Keyring

NONCE_BYTES = 12


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


def keyring() -> Keyring:
    """Return the running application's keyring."""
    ring: Keyring = current_app.extensions["jobmatch_keyring"]
    return ring


def seal(place: Place, value: str) -> bytes:
    """Return ``value`` sealed for ``place`` with the active key."""
    ring = keyring()
    nonce = secrets.token_bytes(NONCE_BYTES)
    cipher = AESGCM(ring.sealing[ring.active]).encrypt(nonce, value.encode(), place.bound())
    return f"1.A256GCM.{ring.active}.".encode() + nonce + cipher


def unseal(place: Place, sealed: bytes) -> str:
    """Return the value sealed for ``place``. Raises ``SealBrokenError``."""
    try:
        version, algorithm, key_id, rest = bytes(sealed).split(b".", 3)
        if (version, algorithm) != (b"1", b"A256GCM"):
            raise ValueError("unknown cipher")
        cipher = AESGCM(keyring().sealing[key_id.decode()])
        return cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], place.bound()).decode()
    except (InvalidTag, KeyError, ValueError) as error:
        raise SealBrokenError(f"{place.table}.{place.column} of row {place.row_id} does not open.") from error


def blind_index(field: str, value: str) -> str:
    """Return the keyed index (HMAC-SHA256, hex) under which ``value`` can be looked up in ``field``.

    Decision: keyed, because a plain hash of a citizen number can be searched in seconds. Never used on kind or grade.
    """
    return hmac.digest(keyring().index_key(field), value.encode(), hashlib.sha256).hex()


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
