"""Do the keys at hand open what is sealed? Keys that were lost and made anew open nothing, and look-ups then miss."""

from sqlalchemy import Connection, Table, select

from jobmatch.storage.sealed import Place, SealBrokenError, sealed_columns, unseal


def list_closed(connection: Connection, most: int | None = None) -> list[str]:
    """List, as sentences, the sealed values that do not open; looks at the first ``most`` rows of each column."""
    return [fault for table, name in sealed_columns() for fault in _closed_in(connection, table, name, most)]


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
