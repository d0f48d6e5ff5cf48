"""Fairs at the desk: announced, with their booths, who registered, and what became of people at e-commerce fairs."""

from jobmatch.doors.casework.fairs import announcing, results, shown  # noqa: F401  # the routes
