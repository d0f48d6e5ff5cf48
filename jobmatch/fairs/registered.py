"""Who registered as looking for work, at which kind of fair or outside fairs; the practice fair never counts."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select

from jobmatch import clock
from jobmatch.fairs.tables import Fair, FairKind
from jobmatch.people.tables import Person
from jobmatch.seekers.tables import Registration
from jobmatch.storage.base import db


def list_registered(district_id: str, begin: date, end: date, *, at_ecommerce: bool = False) -> list[Registration]:
    """List each person's first registration of a period, both days included (Beijing days), the earliest first.

    ``at_ecommerce``: those at e-commerce fairs alone; otherwise those anywhere else, outside fairs too.
    """
    at = Registration.registered_at
    since, until = (datetime.combine(day, time.min, tzinfo=clock.BEIJING) for day in (begin, end + timedelta(days=1)))
    query = (
        select(Registration)
        .outerjoin(Fair, Fair.id == Registration.fair_id)
        .join(Person, Person.id == Registration.person_id)
        .where(Registration.district_id == district_id, at >= since, at < until, Person.merged_into_id.is_(None))
    )
    counted = Fair.is_practice.is_(False)
    if at_ecommerce:
        query = query.where(counted, Fair.kind == FairKind.ECOMMERCE)
    else:
        query = query.where(or_(Fair.id.is_(None), counted & (Fair.kind != FairKind.ECOMMERCE)))
    first: dict[str, Registration] = {}
    for one in db.session.scalars(query.order_by(at, Registration.id)):
        first.setdefault(one.person_id, one)
    return list(first.values())
