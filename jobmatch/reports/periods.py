"""The periods that the federation reports on: half years."""

from datetime import date


def half_year_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the half year in which ``day`` lies."""
    if day.month <= 6:
        return date(day.year, 1, 1), date(day.year, 6, 30)
    return date(day.year, 7, 1), date(day.year, 12, 31)
