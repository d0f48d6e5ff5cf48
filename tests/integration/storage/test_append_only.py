"""Tables that only grow refuse everything else in the database itself, after every migration and every way in."""

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from jobmatch.fairs import visits
from jobmatch.fairs.queries import find_ticket
from jobmatch.people.service import record_view
from jobmatch.storage import append_only, care, migrations
from jobmatch.storage.act import MACHINE
from jobmatch.storage.base import db
from jobmatch.storage.engine import writing
from tests.guards.test_migrations import STEPS, go_down

PUBLISHED = ("publications", "published_figures", "published_rows")
TRIGGERS = {
    "audit_entries_no_update",
    "audit_entries_no_delete",
    "shown_lists_no_update",
    "shown_lists_no_delete",
    "person_views_no_update",
    "kiosk_visit_ends_no_update",
    *(f"{table}_no_{change}" for table in PUBLISHED for change in ("update", "delete")),
}
TRUNCATING = {
    "audit_entries_no_truncate",
    "shown_lists_no_truncate",
    "person_views_no_truncate",
    "kiosk_visit_ends_no_truncate",
    *(f"{table}_no_truncate" for table in PUBLISHED),
}
EMPTYING = {"sqlite": "DELETE FROM {}", "postgresql": "TRUNCATE {} CASCADE"}


@pytest.fixture
def grown(whole_world):
    record_view(whole_world.actor(), whole_world.seeker, "profile")
    visits.end(MACHINE, visits.begin(MACHINE, find_ticket(whole_world.submission)))
    return whole_world


def change(statement):
    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        connection.execute(text(statement))


def test_an_erasure_may_empty_a_remark_and_end_a_record(grown):
    change("UPDATE person_views SET note = NULL")
    change("DELETE FROM person_views")
    assert db.session.scalar(text("SELECT count(*) FROM person_views")) == 0


def unprotected():
    db.session.rollback()
    with db.engine.connect() as connection:
        return append_only.list_unprotected(connection)


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("audit_entries", "UPDATE {} SET details = '{{}}'"),
        ("audit_entries", "DELETE FROM {}"),
        ("audit_entries", "emptied"),
        ("shown_lists", "UPDATE {} SET items = '[]'"),
        ("shown_lists", "DELETE FROM {}"),
        ("shown_lists", "emptied"),
        ("person_views", "UPDATE {} SET what = 'x'"),
        ("person_views", "UPDATE {} SET note = NULL, user_id = user_id"),
        ("kiosk_visit_ends", "UPDATE {} SET at = at"),
    ],
)
def test_no_row_is_changed_or_deleted(grown, table, statement):
    statement = EMPTYING[db.engine.dialect.name] if statement == "emptied" else statement
    with pytest.raises(IntegrityError, match=f"{table}_only_grow"):
        change(statement.format(table))
    assert db.session.scalar(text(f"SELECT count(*) FROM {table}")) > 0


def test_they_are_there_after_each_migration(grown):
    """Down step by step and up through all of them; ``db check`` asks the same of every copy and every restore."""
    for revision in STEPS:
        go_down(revision)
        assert unprotected() == [], revision
    care.upgrade()
    assert unprotected() == []
    with db.engine.connect() as connection:
        names = set(append_only.list_triggers(connection))
    assert names == TRIGGERS | (TRUNCATING if db.engine.dialect.name == "postgresql" else set())


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_table_made_anew_has_lost_them_until_the_upgrade_is_through(grown):
    with migrations.changing(db.engine) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("person_views", recreate="always") as batch:
            batch.alter_column("what", type_=sa.String(80))
    sentence = "person_views: nothing keeps its rows from being changed. Run: jobmatch db upgrade"
    assert (unprotected(), care.find_faults()) == ([sentence], [sentence])
    care.upgrade()
    assert care.find_faults() == []


SPOILT = {
    "sqlite": (
        "DROP TRIGGER audit_entries_no_update",
        "CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries BEGIN SELECT 1; END",
    ),
    "postgresql": ("ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_no_update",),
}


def test_a_trigger_that_does_nothing_is_named(grown):
    for statement in SPOILT[db.engine.dialect.name]:
        change(statement)
    assert [fault for fault in care.find_faults() if "audit_entries: nothing keeps" in fault]
