"""What a process keeps ready is never stale: whatever changes a position, the next slip knows, whoever changed it."""

import subprocess
import sys
import uuid
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text

from jobmatch import clock
from jobmatch.employers.queries import find_position
from jobmatch.employers.tables import PositionState
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.service import Place, Terms, open_spell
from jobmatch.fairs import service as fairs
from jobmatch.fairs import slips
from jobmatch.matching import prepared, quickest
from jobmatch.matching.service import suggest_for_seeker
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.service import Arrival
from jobmatch.seekers.tables import Entrance
from jobmatch.storage.act import MACHINE, Actor, act
from jobmatch.storage.base import db
from tests.world import make_position

ANSWERS = {
    "name": "李新来",
    "wanted": ["包装"],
    "wage_floor_fen": 250000,
    "refusals": ["night_shift"],
    "consents": ["store", "recommend"],
}

# How another process changes a row: behind the product's back, without raising any version.
ELSEWHERE = """
import sys
from sqlalchemy import create_engine, text
with create_engine(sys.argv[1]).begin() as connection:
    assert connection.execute(text(sys.argv[2])).rowcount == 1
"""


def slip(world):
    """Register somebody and return the lines of their slip by position."""
    answers = Answers.read(ANSWERS, clock.today())
    arrival = Arrival(str(uuid.uuid4()), world.district, Entrance.KIOSK, "en", world.fair)
    registered = fairs.register(Actor("device"), world.fair, arrival, answers)
    return {line["position"]: line for line in fairs.slip_of(registered.ticket)}


def suggested(world):
    db.session.rollback()
    db.session.expire_all()
    return {one.id: one for one in suggest_for_seeker(world.seeker).suggestions}


CHANGES = {
    "closed": ("positions", "state = 'closed'"),
    "paused": ("positions", "state = 'paused'"),
    "over": ("positions", "closes_on = '2026-01-02'"),
    "paid_less": ("positions", "wage_min_fen = 100, wage_max_fen = 200"),
    "at_night": ("positions", """conditions = '{"night_shift": "yes"}'"""),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_position_that_another_process_took_out_is_on_no_slip(database, world, change):
    table, values = CHANGES[change]
    assert world.position in slip(world)
    assert world.position in suggested(world)
    db.session.rollback()
    statement = f"UPDATE {table} SET {values} WHERE id = '{world.position}'"
    subprocess.run([sys.executable, "-c", ELSEWHERE, database.url, statement], check=True)
    assert world.position not in slip(world)
    assert world.position not in suggested(world)


def test_what_another_process_renames_is_printed_anew(database, world):
    before = slip(world)[world.position]
    db.session.rollback()
    for table, column, key in (("positions", "title", world.position), ("employers", "name", world.employer)):
        statement = f"UPDATE {table} SET {column} = '改过的' WHERE id = '{key}'"
        subprocess.run([sys.executable, "-c", ELSEWHERE, database.url, statement], check=True)
    after = slip(world)[world.position]
    assert (after["title"], after["employer"]) == ("改过的", "改过的") != (before["title"], before["employer"])
    assert after["score"] < before["score"]


def test_a_position_that_fills_up_leaves_the_slip_and_comes_back(world):
    assert world.position in slip(world)
    with act(by=MACHINE, action="position.changed"):
        find_position(world.district, world.position).seats = 1
    place = Place(world.employer, world.position)
    terms = Terms(clock.today(), ContractKind.LABOUR_CONTRACT)
    spell = open_spell(world.actor(), world.district, world.seeker, place, terms)
    assert world.position not in slip(world)
    with act(by=MACHINE, action="spell.ended"):
        db.session.get(type(spell), spell.id).ended_on = clock.today()
    assert world.position in slip(world)


def test_a_new_position_is_on_the_next_slip(world):
    slip(world)
    with act(by=MACHINE, action="position.closed"):
        find_position(world.district, world.position).state = PositionState.CLOSED
        db.session.add(new := make_position(world, world.employer, title="包装工", posted_on=clock.today()))
    assert new.id in slip(world)


def test_positions_made_ready_all_at_once_are_as_fresh(world, monkeypatch):
    monkeypatch.setattr(quickest, "MANY", 1)
    score = [slip(world)[world.position]["score"] for _turn in range(3)]
    assert score[0] == score[1] == score[2]
    with act(by=MACHINE, action="position.renamed"):
        find_position(world.district, world.position).title = "会计"
        db.session.add(new := make_position(world, world.other_employer, title="包装工", posted_on=clock.today()))
    assert slip(world)[world.position]["score"] < score[0]
    assert new.id in suggested(world)


def test_days_go_by_for_what_is_kept_ready(world):
    first = slip(world)[world.position]["score"]
    with time_machine.travel(clock.now() + timedelta(days=40)):
        assert slip(world)[world.position]["score"] < first


def test_what_changes_between_the_ranking_and_the_act_is_not_printed(world, monkeypatch):
    drawn, plain = [], slips.draw_up

    def draw_up_slowly(*words):
        drawn.append(plain(*words))
        if len(drawn) == 1:
            with act(by=MACHINE, action="position.closed"):
                find_position(world.district, world.position).state = PositionState.CLOSED
        return drawn[-1]

    monkeypatch.setattr(slips, "draw_up", draw_up_slowly)
    assert world.position not in slip(world)
    assert len(drawn) == 2
    assert world.position in {line["position"] for line in drawn[0].lines}


def test_a_process_that_kept_by_key_would_be_seen(world, monkeypatch):
    """The planted fault: positions kept under their key alone. The slip then goes on saying the old title."""
    kept = {}

    def by_key(rows, on):
        return [kept.setdefault(row.id, prepared._made_ready(row, on)) for row in rows]

    monkeypatch.setattr("jobmatch.matching.service.made_ready", by_key)
    score = slip(world)[world.position]["score"]
    with act(by=MACHINE, action="position.renamed"):
        db.session.execute(text("UPDATE positions SET title = '会计' WHERE id = :id"), {"id": world.position})
    assert slip(world)[world.position]["score"] == score
    monkeypatch.undo()
    assert slip(world)[world.position]["score"] < score
