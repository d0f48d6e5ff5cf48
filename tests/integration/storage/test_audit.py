"""The chain holds, and every way of bending it is named."""

import pytest
from sqlalchemy import text

from jobmatch.storage import care
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.engine import writing


def bend(statement):
    """Change the database behind the program's back."""
    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.fixture
def chain(world):
    for number in range(5):
        with act(by=MACHINE, action=f"step.{number}") as this:
            this.note(number=number)
    assert care.find_faults() == []


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE audit_entries SET action = 'step.x' WHERE seq = 3", "entry 3"),
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


def test_rows_changed_behind_the_database_are_found(world):
    bend("PRAGMA writable_schema = OFF")
    db.session.rollback()
    with writing(), db.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("UPDATE positions SET seats = 0")
        connection.exec_driver_sql("UPDATE positions SET town_id = 'nowhere'")
        connection.exec_driver_sql("BEGIN")
    faults = " ".join(care.find_faults())
    assert "positions_have_at_least_one_seat" in faults
    assert "names a row of towns" in faults


def test_an_old_schema_is_named(world):
    bend("UPDATE alembic_version SET version_num = 'older'")
    assert care.list_unready() == ["migrations"]
    assert "jobmatch db upgrade" in care.find_faults()[0]
