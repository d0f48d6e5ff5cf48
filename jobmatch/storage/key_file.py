"""The key file: made on first start, mode 600, outside the database and its backups; replaced in one step.

Every process looks, before each use, whether the file is still the one it has read: one question to the file system
(about 3 µs). So a server takes a new key up without being started anew, and nothing is ever sealed with a key that
the file has given up.
"""

import fcntl
import json
import os
import secrets
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from jobmatch import clock
from jobmatch.storage.ciphers import HmacSha256
from jobmatch.storage.keys import IndexKey, Keyring, make_keyring


class KeyFile:
    """The keys at ``path``, as they are there now."""

    def __init__(self, path: Path, keyed_hash: str = HmacSha256.name) -> None:
        self.path = path
        if not path.exists():
            write_once(path, _as_bytes(make_keyring(keyed_hash)))
        self._guard = threading.Lock()
        self._seen = self._look()
        self._ring = read_keyring(path)

    def ring(self) -> Keyring:
        """Return the keys of the file.

        Where it is gone or damaged meanwhile, the keys that were read last go on serving, and ``fault`` says so:
        a service that stops opening what it has helps nobody.
        """
        if self._look() != self._seen:
            self.read_again()
        return self._ring

    def read_again(self) -> Keyring:
        """Read the file whether or not it looks changed."""
        with self._guard, suppress(OSError, ValueError):
            seen = self._look()
            self._ring, self._seen = read_keyring(self.path), seen
        return self._ring

    def fault(self) -> str | None:
        """Return what keeps the file from being read, as a sentence, or None."""
        try:
            read_keyring(self.path)
        except (OSError, ValueError) as error:
            return str(error)
        return None

    def _look(self) -> tuple[int, int, int] | None:
        try:
            found = os.stat(self.path)
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    @contextmanager
    def changing(self) -> Iterator[Keyring]:
        """Hold the file for a change, others who want to change it wait; gives the keys as they are now."""
        handle = os.open(self.path.with_name(f".{self.path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield read_keyring(self.path)
        finally:
            os.close(handle)

    def put(self, ring: Keyring) -> None:
        """Replace the file in one step that a power cut cannot halve; call inside ``changing``."""
        draft = _draft(self.path, _as_bytes(ring))
        try:
            draft.replace(self.path)
        finally:
            draft.unlink(missing_ok=True)
        _settle(self.path.parent)
        self.read_again()

    def set_aside(self) -> Path:
        """Keep a dated copy of the file as it is, beside it; ``forget`` deletes it once its key is retired."""
        copy = self.path.with_name(f"{self.path.stem}-{clock.now():%Y%m%d-%H%M%S-%f}{self.path.suffix}")
        with open(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(self.path.read_bytes())
            file.flush()
            os.fsync(file.fileno())
        return copy

    def copies(self) -> list[Path]:
        """List the dated copies, oldest first."""
        return sorted(self.path.parent.glob(f"{self.path.stem}-*{self.path.suffix}"))

    def forget(self, key_id: str) -> list[Path]:
        """Delete the dated copies that hold a key which the file no longer has; returns them."""
        gone = []
        for copy in self.copies():
            with suppress(OSError, ValueError):
                if key_id in read_keyring(copy).ids:
                    copy.unlink()
                    gone.append(copy)
        _settle(self.path.parent)
        return gone


def read_keyring(path: Path) -> Keyring:
    """Read the keyring at ``path``. Raises ``OSError``, and ``ValueError`` when it is damaged."""
    try:
        return _from_json(json.loads(path.read_bytes()))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(
            f"The key file {path} is damaged or names no usable key. Without it no sealed field opens:"
            " put back its copy."
        ) from error


def load_secret(path: Path) -> str:
    """Read the session secret at ``path``, making it first when there is none."""
    if not path.exists():
        write_once(path, secrets.token_urlsafe(48).encode())
    return path.read_text()


def _from_json(stored: dict[str, Any]) -> Keyring:
    sealing = {key_id: b64decode(secret) for key_id, secret in stored["sealing"].items()}
    indexing = stored["indexing"]
    if isinstance(indexing, str):
        # The form of before: one index key, which had no name.
        return Keyring(stored["active"], sealing, "i1", {"i1": IndexKey(HmacSha256.name, b64decode(indexing))})
    keys = {key_id: IndexKey(one["hash"], b64decode(one["key"])) for key_id, one in indexing.items()}
    return Keyring(stored["active"], sealing, stored["index_active"], keys)


def _as_bytes(ring: Keyring) -> bytes:
    sealing = {key_id: b64encode(secret).decode() for key_id, secret in ring.sealing.items()}
    indexing = {
        key_id: {"hash": key.keyed_hash, "key": b64encode(key.secret).decode()} for key_id, key in ring.indexing.items()
    }
    stored = {"active": ring.active, "sealing": sealing, "index_active": ring.index_active, "indexing": indexing}
    return json.dumps(stored, indent=1).encode()


def _draft(path: Path, content: bytes) -> Path:
    """Write ``content`` under another name in the folder of ``path``, mode 600, safe from a power cut."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            draft.unlink()
            raise
    return draft


def write_once(path: Path, content: bytes) -> None:
    """Write ``content`` under its final name in one step, mode 600; when two processes race, the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(path, content)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _settle(folder: Path) -> None:
    """Let the folder's new names reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    with suppress(OSError):
        os.fsync(handle)
    os.close(handle)
