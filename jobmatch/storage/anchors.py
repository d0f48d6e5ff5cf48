"""Anchors of the audit chain: its end as it was at an instant, written down where nobody who has the database reaches.

The chain alone proves that nothing in it was changed; it cannot prove that it is still the same chain. Whoever puts an
older database back, or writes the whole chain anew, has to match every anchor that an operator keeps.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.storage.audit import GENESIS, AuditEntry, MissingHeadError, find_head


class Anchor(NamedTuple):
    """The last link at an instant: its place in the chain (0 = none yet) and its hash (SHA-256, hex)."""

    seq: int
    hash: str
    at: str


class BadAnchorError(ValueError):
    """The file holds no anchors; its sentence names the line."""


def take(session: Session) -> Anchor:
    """Return the end of the chain as it is now. Raises ``MissingHeadError``."""
    head = find_head(session)
    if head is None:
        raise MissingHeadError
    return Anchor(head.seq, head.hash, clock.now().isoformat())


def read(path: Path) -> list[Anchor]:
    """Read anchors as ``jobmatch audit anchor --json`` prints them or the log has them: in JSON, one or one a line.

    Lines of the log about other things are passed over. Raises ``BadAnchorError``, and ``OSError``.
    """
    content = path.read_text(errors="replace")
    try:
        whole = json.loads(content)
    except ValueError:
        anchors = list(_in_lines(content))
    else:
        anchors = [_anchor(one, number) for number, one in enumerate(whole if isinstance(whole, list) else [whole], 1)]
    if not anchors:
        raise BadAnchorError(f"{path} holds no anchor. jobmatch audit anchor --json prints one.")
    return anchors


def _in_lines(content: str) -> Iterator[Anchor]:
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
        except ValueError as error:
            raise BadAnchorError(f"Line {number} is no JSON.") from error
        if not isinstance(one, dict) or one.get("event", "audit anchor") == "audit anchor":
            yield _anchor(one, number)


def _anchor(one: Any, number: int) -> Anchor:
    try:
        seq, digest, at = one["seq"], one["hash"], one["at"]
        datetime.fromisoformat(at)
    except (KeyError, TypeError, ValueError) as error:
        raise BadAnchorError(f"Line {number} is no anchor: it needs seq, hash and at.") from error
    if not isinstance(seq, int) or isinstance(seq, bool) or seq < 0 or not isinstance(digest, str):
        raise BadAnchorError(f"Line {number} is no anchor: seq is a whole number, hash is text.")
    return Anchor(seq, digest, at)


def list_mismatches(session: Session, anchors: list[Anchor]) -> list[str]:
    """List, as sentences, the anchors that the chain does not reach or does not match."""
    return [fault for anchor in anchors if (fault := _mismatch(session, anchor))]


def _mismatch(session: Session, anchor: Anchor) -> str | None:
    there = GENESIS if anchor.seq == 0 else _hash_at(session, anchor.seq)
    if there is None:
        return (
            f"audit_entries: entry {anchor.seq}, which was there at {anchor.at}, is missing:"
            " an older database was put back, or the end was cut off."
        )
    if there != anchor.hash:
        return f"audit_entries: entry {anchor.seq} is not the one of {anchor.at}: the chain was written anew."
    return None


def _hash_at(session: Session, seq: int) -> str | None:
    return session.scalar(select(AuditEntry.hash).where(AuditEntry.seq == seq))
