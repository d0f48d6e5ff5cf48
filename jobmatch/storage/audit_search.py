"""Searching the audit trail: newest first, page after page by the place in the chain, never by counting."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select, union_all

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
    rules = _matching(district_id, sought)
    if sought.action.endswith("."):
        rules = [AuditEntry.seq.in_(_newest_of_each(_actions_of(sought.action), rules, limit))]
    query = select(AuditEntry).where(*rules).order_by(AuditEntry.seq.desc())
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


def _actions_of(subject: str) -> list[str]:
    """Return the acts of a subject that the trail has, going from one to the next by the index."""
    first = select(func.min(AuditEntry.action).label("action")).cte("acts", recursive=True)
    following = select(func.min(AuditEntry.action)).where(AuditEntry.action > first.c.action).scalar_subquery()
    acts = first.union_all(select(following).where(first.c.action.is_not(None)))
    return [one for one in db.session.scalars(select(acts.c.action)) if one is not None and one.startswith(subject)]


def _newest_of_each(actions: list[str], rules: list[ColumnElement[bool]], limit: int) -> Select[int]:
    """Return the places of the newest entries of each act: among them are the newest of all."""
    newest = (select(AuditEntry.seq).where(*rules, AuditEntry.action == one) for one in actions or [""])
    lists = [select(one.order_by(AuditEntry.seq.desc()).limit(limit).subquery().c.seq) for one in newest]
    return select(union_all(*lists).subquery().c.seq)


def _matching(district_id: str, sought: Sought) -> list[ColumnElement[bool]]:
    rules: list[ColumnElement[bool]] = [
        func.coalesce(AuditEntry.district_id, district_id) == district_id,
        *_in_time(sought),
    ]
    if sought.action and not sought.action.endswith("."):
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


def _in_time(sought: Sought) -> list[ColumnElement[bool]]:
    """The period, and the places between which all its entries stand: outside them nothing has to be read.

    An act may wait a moment for the end of the chain, so places and instants do not run quite in step: both are asked.
    """
    period: list[ColumnElement[bool]] = []
    if sought.since is not None:
        period.append(AuditEntry.at >= sought.since)
    if sought.until is not None:
        period.append(AuditEntry.at < sought.until)
    if not period:
        return []
    first, last = (select(end(AuditEntry.seq)).where(*period).scalar_subquery() for end in (func.min, func.max))
    return [*period, AuditEntry.seq >= first, AuditEntry.seq <= last]
