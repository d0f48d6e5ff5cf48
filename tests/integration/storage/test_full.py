"""Where the audit trail cannot be written, nothing happens: a page says so, no half record, and on it goes after."""

import resource
from contextlib import contextmanager

from sqlalchemy import text

from jobmatch.storage import care
from jobmatch.storage.base import db
from jobmatch.storage.engine import writing
from tests.pages.asking import fresh
from tests.pages.kiosk.journey import count_rows, send

MOST = 60
REFUSE = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER no_room BEFORE INSERT ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION no_room()
"""


@contextmanager
def no_file_grows(database):
    """As on a full disk: no file of this process grows beyond what the database's log has now."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    room = max(file.stat().st_size for file in database.files())
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def change(statement):
    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        connection.execute(text(statement))


@contextmanager
def no_audit_row_fits(_database):
    change(REFUSE)
    try:
        yield
    finally:
        change("DROP TRIGGER no_room ON audit_entries")


FULL = {"sqlite": no_file_grows, "postgresql": no_audit_row_fits}


def test_on_a_full_disk_nothing_is_half_done(client, world, database):
    kept = 0
    with FULL[database.kind](database):
        for _ in range(MOST):
            answer = send(client, world)
            if answer.status_code != 303:
                break
            kept += 1
        again = send(client, world)
    assert [(one.status_code, one.headers["Retry-After"]) for one in (answer, again)] == [(503, "5")] * 2
    assert "还没有提交" in answer.text
    fresh()
    assert count_rows() == (kept, kept)
    assert db.session.scalar(text("SELECT count(*) FROM audit_entries WHERE action = 'submission.received'")) == kept
    assert care.find_faults() == []
    assert send(client, world).status_code == 303
    assert count_rows() == (kept + 1, kept + 1)
    assert care.find_faults() == []
