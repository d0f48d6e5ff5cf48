"""The only module that asks the time. Instants are aware UTC; days are Beijing days; months are ``YYYY-MM``."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return today's date in Beijing; between 00:00 and 08:00 there it is still yesterday in UTC."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """Return the Beijing day on which ``instant`` (aware) falls."""
    return instant.astimezone(BEIJING).date()


def month_of(day: date) -> str:
    """Return the month of ``day`` as ``YYYY-MM``."""
    return f"{day.year:04d}-{day.month:02d}"


def first_day(month: str) -> date:
    """Return the first day of ``month`` (``YYYY-MM``). Raises ``ValueError`` for anything else."""
    year, _, number = month.partition("-")
    return date(int(year), int(number), 1)


def next_month(month: str) -> str:
    """Return the month after ``month`` (``YYYY-MM``)."""
    first = first_day(month)
    return f"{first.year + first.month // 12:04d}-{first.month % 12 + 1:02d}"


def months_between(first: str, last: str) -> list[str]:
    """List the months from ``first`` to ``last``, both included; empty when ``last`` is earlier."""
    months = []
    while first <= last:
        months.append(first)
        first = next_month(first)
    return months
