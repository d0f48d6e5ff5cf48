"""A table that names a person must be known to data care, or the build fails."""

import sqlalchemy as sa

from jobmatch.data_care import references
from jobmatch.storage.base import Base
from jobmatch.storage.schema import load_tables

load_tables()


def with_a_new_table():
    """The tables there are, and one more that names a person."""
    metadata = sa.MetaData()
    for table in Base.metadata.tables.values():
        table.to_metadata(metadata)
    key = sa.ForeignKey("people.id")
    sa.Table("planted", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("who", sa.String, key))
    return metadata


def test_a_merge_knows_every_column_that_names_a_person():
    assert references.list_unknown() == []


def test_no_line_is_about_a_column_that_is_gone():
    known = {(one.table, one.column) for one in references.MOVES} | set(references.STAYS)
    assert sorted(known - set(references.naming())) == []


def test_a_new_table_is_seen():
    assert references.list_unknown(with_a_new_table()) == [("planted", "who")]
