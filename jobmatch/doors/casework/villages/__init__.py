"""The villages at the desk: update rounds, and what officers and results report."""

from jobmatch.doors.casework.villages import notices, papers, rounds  # noqa: F401  # the routes
