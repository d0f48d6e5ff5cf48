"""The import of the national certificate database at the desk: upload, columns, preview, confirmation, history."""

from jobmatch.doors.casework.imports import deciding, lists, routes, steps  # noqa: F401  # their routes
