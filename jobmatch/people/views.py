"""Counts over who looked at whom ("谁看过我"), for the auditor: accounts and numbers, no person."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from jobmatch.people.tables import Person, PersonView
from jobmatch.storage.base import db


class ViewCount(NamedTuple):
    """How often an account looked, and at how many different people."""

    user_id: str
    views: int
    people: int
    last_at: datetime


def count_views(district_id: str, since: datetime, until: datetime) -> list[ViewCount]:
    """Count the views of each account in a period (``until`` not included), who looked at most people first."""
    people = func.count(func.distinct(PersonView.person_id))
    query = (
        select(PersonView.user_id, func.count(), people, func.max(PersonView.at))
        .join(Person, Person.id == PersonView.person_id)
        .where(Person.district_id == district_id, PersonView.at >= since, PersonView.at < until)
        .group_by(PersonView.user_id)
        .order_by(people.desc(), PersonView.user_id)
    )
    return [ViewCount(*row) for row in db.session.execute(query)]
