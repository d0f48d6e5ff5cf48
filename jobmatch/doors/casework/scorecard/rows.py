"""One line for each row that a figure of the scorecard counts: whom or what it is about, and when. No number."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jobmatch.data_care.moves import class_of
from jobmatch.employers.tables import Employer
from jobmatch.people.tables import Person
from jobmatch.storage.base import db
from jobmatch.web.names import name_of
from jobmatch.web.templating import day, moment, yuan
from jobmatch.workshops.tables import Institution

_SHOWN: Mapping[str, Callable[[Any], str]] = {
    "kind": name_of,
    "on_day": day,
    "registered_at": moment,
    "given_on": day,
    "began_on": day,
    "from_on": day,
    "paid_on": day,
    "confirmed_on": day,
    "counted": lambda months: _("计入 %(count)s 个月", count=months),
    "amount_fen": yuan,
}
"""The columns that tell two rows apart, by their names; a table has some of them."""


class CountedRow(NamedTuple):
    """One counted row: its name, where it leads, a few facts."""

    name: str
    href: str
    facts: list[str]


def rows_shown(table: str, ids: Sequence[str], more: Callable[[Any], str] = lambda _row: "") -> list[CountedRow]:
    """Say what the rows of ``ids`` are about, in their order, and ``more`` of each; rows that are gone are left out."""
    model: type[Any] = class_of(table)
    beside = [joinedload(getattr(model, name)) for name in ("institution", "declaration") if hasattr(model, name)]
    found = {row.id: row for row in db.session.scalars(select(model).where(model.id.in_(ids)).options(*beside))}
    rows = [found[key] for key in ids if key in found]
    people = _names(Person, (getattr(row, "person_id", None) for row in rows))
    employers = _names(Employer, map(_employer_of, rows))
    return [one._replace(facts=[*one.facts, more(row)]) for row in rows for one in [_row(row, people, employers)]]


def _employer_of(row: Any) -> str | None:
    """Return the employer that a row, or the declaration it belongs to, names."""
    key: str | None = getattr(getattr(row, "declaration", row), "employer_id", None)
    return key


def _row(row: Any, people: Mapping[str, str], employers: Mapping[str, str]) -> CountedRow:
    person, employer = getattr(row, "person_id", None), _employer_of(row)
    institution = row if isinstance(row, Institution) else getattr(row, "institution", None)
    facts = [say(value) for name, say in _SHOWN.items() if (value := getattr(row, name, None)) is not None]
    if person is not None:
        where = institution.name if institution else employers.get(employer or "", "")
        return CountedRow(people[person], url_for("casework.person", person_id=person), [where, *facts])
    if institution is not None:
        href = url_for("casework.institution", institution_id=institution.id)
        return CountedRow(institution.name, href, facts)
    assert employer is not None, "a counted row is about a person, an institution or an employer"
    return CountedRow(employers[employer], url_for("casework.employer", employer_id=employer), facts)


def _names(model: type[Person | Employer], ids: Iterable[str | None]) -> dict[str, str]:
    keys = {one for one in ids if one}
    rows = db.session.execute(select(model.id, model.name).where(model.id.in_(keys)))
    return {row.id: row.name for row in rows}
