"""The keys that seal fields: made on first start, in a file of mode 600 outside the database and its backups."""

import hashlib
import hmac
import json
import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, repr=False)
class Keyring:
    """Sealing keys by id (32 bytes each), the id that seals new values, and the key of the blind indexes."""

    active: str
    sealing: dict[str, bytes]
    indexing: bytes

    def index_key(self, field: str) -> bytes:
        """Return a separate key for each field, so that equal values in two fields do not look alike."""
        return hmac.digest(self.indexing, field.encode(), hashlib.sha256)


def make_keyring() -> Keyring:
    """Return a new random keyring."""
    return Keyring("k1", {"k1": secrets.token_bytes(32)}, secrets.token_bytes(32))


def load_keyring(path: Path) -> Keyring:
    """Read the keyring at ``path``, making it first when there is none. Raises ``ValueError`` when it is damaged."""
    if not path.exists():
        ring = make_keyring()
        _write_once(path, json.dumps(_as_json(ring), indent=1).encode())
    try:
        stored = json.loads(path.read_bytes())
        sealing = {key_id: b64decode(value) for key_id, value in stored["sealing"].items()}
        ring = Keyring(stored["active"], sealing, b64decode(stored["indexing"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(
            f"The key file {path} is damaged. Without it no sealed field opens: put back its copy."
        ) from error
    if ring.active not in sealing or any(len(key) != 32 for key in sealing.values()):
        raise ValueError(f"The key file {path} names no usable key. Put back its copy.")
    return ring


def load_secret(path: Path) -> str:
    """Read the session secret at ``path``, making it first when there is none."""
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(48).encode())
    return path.read_text()


def _as_json(ring: Keyring) -> dict[str, object]:
    sealing = {key_id: b64encode(key).decode() for key_id, key in ring.sealing.items()}
    return {"active": ring.active, "sealing": sealing, "indexing": b64encode(ring.indexing).decode()}


def _write_once(path: Path, content: bytes) -> None:
    """Write ``content`` under its final name in one step, mode 600; when two processes race, the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
