"""Do the keys at hand open what is sealed? Keys that were lost and made anew open nothing, and look-ups then miss."""

from sqlalchemy import Connection, Table, select

from jobmatch.storage.base import Base
from jobmatch.storage.sealed import Place, SealBrokenError, Sealed, unseal


def list_closed(connection: Connection, most: int | None = None) -> list[str]:
    """List, as sentences, the sealed values that do not open; looks at the first ``most`` rows of each column."""
    closed = []
    for mapper in sorted(Base.registry.mappers, key=lambda one: one.class_.__name__):
        table = mapper.local_table
        names = [name for name, value in vars(mapper.class_).items() if isinstance(value, Sealed)]
        for name in names:
            if isinstance(table, Table):
                closed += _closed_in(connection, table, name, most)
    return closed


def _closed_in(connection: Connection, table: Table, name: str, most: int | None) -> list[str]:
    column = table.c[f"{name}_sealed"]
    rows = connection.execute(select(table.c.id, column).where(column.is_not(None)).order_by(table.c.id).limit(most))
    return [fault for key, sealed in rows if (fault := _fault_of(Place(table.name, key, name), sealed))]


def _fault_of(place: Place, sealed: bytes) -> str | None:
    try:
        unseal(place, sealed)
    except SealBrokenError as error:
        return str(error)
    return None
