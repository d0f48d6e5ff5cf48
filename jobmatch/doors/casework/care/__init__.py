"""Care of the data about people at the desk: merges, export, correction, requests. Never for the administrators."""

from jobmatch.doors.casework.care import (  # routes
    corrections,  # noqa: F401
    erasures,  # noqa: F401
    exports,  # noqa: F401
    hub,  # noqa: F401
    merges,  # noqa: F401
    requests,  # noqa: F401
    retention,  # noqa: F401
    stopping,  # noqa: F401
)
