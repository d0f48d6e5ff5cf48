"""Assisted employment at the desk: institutions and how full they are, places asked for, tried, agreed on, left."""

from jobmatch.doors.casework.workshops import asking, institutions, placements  # noqa: F401  # the routes
