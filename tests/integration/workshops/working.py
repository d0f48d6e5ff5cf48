"""An institution with a few places, and people who might work there, for tests of placements."""

from datetime import date, timedelta

from jobmatch import clock
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.workshops import service
from jobmatch.workshops.placement_tables import AgreementKind, AskedBy, Placement
from jobmatch.workshops.service import Agreement, Asked
from jobmatch.workshops.tables import Institution, Workplace
from tests.integration.employment.working import add_worker


def add_institution(world, places=1, **facts):
    """An institution with places for work; returns its row."""
    told = {
        "name": "示例工疗车间",
        "kind": "work_therapy",
        "gives_work": places > 0,
        "gives_day_care": places == 0,
        "gives_lodging": False,
        "town_id": world.town,
        "address": "示例路 1 号",
        "opened_on": date(2015, 3, 2),
    }
    row = Institution(district_id=world.district, **{**told, **facts})
    with act(by=MACHINE, action="institution.added"):
        db.session.add(row)
        db.session.flush()
        for number in range(1, places + 1):
            db.session.add(Workplace(district_id=world.district, institution_id=row.id, number=number))
    return row


def someone(world, grade=2, **facts):
    """Somebody with a severe physical disability, of working age."""
    return add_worker(world, grade, **facts)


def ask(world, institution, person, **asked):
    """Put a person on the waiting list; returns the placement."""
    told = {"by": AskedBy.VILLAGE, "on": clock.today(), **asked}
    return service.ask(world.actor(), institution, Asked(person, **told))


def place(world, institution, person, *, days_ago=0, kind=AgreementKind.FLEXIBLE, **terms):
    """Ask, try and agree; ``days_ago`` is when the agreement began."""
    placement = ask(world, institution, person)
    service.start_trial(world.actor(), placement)
    began_on = clock.today() - timedelta(days=days_ago)
    with act(by=MACHINE, action="trial.was_earlier"):
        placement.trial_from_on = began_on
    service.agree(world.actor(), placement, Agreement(kind, began_on, **terms))
    return placement


def again(placement):
    """The same row as the database has it now."""
    db.session.rollback()
    return db.session.get(Placement, placement.id, populate_existing=True)
