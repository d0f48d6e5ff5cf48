"""A figure beside that of the year before, and both by town, kind of disability, sex and age, out of the same rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from jobmatch.accounts.queries import list_towns
from jobmatch.employers.tables import Employer
from jobmatch.levy.tables import Declaration
from jobmatch.people.kinds import DisabilityKind
from jobmatch.people.tables import Certificate, Person
from jobmatch.reports.comparison_rules import AGE_BANDS, Line, age_band, side_by_side, year_before
from jobmatch.reports.indicators import Indicator, Unit
from jobmatch.storage.base import Base, db
from jobmatch.workshops.tables import Institution, InstitutionInsurance

_AT_ONCE = 5_000
Groups = dict[str, Counter[str | None]]


@dataclass(frozen=True)
class Comparison:
    """``now`` and ``before`` are the whole figures; ``lines`` are the groups by dimension: town, kind, sex, age."""

    now: int | Decimal
    before: int | Decimal
    lines: Mapping[str, Sequence[Line]]


def compare(district_id: str, indicator: Indicator, first: date, last: date) -> Comparison:
    """Return a figure beside the same days of the year before; money has no groups."""
    earlier = (year_before(first), year_before(last))
    ids, ids_before = indicator.find_rows(district_id, first, last), indicator.find_rows(district_id, *earlier)
    now, before = _groups(indicator, ids, last), _groups(indicator, ids_before, earlier[1])
    order = {
        "town": [one.id for one in list_towns(district_id)],
        "kind": [str(int(kind)) for kind in DisabilityKind],
        "sex": ["male", "female"],
        "age": [str(bound) for bound in (0, *AGE_BANDS)],
    }
    lines = {name: side_by_side(now[name], before[name], order[name]) for name in now}
    return Comparison(indicator.worth(ids), indicator.worth(ids_before), lines)


def _groups(indicator: Indicator, ids: Sequence[str], on: date) -> Groups:
    if indicator.unit is Unit.YUAN:
        return {}
    if indicator.unit is not Unit.PERSONS:
        return {"town": Counter(_towns(indicator.table, ids))}
    rows = Base.metadata.tables[indicator.table].c
    query = select(rows.person_id)
    people = [key for some in _batches(ids) for key in db.session.scalars(query.where(rows.id.in_(some)))]
    return _groups_of_people(people, on)


def _groups_of_people(people: Sequence[str], on: date) -> Groups:
    found: Groups = {name: Counter() for name in ("town", "kind", "sex", "age")}
    for some in _batches(people):
        kinds = _kinds(some, on)
        query = select(Person.id, Person.town_id, Person.sex, Person.born_on).where(Person.id.in_(some))
        for row in db.session.execute(query):
            found["town"][row.town_id] += 1
            found["kind"][kinds.get(row.id)] += 1
            found["sex"][row.sex] += 1
            found["age"][age_band(row.born_on, on) if row.born_on else None] += 1
    return found


def _kinds(people: Sequence[str], on: date) -> dict[str, str]:
    """Return the kind on each person's certificate as it stood on a day, the newest of them."""
    query = select(Certificate.person_id, Certificate.kind).where(Certificate.person_id.in_(people))
    query = query.where(Certificate.valid_from <= on).order_by(Certificate.valid_from, Certificate.id)
    return {row.person_id: str(row.kind) for row in db.session.execute(query)}


def _towns(table: str, ids: Sequence[str]) -> Iterator[str | None]:
    """Yield the town of each counted employer or institution."""
    rows = Base.metadata.tables[table]
    for some in _batches(ids):
        if table == Declaration.__tablename__:
            query = select(Employer.town_id).join(rows, rows.c.employer_id == Employer.id)
        elif table == InstitutionInsurance.__tablename__:
            query = select(Institution.town_id).join(rows, rows.c.institution_id == Institution.id)
        else:
            query = select(Institution.town_id)
        yield from db.session.scalars(query.where(rows.c.id.in_(some)))


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
