"""The worker does what acts asked for, once, and tries again what failed."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from jobmatch import worker
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.queries import list_months
from jobmatch.employment.service import Place, Terms, end_spell, open_spell
from jobmatch.employment.tables import MonthState
from jobmatch.storage import care
from jobmatch.storage.base import db
from jobmatch.storage.jobs import Job, list_due

NOVEMBER = datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.fixture
def spell(world):
    with time_machine.travel(NOVEMBER, tick=False):
        terms = Terms(NOVEMBER.date() - timedelta(days=40), ContractKind.LABOUR_CONTRACT, wage_fen=260000)
        return open_spell(world.actor(), world.district, world.seeker, Place(world.employer), terms)


def months(world):
    db.session.rollback()
    return [
        (row.month, row.first_on.day, row.last_on and row.last_on.day, row.state.value)
        for row in list_months(world.seeker)
    ]


def test_months_accrue_as_time_passes(world, spell):
    assert months(world) == [("2026-10", 14, 31, "worked"), ("2026-11", 1, None, "worked")]
    with time_machine.travel(NOVEMBER + timedelta(days=10), tick=False):
        worker.ask_for_routine()
        assert worker.run_due() == len(worker.ROUTINE)
        assert worker.run_due() == 0
        assert {job.name for job in db.session.scalars(select(Job).where(Job.done_at.is_(None)))} == {*worker.ROUTINE}
    assert months(world)[1:] == [("2026-11", 1, 30, "worked"), ("2026-12", 1, None, "worked")]
    with time_machine.travel(NOVEMBER + timedelta(days=11), tick=False):
        assert worker.run_due() == len(worker.ROUTINE)
    assert len(months(world)) == 3
    assert care.find_faults() == []


def test_months_after_the_end_become_void_and_are_kept(world, spell):
    with time_machine.travel(NOVEMBER, tick=False):
        end_spell(world.actor(), spell, date(2026, 10, 20), "moved away")
    assert months(world) == [("2026-10", 14, 20, "worked"), ("2026-11", 1, None, MonthState.VOID.value)]


def test_a_failed_job_waits_longer_and_is_tried_again(world, monkeypatch):
    def fail():
        raise RuntimeError("the text of this may hold a name")

    with time_machine.travel(NOVEMBER, tick=False):
        worker.ask_for_routine()
        monkeypatch.setitem(worker.ACTS, "accrue_months", fail)
        assert worker.run_due() == len(worker.ROUTINE)
        job = db.session.scalar(select(Job).where(Job.name == "accrue_months"))
        assert (job.done_at, job.attempts, job.last_error) == (None, 1, "RuntimeError")
        assert job.due_at == NOVEMBER + timedelta(seconds=60)
        assert list_due() == []
    monkeypatch.undo()
    with time_machine.travel(NOVEMBER + timedelta(minutes=2), tick=False):
        assert worker.run_due() == 1
        assert db.session.get(Job, job.id, populate_existing=True).done_at is not None


def test_asking_twice_asks_once(world):
    worker.ask_for_routine()
    worker.ask_for_routine()
    assert len(list(db.session.scalars(select(Job)))) == len(worker.ROUTINE)
