"""A person's own page at the desk: who this is, their certificate, who stands beside them, what is to do, what was."""

from jobmatch.doors.casework.people import (  # routes
    beside,  # noqa: F401
    duplicates,  # noqa: F401
    page,  # noqa: F401
    supports,  # noqa: F401
    tasks,  # noqa: F401
)
