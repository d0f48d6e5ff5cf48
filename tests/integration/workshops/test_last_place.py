"""Two people are given the last place at the same instant: one has it, never both.

``make faults`` plays it a thousand times on each database (``JOBMATCH_PLACE_ROUNDS``), ``make test`` fifty times.
"""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from jobmatch.storage import care
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.workshops import service
from jobmatch.workshops.placement_tables import TAKING_A_PLACE, EndReason, Placement
from jobmatch.workshops.service import PlacingRefusedError
from jobmatch.workshops.tables import Workplace
from tests.integration.workshops.working import add_institution, ask, someone

ROUNDS = int(os.environ.get("JOBMATCH_PLACE_ROUNDS", "50"))


def test_the_last_place_is_never_given_twice_however_close(app, world):
    institution = add_institution(world)
    waiting = [ask(world, institution, someone(world)).id for _ in range(2)]
    barrier, given = Barrier(2), []

    def play(placement_id):
        with app.app_context():
            mine = placement_id
            for _ in range(ROUNDS):
                barrier.wait(60)
                outcome = take(world, mine)
                given.append(outcome)
                barrier.wait(60)
                if outcome == "given":
                    mine = give_back(world, institution, mine)
                db.session.rollback()
                barrier.wait(60)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(play, one) for one in waiting]:
            done.result()
    assert Counter(given) == {"given": ROUNDS, "placing.full": ROUNDS}
    db.session.rollback()
    assert db.session.scalars(select(Placement).where(TAKING_A_PLACE)).all() == []
    assert care.find_faults() == []


def take(world, placement_id):
    """Start a trial; returns that a place was given, or the key of the refusal."""
    try:
        service.start_trial(world.actor(), db.session.get(Placement, placement_id, populate_existing=True))
    except PlacingRefusedError as error:
        return error.key
    return "given"


def give_back(world, institution, placement_id):
    """Leave the place and wait again."""
    placement = db.session.get(Placement, placement_id)
    service.end(world.actor(), placement, EndReason.NOT_SUITED, placement.trial_from_on)
    return ask(world, institution, placement.person_id).id


def test_the_database_holds_the_line_where_the_program_forgets(world, monkeypatch):
    institution = add_institution(world)
    first, second = (ask(world, institution, someone(world)) for _ in range(2))
    only = db.session.scalar(select(Workplace.id))
    monkeypatch.setattr(service, "find_free_place", lambda _institution: only)
    service.start_trial(world.actor(), first)
    with pytest.raises(BrokenRuleError, match="a_place_is_taken_by_one_person"):
        service.start_trial(world.actor(), second)
