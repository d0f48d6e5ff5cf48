"""The keys that seal and index fields, as one value; ``key_file`` keeps them."""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from jobmatch.storage.ciphers import KEYED_HASHES, SECRET_BYTES

SEALING, INDEXING = "k", "i"


@dataclass(frozen=True, repr=False)
class IndexKey:
    """What blind indexes are made with: a secret and the name of the keyed hash that goes with it for good.

    *Decision:* the hash belongs to the key and not to the setting, because an index that is made with another hash
    finds nothing: changing the setting changes new values at once, and indexes when their key is changed.
    """

    keyed_hash: str
    secret: bytes

    def digest(self, field: str, value: str) -> bytes:
        """Return the keyed hash of ``value``; equal values in two fields do not look alike."""
        keyed_hash = KEYED_HASHES[self.keyed_hash]
        return keyed_hash.digest(keyed_hash.digest(self.secret, field.encode()), value.encode())


@dataclass(frozen=True, repr=False)
class Keyring:
    """Sealing keys (32 bytes) and index keys by id, and which of each serves what is new."""

    active: str
    sealing: Mapping[str, bytes]
    index_active: str
    indexing: Mapping[str, IndexKey]

    def __post_init__(self) -> None:
        """Refuse what could not be used. Raises ``ValueError``."""
        secrets_held = [*self.sealing.values(), *(key.secret for key in self.indexing.values())]
        if self.active not in self.sealing or self.index_active not in self.indexing:
            raise ValueError("no active key")
        if any(len(secret) != SECRET_BYTES for secret in secrets_held):
            raise ValueError("a key of the wrong length")
        if any(key.keyed_hash not in KEYED_HASHES for key in self.indexing.values()):
            raise ValueError("an unknown keyed hash")

    @property
    def ids(self) -> set[str]:
        """The ids of all keys."""
        return {*self.sealing, *self.indexing}

    def with_new_sealing_key(self) -> "Keyring":
        """Return a ring that seals with a new key and still opens with the others."""
        key_id = _next_id(SEALING, self.sealing)
        return replace(self, active=key_id, sealing={**self.sealing, key_id: secrets.token_bytes(SECRET_BYTES)})

    def with_new_index_key(self, keyed_hash: str) -> "Keyring":
        """Return a ring that indexes with a new key and still looks up with the others."""
        key_id = _next_id(INDEXING, self.indexing)
        return replace(self, index_active=key_id, indexing={**self.indexing, key_id: _new_index_key(keyed_hash)})

    def without(self, key_id: str) -> "Keyring":
        """Return a ring that no longer has that key. Raises ``ValueError`` for an active one."""
        sealing = {name: key for name, key in self.sealing.items() if name != key_id}
        indexing = {name: key for name, key in self.indexing.items() if name != key_id}
        return replace(self, sealing=sealing, indexing=indexing)


def make_keyring(keyed_hash: str) -> Keyring:
    """Return a new random keyring."""
    return Keyring("k1", {"k1": secrets.token_bytes(SECRET_BYTES)}, "i1", {"i1": _new_index_key(keyed_hash)})


def _new_index_key(keyed_hash: str) -> IndexKey:
    return IndexKey(keyed_hash, secrets.token_bytes(SECRET_BYTES))


def _next_id(letter: str, taken: Iterable[str]) -> str:
    """The active key is always the newest, so no id comes twice, though older ones were retired."""
    numbers = [int(found[1]) for name in taken if (found := re.fullmatch(rf"{letter}(\d+)", name))]
    return f"{letter}{max(numbers, default=0) + 1}"
