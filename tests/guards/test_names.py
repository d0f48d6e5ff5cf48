"""Every enumeration that a table holds has a name for each of its members, in one table."""

import enum

from jobmatch.data_care.holdings import enumerations
from jobmatch.storage.base import Base
from jobmatch.web.names import NAMES

NEVER_SHOWN = {"EventSource", "FairKind", "ImportState", "LimitScope", "PartKind"}
"""No page says them yet."""


class Planted(enum.StrEnum):
    """An enumeration that nobody has named."""

    NEW = "new"


def unnamed(kinds):
    known = {kind: {member.value for member in kind} for kind in kinds if kind.__name__ not in NEVER_SHOWN}
    return sorted(kind.__name__ for kind, members in known.items() if NAMES.get(kind, {}).keys() != members)


def test_every_member_is_named_and_nothing_else():
    columns = (column.type for table in Base.metadata.tables.values() for column in table.columns)
    kinds = {kind for one in columns if (kind := getattr(one, "enum_class", None))}
    assert unnamed(kinds | NAMES.keys() | set(enumerations().values())) == []


def test_a_new_enumeration_is_seen():
    assert unnamed({Planted}) == ["Planted"]
