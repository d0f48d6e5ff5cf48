"""The audit trail: append-only, hash-chained, ids only, so that erasing a person never breaks the chain."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, Session, mapped_column

from jobmatch.storage.base import Base, Instant, Keyed

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
        Index("ix_audit_entries_subject", "subject_table", "subject_id"),
    )

    seq: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    actor_kind: Mapped[str] = mapped_column(String(10))
    user_id: Mapped[str | None] = mapped_column(String(36), index=True)
    district_id: Mapped[str | None] = mapped_column(String(36), index=True)
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


def digest(entry: AuditEntry) -> str:
    """Return the SHA-256 (hex) of everything in ``entry`` and of the link before it."""
    facts = [
        entry.previous_hash,
        entry.seq,
        entry.id,
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


def append(session: Session, entries: Iterable[AuditEntry]) -> None:
    """Chain ``entries`` behind the head and add them to ``session``; the caller commits.

    Raises ``MissingHeadError``: an act that nobody could prove afterwards does not happen.
    """
    head = session.get(AuditHead, HEAD, with_for_update=True, populate_existing=True)
    if head is None:
        raise MissingHeadError
    for entry in entries:
        entry.seq, entry.previous_hash = head.seq + 1, head.hash
        entry.hash = digest(entry)
        head.seq, head.hash = entry.seq, entry.hash
        session.add(entry)


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
        if entry is None or entry.previous_hash != previous or digest(entry) != entry.hash:
            breaks.append(f"audit_entries: row {key} (entry {there}) was changed after it was written.")
        previous = entry.hash if entry else session.scalar(select(AuditEntry.hash).where(AuditEntry.id == key)) or ""
    head = session.get(AuditHead, HEAD)
    if head is None or (head.seq, head.hash) != (seq, previous):
        breaks.append("audit_heads: the recorded end of the chain is not the last entry: entries are missing.")
    return breaks


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
