"""The scorecard at the desk: every figure of a period, and the rows behind each."""

from jobmatch.doors.casework.scorecard import chain, comparison, pages, published, publishing  # noqa: F401  # the routes
