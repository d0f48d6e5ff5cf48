"""The chain holds, and every way of bending it is named."""

import pytest
from sqlalchemy import text

from jobmatch.storage import append_only, audit, care
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.engine import writing


def bend(statement):
    """Change the database behind the program's back, as whoever owns it can: the triggers are away meanwhile."""
    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        append_only.release(connection)
        connection.execute(text(statement))
        append_only.protect(connection)


def let_rows_be_changed():
    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        append_only.release(connection)


# A change to each column, as small as it gets.
FLIPPED = {
    "id": "id = 'x' || substr(id, 2)",
    "seq": "seq = 30",
    "at": "at = '2026-11-25 00:00:00.000001'",
    "actor_kind": "actor_kind = 'Machine'",
    "user_id": "user_id = 'somebody'",
    "district_id": "district_id = 'elsewhere'",
    "action": "action = 'step.x'",
    "subject_table": "subject_table = 'people'",
    "subject_id": "subject_id = 'somebody'",
    "details": "details = '{\"number\": 8}'",
    "previous_hash": "previous_hash = 'x' || substr(previous_hash, 2)",
    "hash": "hash = 'x' || substr(hash, 2)",
}


@pytest.fixture
def chain(world):
    for number in range(5):
        with act(by=MACHINE, action=f"step.{number}") as this:
            this.note(number=number)
    assert care.find_faults() == []


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        *[(f"UPDATE audit_entries SET {change} WHERE seq = 3", "entry 3") for change in FLIPPED.values()],
        ("UPDATE audit_entries SET details = '{\"number\": 9}' WHERE seq = 4", "entry 4"),
        ("UPDATE audit_entries SET at = '2020-01-01 00:00:00.000000' WHERE seq = 2", "entry 2"),
        ("DELETE FROM audit_entries WHERE seq = 3", "entry 3 is missing"),
        ("DELETE FROM audit_entries WHERE seq = 6", "not the last entry"),
        ("DELETE FROM audit_entries", "not the last entry"),
    ],
)
def test_a_bent_chain_is_named(chain, statement, named):
    bend(statement)
    faults = care.find_faults()
    assert any(named in fault for fault in faults), faults


def test_every_column_is_in_the_chain():
    assert set(FLIPPED) == set(audit.AuditEntry.__table__.columns.keys())


SQLITE = (
    "COMMIT",
    "PRAGMA ignore_check_constraints = ON",
    "PRAGMA foreign_keys = OFF",
    "UPDATE positions SET seats = 0",
    "UPDATE positions SET town_id = 'nowhere'",
    "BEGIN",
)
POSTGRESQL = (
    "ALTER TABLE positions DROP CONSTRAINT positions_have_at_least_one_seat",
    "SET LOCAL session_replication_role = replica",
    "UPDATE positions SET seats = 0",
    "UPDATE positions SET town_id = 'nowhere'",
    "ALTER TABLE positions ADD CONSTRAINT positions_have_at_least_one_seat CHECK (seats >= 1) NOT VALID",
)


def test_rows_changed_behind_the_database_are_found(world):
    db.session.rollback()
    with writing(), db.engine.connect() as connection:
        for statement in SQLITE if db.engine.dialect.name == "sqlite" else POSTGRESQL:
            connection.exec_driver_sql(statement)
        if db.engine.dialect.name != "sqlite":
            connection.commit()
    faults = " ".join(care.find_faults())
    assert "positions_have_at_least_one_seat" in faults
    assert "name a row of towns" in faults.replace("names", "name")


@pytest.mark.parametrize("rule", ["a_job_waits_once_per_key", "ix_jobs_due_at"])
def test_only_a_rule_that_is_gone_is_missed(world, rule):
    bend(f"DROP INDEX {rule}")
    expected = ["jobs: the rule a_job_waits_once_per_key is missing."] if rule.startswith("a_") else []
    assert care.find_faults() == expected


def test_a_table_that_is_gone_is_named(world):
    bend("DROP TABLE kept_answers")
    assert care.find_faults() == ["Table kept_answers is missing."]


def test_without_a_head_nothing_happens_and_it_is_named(world):
    bend("DELETE FROM audit_heads")
    with pytest.raises(audit.MissingHeadError), act(by=MACHINE, action="step"):
        pass
    assert any("audit_heads" in fault for fault in care.find_faults())


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_doubles_that_a_bent_index_let_in_are_found(world):
    """As after a change of collation; on SQLite it is ``integrity_check`` that compares indexes with rows."""
    bend("UPDATE pg_index SET indisready = false WHERE indexrelid = 'a_district_has_one_practice_fair'::regclass")
    bend(
        "INSERT INTO fairs (id, district_id, name, name_en, kind, venue, starts_on, is_practice, last_ticket, version)"
        " SELECT 'x', district_id, name, name_en, kind, venue, starts_on, is_practice, 0, 1 FROM fairs"
    )
    assert care.find_faults() == ["fairs: 1 doubles break the rule a_district_has_one_practice_fair."]


def test_an_old_schema_is_named(world):
    bend("UPDATE alembic_version SET version_num = 'older'")
    assert care.list_unready() == ["migrations"]
    assert "jobmatch db upgrade" in care.find_faults()[0]
