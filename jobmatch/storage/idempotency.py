"""Answers kept under an idempotency key, written in the same transaction as the work they answer for."""

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch import clock
from jobmatch.storage.base import Base, Instant, Keyed, db


class KeptAnswer(Keyed, Base):
    """What was answered to a request, so that a retry gets the same answer and does nothing again."""

    __tablename__ = "kept_answers"
    __table_args__ = (UniqueConstraint("scope", "key", name="are_given_once_per_key"),)

    scope: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(80))
    body_hash: Mapped[str] = mapped_column(String(64))
    answer: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(Instant)


class KeyReusedError(Exception):
    """The same key came with another body: the first one is kept."""


def body_hash(body: object) -> str:
    """Return the SHA-256 (hex) of ``body`` in canonical JSON."""
    canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def find_answer(scope: str, key: str, hashed_body: str) -> dict[str, Any] | None:
    """Return the answer kept for ``key``, or None. Raises ``KeyReusedError`` when the body was another one."""
    kept = db.session.scalar(select(KeptAnswer).where(KeptAnswer.scope == scope, KeptAnswer.key == key))
    if kept is None:
        return None
    if kept.body_hash != hashed_body:
        raise KeyReusedError(key)
    return kept.answer


def take_key(scope: str, key: str, hashed_body: str) -> KeptAnswer:
    """Take ``key`` and return the row for its answer; the act under way commits both with the work itself.

    Whoever comes with the same key waits here until that act is over, before doing any of the work.
    """
    kept = KeptAnswer(scope=scope, key=key, body_hash=hashed_body, answer={}, at=clock.now())
    db.session.add(kept)
    db.session.flush()
    return kept
