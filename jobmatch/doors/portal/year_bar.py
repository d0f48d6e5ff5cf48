"""The bar above a year's pages: how far it is, when it can be handed in, how long the last button can be pressed."""

from datetime import date
from typing import NamedTuple

from jobmatch import clock
from jobmatch.law.installed import law_on
from jobmatch.levy.filing import levy_day
from jobmatch.levy.queries import find_newest
from jobmatch.levy.rules.declarations import HELD, RETURNED, window_of

STEP_OF = {"submitted": 3, "in_review": 3, "returned": 2, "confirmed": 4}
"""From 1: people and months, the last button, the review, the letter."""


class YearBar(NamedTuple):
    """Where a year stands. ``step`` is 1 to 4; ``days_left``: to the last button, None where nobody waits for it."""

    year: int
    step: int
    from_on: date
    until_on: date
    days_left: int | None
    is_over: bool


def year_bar(employer_id: str, year: int, has_months: bool = False) -> YearBar:
    """Return the bar of a work year; ``has_months``: somebody's months are claimed already."""
    window, today = window_of(year, law_on(levy_day(year))), clock.today()
    declared = find_newest(employer_id, year)
    state = declared.state.value if declared else "draft"
    until = declared.answer_by if declared and state == RETURNED and declared.answer_by else window.until_on
    is_free = state not in HELD
    is_open = is_free and today <= until and (state == RETURNED or today >= window.from_on)
    return YearBar(
        year=year,
        step=STEP_OF.get(state, 2 if has_months else 1),
        from_on=window.from_on,
        until_on=until,
        days_left=(until - today).days + 1 if is_open else None,
        is_over=is_free and today > until,
    )
