"""What a column cannot hold is refused when it is set, whatever the database would say."""

import pytest
from sqlalchemy import Enum, Integer, String

from jobmatch.accounts.tables import Town
from jobmatch.employers.tables import Position
from jobmatch.storage.base import Base
from jobmatch.storage.fitting import LARGEST, DoesNotFitError
from jobmatch.storage.schema import load_tables

load_tables()
COLUMNS = [
    (mapper.class_, mapper.get_property_by_column(column).key, column.type)
    for mapper in sorted(Base.registry.mappers, key=lambda mapper: mapper.local_table.name)
    for column in mapper.local_table.columns
    if isinstance(column.type, String | Integer) and not isinstance(column.type, Enum)
]
LIMITED = [one for one in COLUMNS if isinstance(one[2], Integer) or one[2].length]


@pytest.mark.parametrize(("table", "name", "kind"), LIMITED, ids=[f"{t.__tablename__}.{n}" for t, n, _ in LIMITED])
def test_every_limit_of_every_table_holds(table, name, kind):
    most, too_much = (
        (LARGEST, LARGEST + 1) if isinstance(kind, Integer) else ("字" * kind.length, "字" * (kind.length + 1))
    )
    row = table()
    setattr(row, name, most)
    with pytest.raises(DoesNotFitError, match=name) as refused:
        setattr(row, name, too_much)
    assert str(too_much) not in str(refused.value)
    assert getattr(row, name) == most


def test_what_is_given_at_once_is_looked_at_too():
    with pytest.raises(DoesNotFitError, match=r"towns\.name_en"):
        Town(name="镇", name_en="x" * 61)


def test_a_text_without_a_limit_has_none():
    assert len(Position(text="字" * 100_000).text) == 100_000
