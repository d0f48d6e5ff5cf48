"""The migrations make exactly what the tables say, and go down and up again with data in them, on both databases."""

import subprocess
import sys
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import current_app

from jobmatch.storage import care, engine, migrations, soundness
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import Base, db
from jobmatch.storage.digests import holdings

UPGRADE = Path(sys.executable).with_name("jobmatch")
STEPS = [
    "0143",
    "0124",
    "0138",
    "0133",
    "0129",
    "0123",
    "0128",
    "0111",
    "0114",
    "0110",
    "0118",
    "0122",
    "0103",
    "0102",
    "0101",
    "0089",
    "0088",
    "0087",
    "0084",
    "0070",
    "0081",
    "0090",
    "0075",
    "0080",
    "0061",
    "0060",
    "0012",
    "0020",
    "0030",
    "0011",
    "0003",
    "0002",
    "0001",
]


def differences(connection, metadata):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)


def go_down(revision, engine=None):
    db.session.remove()
    configuration = current_app.extensions["migrate"].migrate.get_config()
    with migrations.changing(engine or db.engine) as connection:
        configuration.attributes["connection"] = connection
        command.downgrade(configuration, revision)


def test_the_schema_is_what_the_tables_say(app):
    with db.engine.connect() as connection:
        assert differences(connection, Base.metadata) == []
        assert soundness.rules_of(connection) == soundness.rules_wanted()


def test_a_forgotten_migration_is_seen(app):
    other = sa.MetaData()
    sa.Table("forgotten", other, sa.Column("id", sa.Integer, primary_key=True))
    with db.engine.connect() as connection:
        assert ("add_table", "forgotten") in [
            (d[0], d[1].name) for d in differences(connection, other) if d[0] == "add_table"
        ]


def test_checks_are_in_the_database_under_their_sentence_names(app):
    for table in Base.metadata.sorted_tables:
        expected = {str(c.name) for c in table.constraints if isinstance(c, sa.CheckConstraint)}
        there = {c["name"] for c in sa.inspect(db.engine).get_check_constraints(table.name)}
        assert expected == there, table.name


def let_villages_go():
    """Nobody lives in a village: an older schema has no place for one."""
    with act(by=MACHINE, action="test"):
        for statement in ("UPDATE people SET village_id = NULL", "DELETE FROM villages"):
            db.session.execute(sa.text(statement))


@pytest.mark.parametrize("revision", STEPS)
def test_down_and_up_again_with_data_keeps_the_data(whole_world, revision):
    if STEPS.index(revision) > STEPS.index("0080"):
        let_villages_go()
    with db.engine.connect() as connection:
        before = holdings(connection)
    go_down(revision)
    care.upgrade()
    assert care.find_faults() == []
    with db.engine.connect() as connection:
        assert holdings(connection) == before


def test_all_the_way_down_and_up_again(whole_world):
    go_down("base")
    assert set(sa.inspect(db.engine).get_table_names()) == {"alembic_version"}
    care.upgrade()
    assert care.find_faults() == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_table_made_anew_keeps_what_names_it(whole_world):
    """SQLite changes a column by making the table anew; with foreign keys on, dropping the old one would fail."""
    with migrations.changing(db.engine) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("towns", recreate="always") as batch:
            batch.alter_column("name", type_=sa.String(80))
    assert care.find_faults() == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_migration_that_leaves_orphans_is_taken_back(whole_world):
    with pytest.raises(migrations.OrphansError, match="employers"), migrations.changing(db.engine) as connection:
        connection.execute(sa.text("DELETE FROM towns"))
    assert care.find_faults() == []


def test_two_who_upgrade_at_once_do_it_once(app, database, make_database, monkeypatch):
    monkeypatch.setenv("JOBMATCH_DATABASE_URL", make_database(database.kind, None).url)
    both = [subprocess.Popen([UPGRADE, "db", "upgrade"], stderr=subprocess.PIPE) for _ in range(2)]
    assert [(one.communicate(timeout=300)[1], one.returncode) for one in both] == [(b"", 0)] * 2


def test_an_upgrade_that_breaks_off_leaves_nothing(app, database, make_database):
    """All migrations are one transaction: alembic would end one after each on SQLite, and let others in between."""
    ours = engine.make_engine(sa.make_url(make_database(database.kind, None).url))
    with pytest.raises(KeyboardInterrupt), migrations.changing(ours) as connection:
        migrations.upgrade_within(connection)
        raise KeyboardInterrupt
    assert sa.inspect(ours).get_table_names() == []
    ours.dispose()


def test_an_upgrade_waits_for_another_longer_than_a_page_does(database, monkeypatch):
    monkeypatch.setattr(engine, "SQLITE_PRAGMAS", ("busy_timeout=100",))
    monkeypatch.setattr(engine, "POSTGRESQL_SETTINGS", {"lock_timeout": 100})
    ours, holds = engine.make_engine(sa.make_url(database.url)), Event()

    def change(seconds):
        with migrations.changing(ours) as connection:
            revision = migrations.revision_of(connection)
            holds.set()
            time.sleep(seconds)
            return revision

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(change, 0.6)
        assert holds.wait(30)
        second = pool.submit(change, 0)
        assert second.result() == first.result()
    ours.dispose()
