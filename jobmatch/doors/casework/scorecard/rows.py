"""One line for each row that a figure of the scorecard counts: whom or what it is about, and when. No number."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from flask import url_for
from sqlalchemy import select

from jobmatch.data_care.moves import class_of
from jobmatch.employers.tables import Employer
from jobmatch.people.tables import Person
from jobmatch.storage.base import db
from jobmatch.web.names import name_of
from jobmatch.web.templating import day, moment, yuan

_SHOWN: Mapping[str, Callable[[Any], str]] = {
    "kind": name_of,
    "on_day": day,
    "registered_at": moment,
    "given_on": day,
    "started_on": day,
    "paid_on": day,
    "insured_from": day,
    "confirmed_at": moment,
    "amount_fen": yuan,
}
"""The columns that tell two rows apart, by their names; a table has some of them."""


class CountedRow(NamedTuple):
    """One counted row: its name, where it leads, a few facts."""

    name: str
    href: str
    facts: list[str]


def rows_shown(table: str, ids: Sequence[str]) -> list[CountedRow]:
    """Say what the rows of ``ids`` are about, in their order."""
    model: type[Any] = class_of(table)
    found = {row.id: row for row in db.session.scalars(select(model).where(model.id.in_(ids)))}
    rows = [found[key] for key in ids if key in found]
    people = _names(Person, (getattr(row, "person_id", None) for row in rows))
    employers = _names(Employer, (getattr(row, "employer_id", None) for row in rows))
    return [_row(row, people, employers) for row in rows]


def _row(row: Any, people: Mapping[str, str], employers: Mapping[str, str]) -> CountedRow:
    person, employer = getattr(row, "person_id", None), getattr(row, "employer_id", None)
    facts = [say(value) for name, say in _SHOWN.items() if (value := getattr(row, name, None)) is not None]
    if person is not None:
        href = url_for("casework.person", person_id=person)
        return CountedRow(people[person], href, [employers.get(employer or "", ""), *facts])
    if employer is not None:
        return CountedRow(employers[employer], url_for("casework.employer", employer_id=employer), facts)
    about = getattr(row, "institution", row)
    return CountedRow(about.name, "", facts)


def _names(model: type[Person | Employer], ids: Iterable[str | None]) -> dict[str, str]:
    keys = {one for one in ids if one}
    rows = db.session.execute(select(model.id, model.name).where(model.id.in_(keys)))
    return {row.id: row.name for row in rows}
