"""Whatever is held about a person is in the export, or on the list of what is not and why; a new table fails here."""

import sqlalchemy as sa

from jobmatch.data_care import holdings
from tests.guards.test_references import with_a_new_table


def test_every_table_that_leads_to_a_person_has_a_line():
    assert holdings.list_unlisted_tables() == []


def test_every_column_that_says_something_has_a_line():
    assert holdings.list_unlisted_columns() == []


def test_a_new_table_is_seen():
    metadata = with_a_new_table()
    sa.Table("farther", metadata, sa.Column("id", sa.Integer, sa.ForeignKey("planted.id"), primary_key=True))
    assert holdings.list_unlisted_tables(metadata) == ["farther", "planted"]


def test_a_new_column_is_seen():
    metadata = with_a_new_table()
    metadata.tables["people"].append_column(sa.Column("height", sa.Integer))
    assert holdings.list_unlisted_columns(metadata) == ["people.height"]
