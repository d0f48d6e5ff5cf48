"""The migrations make exactly what the tables say, and go back down again."""

import warnings

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade

from jobmatch.app import create_app
from jobmatch.storage import care
from jobmatch.storage.base import Base, db
from tests.conftest import settings_in


def differences(connection, metadata):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)


def test_the_schema_is_what_the_tables_say(app):
    with db.engine.connect() as connection:
        assert differences(connection, Base.metadata) == []


def test_a_forgotten_migration_is_seen(app):
    other = sa.MetaData()
    sa.Table("forgotten", other, sa.Column("id", sa.Integer, primary_key=True))
    with db.engine.connect() as connection:
        assert ("add_table", "forgotten") in [(d[0], d[1].name) for d in differences(connection, other) if d[0] == "add_table"]


def test_checks_are_in_the_database_under_their_sentence_names(app):
    for table in Base.metadata.sorted_tables:
        expected = {str(c.name) for c in table.constraints if isinstance(c, sa.CheckConstraint)}
        there = {c["name"] for c in sa.inspect(db.engine).get_check_constraints(table.name)}
        assert expected == there, table.name


def test_down_and_up_again(tmp_path):
    app = create_app(settings_in(tmp_path))
    with app.app_context():
        care.upgrade()
        downgrade(revision="base")
        assert set(sa.inspect(db.engine).get_table_names()) == {"alembic_version"}
        care.upgrade()
        assert care.find_faults() == []
