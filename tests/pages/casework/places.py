"""Rows for tests of lists."""

from datetime import timedelta

from jobmatch import clock
from jobmatch.people.tables import Person, PersonSource
from jobmatch.seekers.tables import Seeker, SeekerState
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db


def add_seeker(world, name, days=0, **facts):
    """Write a seeker into the world's own district; returns the key."""
    with act(by=MACHINE, action="test"):
        person = Person(district_id=world.district, name=name, source=PersonSource.REGISTRATION, town_id=world.town)
        db.session.add(person)
        db.session.flush()
        since = clock.today() - timedelta(days=days)
        state = facts.pop("state", SeekerState.OPEN)
        db.session.add(
            Seeker(id=person.id, district_id=world.district, town_id=world.town, state=state, since_on=since, **facts)
        )
    return person.id
