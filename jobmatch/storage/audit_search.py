"""Searching the audit trail: newest first, page after page by the place in the chain, never by counting."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db

AT_ONCE = 500


@dataclass(frozen=True)
class Sought:
    """Which entries. ``until`` is not included; ``action`` ending in a dot means every act of that subject."""

    since: datetime | None = None
    until: datetime | None = None
    action: str = ""
    user_id: str | None = None
    subject_table: str = ""
    subject_id: str = ""
    before: int | None = None
    """Only entries that stand earlier in the chain than this one."""


def list_entries(district_id: str, sought: Sought, limit: int) -> list[AuditEntry]:
    """List what is found of this district, and of machines and devices, newest first.

    *Decision:* no count and no offset: both read everything that comes before (attack D2). Whoever wants the next
    page names the last entry of this one, so a page costs the same at the end of a long trail as at its beginning.
    """
    query = select(AuditEntry).where(*_matching(district_id, sought)).order_by(AuditEntry.seq.desc())
    return list(db.session.scalars(query.limit(limit)))


def each_entry(district_id: str, sought: Sought, most: int) -> Iterator[AuditEntry]:
    """Yield what ``list_entries`` would list, ``most`` at the utmost, without holding it all in memory."""
    left = most
    while left > 0:
        some = list_entries(district_id, sought, min(AT_ONCE, left))
        yield from some
        if len(some) < AT_ONCE:
            return
        left -= len(some)
        sought = replace(sought, before=some[-1].seq)
        db.session.expunge_all()


def count_actions(district_id: str, actions: tuple[str, ...], since: datetime) -> dict[str, int]:
    """Count the entries of some actions since an instant."""
    query = select(AuditEntry.action, func.count()).where(
        *_matching(district_id, Sought(since=since)), AuditEntry.action.in_(actions)
    )
    return {row[0]: row[1] for row in db.session.execute(query.group_by(AuditEntry.action))}


def find_last(action: str) -> AuditEntry | None:
    """Return the newest entry of an action, or None."""
    query = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.seq.desc())
    return db.session.scalar(query.limit(1))


def _matching(district_id: str, sought: Sought) -> list[ColumnElement[bool]]:
    rules: list[ColumnElement[bool]] = [
        or_(AuditEntry.district_id == district_id, AuditEntry.district_id.is_(None)),
    ]
    if sought.since is not None:
        rules.append(AuditEntry.at >= sought.since)
    if sought.until is not None:
        rules.append(AuditEntry.at < sought.until)
    if sought.action.endswith("."):
        rules.append(AuditEntry.action.startswith(sought.action, autoescape=True))
    elif sought.action:
        rules.append(AuditEntry.action == sought.action)
    for column, wanted in (
        (AuditEntry.user_id, sought.user_id),
        (AuditEntry.subject_table, sought.subject_table),
        (AuditEntry.subject_id, sought.subject_id),
    ):
        if wanted:
            rules.append(column == wanted)
    if sought.before is not None:
        rules.append(AuditEntry.seq < sought.before)
    return rules
