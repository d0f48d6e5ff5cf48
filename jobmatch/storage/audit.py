"""The audit trail: append-only, hash-chained, ids only, so that erasing a person never breaks the chain."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint, bindparam, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, Session, mapped_column

from jobmatch.storage.base import Base, Instant, Keyed, new_id

GENESIS = "0" * 64
HEAD = 1
ROWS_AT_ONCE = 500


class MissingHeadError(RuntimeError):
    """The head of the audit chain is gone: migrations make it, nothing deletes it. See ``jobmatch db check``."""


class AuditEntry(Keyed, Base):
    """One act: who did what to which rows, when. ``details`` holds ids and counts, never personal data."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        UniqueConstraint("seq", name="have_one_place_in_the_chain"),
        # Each ends with the place in the chain, for a page of what is found is read from its newest end.
        Index("ix_audit_entries_subject", "subject_table", "subject_id", "seq"),
        Index("ix_audit_entries_user", "user_id", "seq"),
        Index("ix_audit_entries_action", "action", "seq"),
        Index("ix_audit_entries_at", "at", "seq"),
    )

    seq: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    actor_kind: Mapped[str] = mapped_column(String(10))
    user_id: Mapped[str | None] = mapped_column(String(36))
    district_id: Mapped[str | None] = mapped_column(String(36))
    action: Mapped[str] = mapped_column(Text)
    subject_table: Mapped[str | None] = mapped_column(String(60))
    subject_id: Mapped[str | None] = mapped_column(String(36))
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The last link of the chain, one row from the start; locked last in every act, so writers queue for an instant."""

    __tablename__ = "audit_heads"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(String(64), default=GENESIS)


_HEADS = AuditHead.metadata.tables[AuditHead.__tablename__]
_FIND_HEAD = select(_HEADS.c.seq, _HEADS.c.hash).where(_HEADS.c.id == HEAD).with_for_update()
_MOVE_HEAD = update(_HEADS).where(_HEADS.c.id == HEAD).values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
_ADD = insert(AuditEntry.metadata.tables[AuditEntry.__tablename__])


@dataclass(frozen=True)
class Entry:
    """What an act says of itself, before it has a place in the chain."""

    at: datetime
    actor_kind: str
    user_id: str | None
    district_id: str | None
    action: str
    subject_table: str | None
    subject_id: str | None
    details: dict[str, Any]


def digest(entry: Entry | AuditEntry, seq: int, key: str, previous_hash: str) -> str:
    """Return the SHA-256 (hex) of everything in ``entry``, of its place and key, and of the link before it."""
    facts = [
        previous_hash,
        seq,
        key,
        entry.at.isoformat(),
        entry.actor_kind,
        entry.user_id,
        entry.district_id,
        entry.action,
        entry.subject_table,
        entry.subject_id,
        entry.details,
    ]
    canonical = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def append(session: Session, entries: Iterable[Entry]) -> None:
    """Chain ``entries`` behind the head and write them; the caller commits.

    Raises ``MissingHeadError``: an act that nobody could prove afterwards does not happen.
    """
    connection = session.connection()
    head = connection.execute(_FIND_HEAD).one_or_none()
    if head is None:
        raise MissingHeadError
    seq, previous = head
    rows: list[dict[str, Any]] = []
    for entry in entries:
        seq, key = seq + 1, new_id()
        link = digest(entry, seq, key, previous)
        rows.append({**vars(entry), "seq": seq, "id": key, "previous_hash": previous, "hash": link})
        previous = link
    connection.execute(_ADD, rows)
    connection.execute(_MOVE_HEAD, {"new_seq": seq, "new_hash": previous})


def find_head(session: Session) -> AuditHead | None:
    """Return the end of the chain, or None where migrations have not made one."""
    return session.get(AuditHead, HEAD, populate_existing=True)


def find_breaks(session: Session) -> list[str]:
    """List, in order, sentences naming each entry that does not fit the chain; empty when it is whole.

    A row that can no longer be read at all is one that was changed: it is named like any other.
    """
    breaks, previous, seq = [], GENESIS, 0
    for there, key, entry in _in_order(session):
        seq += 1
        if there != seq:
            breaks.append(f"audit_entries: entry {seq} is missing before {key}.")
            seq = there
        if entry is None or entry.previous_hash != previous or _digest_of(entry) != entry.hash:
            breaks.append(f"audit_entries: row {key} (entry {there}) was changed after it was written.")
        previous = entry.hash if entry else session.scalar(select(AuditEntry.hash).where(AuditEntry.id == key)) or ""
    head = session.get(AuditHead, HEAD)
    if head is None or (head.seq, head.hash) != (seq, previous):
        breaks.append("audit_heads: the recorded end of the chain is not the last entry: entries are missing.")
    return breaks


def _digest_of(entry: AuditEntry) -> str:
    return digest(entry, entry.seq, entry.id, entry.previous_hash)


def is_sound(entry: AuditEntry) -> bool:
    """Tell whether ``entry`` still has the sum that it was written with; its neighbours are not asked."""
    return _digest_of(entry) == entry.hash


def _in_order(session: Session) -> Iterator[tuple[int, str, AuditEntry | None]]:
    """Go through the chain: place, key and entry, None where it cannot be read."""
    keys = session.execute(select(AuditEntry.seq, AuditEntry.id).order_by(AuditEntry.seq)).all()
    for start in range(0, len(keys), ROWS_AT_ONCE):
        some = keys[start : start + ROWS_AT_ONCE]
        entries = _read_together(session, [key for _, key in some])
        for there, key in some:
            yield there, key, entries.get(key)
        session.expunge_all()


def _read_together(session: Session, keys: list[str]) -> dict[str, AuditEntry | None]:
    try:
        return {entry.id: entry for entry in session.scalars(select(AuditEntry).where(AuditEntry.id.in_(keys)))}
    except (DBAPIError, TypeError, ValueError):
        # One of them is garbage: which one?
        return {key: _find_readable(session, key) for key in keys}


def _find_readable(session: Session, key: str) -> AuditEntry | None:
    """Return the entry, or None where a column no longer holds what its type says."""
    try:
        return session.scalar(select(AuditEntry).where(AuditEntry.id == key))
    except (DBAPIError, TypeError, ValueError):
        return None
