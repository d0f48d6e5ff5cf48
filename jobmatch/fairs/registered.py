"""Who registered as looking for work, at which kind of fair or outside fairs; the practice fair never counts."""

import enum
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, or_, select

from jobmatch import clock
from jobmatch.fairs.tables import Fair, FairKind
from jobmatch.people.tables import Person
from jobmatch.seekers.tables import Registration
from jobmatch.storage.base import db


class Where(enum.Enum):
    """Which registrations are asked for: at e-commerce fairs alone, at other fairs, or anywhere but at e-commerce fairs
    (outside fairs too)."""

    AT_ECOMMERCE = enum.auto()
    AT_FAIRS = enum.auto()
    ELSEWHERE = enum.auto()


def list_registered(district_id: str, begin: date, end: date, *, where: Where = Where.ELSEWHERE) -> list[Registration]:
    """List each person's first such registration of a period, both days included (Beijing days), the earliest first."""
    at = Registration.registered_at
    since, until = (datetime.combine(day, time.min, tzinfo=clock.BEIJING) for day in (begin, end + timedelta(days=1)))
    query = (
        select(Registration)
        .outerjoin(Fair, Fair.id == Registration.fair_id)
        .join(Person, Person.id == Registration.person_id)
        .where(Registration.district_id == district_id, at >= since, at < until, Person.merged_into_id.is_(None))
    )
    counted = Fair.is_practice.is_(False)
    if where is Where.AT_ECOMMERCE:
        query = query.where(counted, Fair.kind == FairKind.ECOMMERCE)
    elif where is Where.AT_FAIRS:
        query = query.where(counted, Fair.kind != FairKind.ECOMMERCE)
    else:
        query = query.where(or_(Fair.id.is_(None), counted & (Fair.kind != FairKind.ECOMMERCE)))
    first: dict[str, Registration] = {}
    for one in db.session.scalars(query.order_by(at, Registration.id)):
        first.setdefault(one.person_id, one)
    return list(first.values())


def count_registrations(district_id: str) -> dict[str, int]:
    """Count who registered at each fair of a district, by the fair's key."""
    query = select(Registration.fair_id, func.count()).where(
        Registration.district_id == district_id, Registration.fair_id.is_not(None)
    )
    return {str(fair): count for fair, count in db.session.execute(query.group_by(Registration.fair_id))}


def list_registrations_at(fair_id: str, limit: int, offset: int = 0) -> list[tuple[Registration, str]]:
    """List who registered at a fair, the earliest first, each with the person's name."""
    query = select(Registration, Person.name).join(Person, Person.id == Registration.person_id)
    query = query.where(Registration.fair_id == fair_id).order_by(Registration.registered_at, Registration.id)
    return [(row, name) for row, name in db.session.execute(query.limit(limit).offset(offset))]


def find_registration(district_id: str, registration_id: str, kind: FairKind) -> Registration | None:
    """Return the registration of that key at a fair of that kind in that district, or None."""
    query = select(Registration).join(Fair, Fair.id == Registration.fair_id)
    query = query.where(Registration.district_id == district_id, Registration.id == registration_id, Fair.kind == kind)
    return db.session.scalar(query)
