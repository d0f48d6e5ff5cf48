"""Entries of the audit trail as the auditor reads them: who did what to which id. Never what the row says."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.accounts.listing import logins_of
from jobmatch.storage.audit import AuditEntry, is_sound
from jobmatch.web.admin_labels import ACTOR_KINDS
from jobmatch.web.language import locale_code
from jobmatch.wording.acts import act_name, table_name

HEADER = (
    "seq",
    "at_beijing",
    "actor_kind",
    "login",
    "action",
    "subject_table",
    "subject_id",
    "details",
    "hash",
)


@dataclass(frozen=True)
class EntryRow:
    """One line of the trail. ``is_sound``: what it says still has the sum it was written with."""

    seq: int
    at: datetime
    who: str
    action: str
    action_name: str
    subject: str
    subject_id: str
    details: str
    is_sound: bool


def entry_rows(entries: Sequence[AuditEntry]) -> list[EntryRow]:
    """Return the lines of ``entries``; the accounts behind them are asked for all at once."""
    logins, locale = logins_of(entry.user_id for entry in entries if entry.user_id), locale_code()
    return [
        EntryRow(
            entry.seq,
            entry.at,
            logins.get(entry.user_id or "") or str(ACTOR_KINDS.get(entry.actor_kind, entry.actor_kind)),
            entry.action,
            act_name(entry.action, locale),
            table_name(entry.subject_table, locale) if entry.subject_table else "",
            entry.subject_id or "",
            _details(entry),
            is_sound(entry),
        )
        for entry in entries
    ]


def is_chained(entries: Sequence[AuditEntry]) -> bool:
    """Tell whether neighbours of a page, newest first, name each other's sums; entries apart are not compared."""
    return all(newer.previous_hash == older.hash for newer, older in pairwise(entries) if newer.seq == older.seq + 1)


def cells(entries: Iterable[AuditEntry], logins: dict[str, str]) -> Iterable[tuple[object, ...]]:
    """Yield the cells of the file for each entry; the words are those that programs use, in every language."""
    for entry in entries:
        yield (
            entry.seq,
            entry.at.astimezone(clock.BEIJING).isoformat(timespec="seconds"),
            entry.actor_kind,
            logins.get(entry.user_id or "", entry.user_id),
            entry.action,
            entry.subject_table,
            entry.subject_id,
            json.dumps(entry.details, ensure_ascii=False, sort_keys=True) if entry.details else "",
            entry.hash,
        )


def _details(entry: AuditEntry) -> str:
    """Say the ids and counts of an entry in one line: ``person=… what=profile``."""
    colon = _("：")
    return " ".join(f"{name}{colon}{value}" for name, value in sorted(entry.details.items()) if value is not None)
