"""Stock and flow of the register, counted in the database as one would count by hand."""

from datetime import date

import pytest
from sqlalchemy import delete

from jobmatch.people.holders import list_holders, list_new_holders
from jobmatch.people.register_tables import CertificateEvent
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db

DAY = date(2018, 6, 30)
STORIES = {
    "issued": ([("issued", "2018-06-30", 0)], True),
    "issued the day after": ([("issued", "2018-07-01", 0)], False),
    "moved in": ([("moved_in", "2012-01-01", 0)], True),
    "renewed, nothing else known": ([("renewed", "2012-01-01", 0)], False),
    "cancelled": ([("issued", "2010-01-01", 0), ("cancelled", "2018-06-30", 0)], False),
    "cancelled the day after": ([("issued", "2010-01-01", 0), ("cancelled", "2018-07-01", 0)], True),
    "away and back": (
        [("issued", "2010-01-01", 0), ("moved_out", "2012-01-01", 0), ("moved_in", "2015-01-01", 0)],
        True,
    ),
    "back and away": (
        [("issued", "2010-01-01", 0), ("moved_in", "2012-01-01", 0), ("moved_out", "2015-01-01", 0)],
        False,
    ),
    "a new card on the day of the old": (
        [("issued", "2010-01-01", 0), ("cancelled", "2017-01-01", 0), ("issued", "2017-01-01", 1)],
        True,
    ),
    "given and taken on one day": ([("issued", "2017-01-01", 0), ("cancelled", "2017-01-01", 1)], False),
    "frozen": ([("issued", "2010-01-01", 0), ("frozen", "2016-01-01", 0)], True),
    "told twice": ([("issued", "2018-02-02", 0), ("issued", "2018-02-02", 0)], True),
}


def add_holder(district_id, events, source=PersonSource.REGISTER, **facts):
    person = Person(district_id=district_id, name="持证人", source=source, **facts)
    with act(by=MACHINE, action="holder.added"):
        db.session.add(person)
        db.session.flush()
        for kind, on, turn in events:
            told = {"kind": kind, "on_day": date.fromisoformat(on), "turn": turn, "source": "register"}
            db.session.add(CertificateEvent(district_id=district_id, person_id=person.id, **told))
    return person


@pytest.mark.parametrize("story", STORIES)
def test_who_is_a_holder_on_a_day(world, story):
    events, is_holder = STORIES[story]
    before = len(list_holders(world.district, DAY))
    add_holder(world.district, events)
    assert len(list_holders(world.district, DAY)) - before == is_holder


def test_only_the_own_register_counts(world):
    issued = [("issued", "2018-03-03", 0)]
    add_holder(world.district, issued, source=PersonSource.ROSTER)
    add_holder(world.district, issued, source=PersonSource.REGISTRATION)
    kept = add_holder(world.district, issued)
    gone = add_holder(world.district, issued)
    with act(by=MACHINE, action="merged"):
        gone.merged_into_id = kept.id
    assert len(list_holders(world.district, DAY)) == len(list_new_holders(world.district, date(2018, 1, 1), DAY)) == 1


def test_new_are_first_certificates_of_the_period_once_each(world):
    for events, _is_holder in STORIES.values():
        add_holder(world.district, events)
    new = list_new_holders(world.district, date(2018, 1, 1), DAY)
    assert len(new) == 2  # issued on the last day, and told twice


def test_a_row_less_is_a_holder_less(world):
    for events, _is_holder in STORIES.values():
        add_holder(world.district, events)
    while holders := list_holders(world.district, DAY):
        with act(by=MACHINE, action="event.deleted"):
            db.session.execute(delete(CertificateEvent).where(CertificateEvent.id == holders[0]))
        assert len(list_holders(world.district, DAY)) in {len(holders) - 1, len(holders)}
