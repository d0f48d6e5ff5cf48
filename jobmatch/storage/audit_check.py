"""Checks the whole audit chain, and leaves in the chain itself that this was done and what was found."""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobmatch.storage.act import Actor, act
from jobmatch.storage.audit import AuditEntry, find_breaks
from jobmatch.storage.base import db
from jobmatch.storage.engine import reading

VERIFIED = "audit.verified"
JOB = "verify_audit_chain"
ASKED = "asked"
"""The key of a check that somebody asked for, beside the nightly one, which has none."""


class Checked(NamedTuple):
    """What a reading of the chain found: how many entries there were, and a sentence for each break."""

    entries: int
    breaks: tuple[str, ...]


def read_chain() -> Checked:
    """Read the whole chain as it is at one instant. Nobody waits meanwhile: it is no act and holds no lock."""
    with reading(db.engine) as connection, Session(connection) as session:
        entries = session.scalar(select(func.count()).select_from(AuditEntry)) or 0
        return Checked(entries, tuple(find_breaks(session)))


def record_check(by: Actor, checked: Checked) -> None:
    """Keep that the chain was checked; the sentences themselves come from ``jobmatch db check``."""
    with act(by=by, action=VERIFIED) as this:
        this.note(entries=checked.entries, breaks=len(checked.breaks))
