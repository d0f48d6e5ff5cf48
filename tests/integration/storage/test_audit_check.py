"""The worker checks the whole chain every night and leaves in the chain that it did, and what it found."""

from datetime import UTC, datetime, timedelta

import time_machine
from sqlalchemy import event, select

from jobmatch import worker
from jobmatch.storage import audit_check
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.audit_search import find_last
from jobmatch.storage.base import db
from jobmatch.storage.jobs import Job, ask_for
from tests.integration.storage.test_audit import bend

NIGHT = datetime(2026, 11, 25, 19, tzinfo=UTC)


def checked():
    db.session.rollback()
    return find_last(audit_check.VERIFIED)


def test_a_whole_chain_is_found_whole_and_asked_for_again(world):
    with time_machine.travel(NIGHT, tick=False):
        with act(by=MACHINE, action="jobs.asked_for"):
            ask_for(audit_check.JOB, NIGHT)
        before = len(list(db.session.scalars(select(AuditEntry.id))))
        worker.run_due()
        entry = checked()
        assert entry.details == {"entries": before, "breaks": 0}
        (again,) = db.session.scalars(select(Job).where(Job.done_at.is_(None)))
        assert (again.name, again.due_at) == (audit_check.JOB, NIGHT + timedelta(days=1))


def test_a_flipped_word_is_counted(world):
    bend("UPDATE audit_entries SET action = 'user.nothing' WHERE seq = 1")
    found = audit_check.read_chain()
    assert len(found.breaks) == 1
    audit_check.record_check(MACHINE, found)
    assert checked().details == {"entries": found.entries, "breaks": 1}


def test_nobody_waits_while_the_chain_is_read(world):
    """An act goes through while the reading is under way: it holds no lock, and it sees one instant."""
    done = []

    def act_meanwhile(_connection, _cursor, statement, *_more):
        if "ORDER BY audit_entries.seq" in statement and not done:
            done.append(1)
            with act(by=MACHINE, action="meanwhile.done"):
                pass

    event.listen(db.engine, "after_cursor_execute", act_meanwhile)
    try:
        found = audit_check.read_chain()
    finally:
        event.remove(db.engine, "after_cursor_execute", act_meanwhile)
    assert done == [1]
    assert found.breaks == ()
