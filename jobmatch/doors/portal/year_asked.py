"""Which year a page of months is about: ``?year=``, this year where none is named."""

import unicodedata
from collections.abc import Iterator

from flask import abort, request

from jobmatch import clock
from jobmatch.doors.portal.scope import my_employer
from jobmatch.employment.roster import first_year

_DIGITS = 4


def year_asked(employer_id: str) -> int:
    """Return the year asked for, or answer 404: there is no page before the first year of work, nor after this one."""
    this_year = clock.today().year
    typed = unicodedata.normalize("NFKC", request.args.get("year", str(this_year))).strip()
    year = int(typed) if typed.isdecimal() and len(typed) == _DIGITS else 0
    return year if year in years_of(employer_id) else abort(404)


def declared_year() -> int:
    """Return the work year that is asked for, last year where none is named; 404 where no month can be."""
    typed = unicodedata.normalize("NFKC", request.args.get("year", str(clock.today().year - 1))).strip()
    years = years_of(my_employer()[1])
    return int(typed) if typed.isdecimal() and len(typed) == _DIGITS and int(typed) in years else abort(404)


def years_of(employer_id: str) -> range:
    """Return the years that an employer's pages show, oldest first; the one before this is always there to claim."""
    this_year = clock.today().year
    return range(min(first_year(employer_id) or this_year, this_year - 1), this_year + 1)


def year_links(employer_id: str, year: int) -> Iterator[tuple[int, bool]]:
    """Yield the years to choose from, newest first, and whether each is the one shown."""
    return ((one, one == year) for one in reversed(years_of(employer_id)))
