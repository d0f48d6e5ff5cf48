"""The nightly look at certificates: who is booked, once; ticked off, it comes again; renewed, it goes by itself."""

from datetime import date, timedelta

import pytest
import time_machine

from jobmatch import clock
from jobmatch.people.companion_service import CompanionRefusedError, add_task, finish_task
from jobmatch.people.companion_tables import TaskKind
from jobmatch.people.companions import list_open_tasks, list_tasks
from jobmatch.people.register_tables import CertificateEvent
from jobmatch.people.renewals import Booked, book_renewals
from jobmatch.people.tables import Certificate, Person, PersonSource
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from tests.pages.asking import fresh
from tests.world import CITIZEN_NUMBER


def holder(world, days, *events, **more):
    """A holder whose certificate ends so many days from now."""
    with act(by=MACHINE, action="test"):
        person = Person(district_id=world.district, name="持证人", **{"source": PersonSource.REGISTER, **more})
        db.session.add(person)
        db.session.flush()
        card(person, days)
        for turn, kind in enumerate(("issued", *events)):
            on = {"on_day": date(2020, 1, 1), "turn": turn, "source": "register"}
            db.session.add(CertificateEvent(district_id=world.district, person_id=person.id, kind=kind, **on))
    return person.id


def card(person, days):
    until = clock.today() + timedelta(days=days)
    row = Certificate(district_id=person.district_id, person_id=person.id, kind=4, grade=3)
    row.number, row.number_index = f"{CITIZEN_NUMBER}43", "i"
    row.valid_from, row.valid_until = date(2016, 1, 1), until
    db.session.add(row)


def test_whose_card_ends_is_booked_once(world):
    soon, late = holder(world, 80), holder(world, -400)
    holder(world, 200)
    holder(world, 5, "cancelled")
    holder(world, 5, source=PersonSource.ROSTER)
    holder(world, 5, source=PersonSource.REGISTRATION, home_code="330212")
    assert book_renewals() == Booked(2, 0)
    assert book_renewals() == Booked(0, 0)
    fresh()
    assert [one.person_id for one in list_open_tasks(world.district)] == [late, soon]
    assert list_open_tasks(world.district)[1].due_on == clock.today() + timedelta(days=80)


def test_ticked_off_it_comes_again_and_renewed_it_goes(world):
    key = holder(world, 80)
    book_renewals()
    fresh()
    (task,) = list_tasks(key)
    finish_task(world.actor(), task)
    with pytest.raises(CompanionRefusedError):
        finish_task(world.actor(), task)
    assert book_renewals() == Booked(0, 0)
    with time_machine.travel(clock.now() + timedelta(days=21), tick=False):
        assert book_renewals() == Booked(1, 0)
        with act(by=MACHINE, action="test"):
            card(db.session.get(Person, key), 3000)
        assert book_renewals() == Booked(0, 1)
    fresh()
    done = sorted(list_tasks(key), key=lambda one: one.done_at)
    assert [one.done_by for one in done] == [world.users["caseworker"], None]


def test_one_of_a_kind_is_open_at_a_time(world):
    person = db.session.get(Person, world.seeker)
    add_task(world.actor(), person, TaskKind.VISIT, clock.today(), None)
    with pytest.raises(BrokenRuleError, match="one_open_task"):
        add_task(world.actor(), person, TaskKind.VISIT, clock.today(), None)
    add_task(world.actor(), person, TaskKind.RING, clock.today(), None)
