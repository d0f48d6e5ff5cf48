"""Tells a database that cannot serve just now from one that was asked something wrong."""

import sqlite3
from typing import Any

from sqlalchemy.exc import OperationalError

_SQLITE_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_POSTGRESQL_PASSING = ("08", "40", "53", "55P03", "57")
"""Beginnings of SQLSTATE: connection lost, deadlock or serialization, no room, lock not to be had, stopped."""


class BusyError(Exception):
    """The database could not do it in time; nothing was written. The same request may be sent again."""


def is_passing(error: OperationalError) -> bool:
    """Tell whether the same may work a little later: a lock held by somebody, a full disk, a server starting anew."""
    cause: Any = error.orig
    if isinstance(cause, sqlite3.Error):
        # The low byte is the kind; the rest says more of the same.
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _SQLITE_PASSING
    state = getattr(cause, "sqlstate", None)
    return state is None or str(state).startswith(_POSTGRESQL_PASSING)
