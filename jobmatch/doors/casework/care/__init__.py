"""Care of the data about people at the desk: merges, export, correction, requests. Never for the administrators."""

from jobmatch.doors.casework.care import corrections, exports, hub, merges  # noqa: F401  # routes
