"""What the job service came to (就业服务, 电商就业): who registered, who of them found work or was helped."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from jobmatch import clock
from jobmatch.employment.queries import list_begun
from jobmatch.fairs.registered import Where, list_registered
from jobmatch.fairs.result_tables import ResultKind
from jobmatch.fairs.results import list_results
from jobmatch.referrals.support import list_supported

ASSISTED = 5
"""The official employment form of assisted employment, which has figures of its own."""


def list_demand(district_id: str, begin: date, end: date) -> list[str]:
    """List the first registration of everybody who registered in the period, e-commerce fairs left out."""
    return [one.id for one in list_registered(district_id, begin, end)]


def list_employed(district_id: str, begin: date, end: date) -> list[str]:
    """List those registrations of the period whose people began to work afterwards, by the period's end.

    *Decision:* the rows are the registrations, not the spells of work, for it is their people that are counted: of 88
    registered 44. Any form of employment counts but assisted employment, which is reported by itself.
    """
    began: dict[str, date] = {}
    for spell in list_begun(district_id, begin, end):
        if spell.form != ASSISTED:
            began[spell.person_id] = max(spell.started_on, began.get(spell.person_id, spell.started_on))
    registered = list_registered(district_id, begin, end)
    return [one.id for one in registered if began.get(one.person_id, date.min) >= clock.day_of(one.registered_at)]


def list_specially_supported(district_id: str, begin: date, end: date) -> list[str]:
    """List the first special support in the period of each of those who registered in it."""
    registered = {one.person_id for one in list_registered(district_id, begin, end)}
    return _first_of_each(one for one in list_supported(district_id, begin, end) if one.person_id in registered)


def list_attended(district_id: str, begin: date, end: date) -> list[str]:
    """List the first registration of everybody who came to an e-commerce fair in the period."""
    return [one.id for one in list_registered(district_id, begin, end, where=Where.AT_ECOMMERCE)]


def list_became(kind: ResultKind) -> Callable[[str, date, date], list[str]]:
    """Return what lists the first such result in the period of everybody who came to be that."""
    return lambda district_id, begin, end: _first_of_each(list_results(district_id, kind, begin, end))


def _first_of_each(rows: Iterable[Any]) -> list[str]:
    first: dict[str, str] = {}
    for one in rows:
        first.setdefault(one.person_id, one.id)
    return list(first.values())
