"""Many at once in the storage itself: the first link of the chain, one answer to a key, one job, a lock held."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Event

import pytest
import time_machine
from sqlalchemy import event, func, select, text

from jobmatch import clock, worker
from jobmatch.employment import service as employment
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.queries import list_months
from jobmatch.employment.service import Place, Terms
from jobmatch.employment.tables import Spell
from jobmatch.storage import care
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from jobmatch.storage.busy import BusyError
from jobmatch.storage.engine import LONGEST_WAIT_MS, writing
from jobmatch.storage.idempotency import KeptAnswer, KeyReusedError
from jobmatch.storage.jobs import Job, ask_for
from jobmatch.storage.once import OnceKey, answer_once
from tests.integration.test_races import AT_ONCE, at_once, count


def test_the_first_acts_of_all_make_one_chain(app):
    def act_once(number):
        with act(by=MACHINE, action=f"first.{number}"):
            pass

    assert at_once(app, act_once) == [None] * AT_ONCE
    assert (count(AuditEntry), care.find_faults()) == (AT_ONCE, [])


def test_one_key_is_answered_once_and_the_work_is_done_once(app):
    done = []

    def ask(number):
        return answer_once(MACHINE, OnceKey("scope", "key", "hash"), lambda: done.append(number) or {"by": number})

    answers = at_once(app, ask)
    assert len(done) == 1
    assert {answer.answer["by"] for answer in answers} == set(done)
    assert sorted(answer.is_new for answer in answers) == [False] * (AT_ONCE - 1) + [True]
    assert count(KeptAnswer) == 1


def test_one_key_with_eight_bodies_keeps_the_first(app):
    results = at_once(app, lambda number: answer_once(MACHINE, OnceKey("s", "k", f"{number}"), lambda: {"by": number}))
    assert sum(isinstance(result, KeyReusedError) for result in results) == AT_ONCE - 1
    assert count(KeptAnswer) == 1


def test_eight_who_ask_for_the_same_job_make_it_wait_once(app):
    assert at_once(app, lambda _: worker.ask_for_routine()) == [None] * AT_ONCE
    assert count(Job) == len(worker.ROUTINE)


def test_eight_workers_do_a_job_once(app, monkeypatch):
    done = []
    monkeypatch.setitem(worker.ACTS, "count", lambda: done.append(1))
    with act(by=MACHINE, action="job.asked_for"):
        ask_for("count", clock.now())
    at_once(app, lambda _: worker.run_due())
    assert done == [1]
    db.session.rollback()
    assert db.session.scalar(select(func.count()).where(AuditEntry.action == "job.done.count")) == 1


def test_no_month_is_entered_after_the_end_while_months_accrue(app, world, monkeypatch):
    """The worker has read that somebody works there; before it writes, a caseworker enters the end."""
    with time_machine.travel(datetime(2026, 11, 23, 2, tzinfo=UTC), tick=False):
        terms = Terms(date(2026, 10, 14), ContractKind.LABOUR_CONTRACT)
        employment.open_spell(world.actor(), world.district, world.seeker, Place(world.employer), terms)
    read, whole = Event(), employment.bring_up_to_date

    def slowly(spell):
        if spell.ended_on is None:
            read.set()
            Event().wait(0.5)
        return whole(spell)

    def end():
        read.wait()
        with app.app_context():
            spell = db.session.scalars(select(Spell)).one()
            employment.end_spell(world.actor(), spell, date(2026, 10, 20), "moved")

    monkeypatch.setattr(employment, "bring_up_to_date", slowly)
    with time_machine.travel(datetime(2026, 12, 3, 2, tzinfo=UTC)), ThreadPoolExecutor(1) as pool:
        ended = pool.submit(end)
        employment.accrue()
        ended.result()
    db.session.expire_all()
    months = {row.month: row.state.value for row in list_months(world.seeker)}
    assert months == {"2026-10": "worked", "2026-11": "void", "2026-12": "void"}


@pytest.fixture
def locked(app, world):
    """Somebody holds the lock that every act needs, for longer than anybody waits here."""
    is_sqlite = db.engine.dialect.name == "sqlite"

    @event.listens_for(db.engine, "connect")
    def wait_less(connection, _record):
        connection.execute("PRAGMA busy_timeout=50" if is_sqlite else "SET lock_timeout = 50")
        if not is_sqlite:
            connection.commit()

    db.session.remove()
    db.engine.dispose()
    with db.engine.connect() as connection:
        with writing():
            connection.execute(text("UPDATE audit_heads SET seq = seq"))
        yield
        connection.rollback()


def test_who_cannot_have_the_lock_in_time_is_told_and_nothing_is_written(world, locked):
    with pytest.raises(BusyError), act(by=MACHINE, action="never"):
        pass
    assert db.session.scalar(select(func.count()).where(AuditEntry.action == "never")) == 0


def test_a_busy_database_is_a_page_that_says_try_again(world, locked, client):
    page = client.get("/sign-in")
    answer = client.post("/sign-in", data={"login": "caseworker", "password": "no", "csrf_token": page.csrf})
    assert answer.status_code == 503
    assert "Retry-After" in answer.headers


@pytest.fixture
def signed_in(sign_in):
    return sign_in("caseworker")


def test_a_busy_database_costs_a_page_nothing_but_when_it_was_last_seen(world, signed_in, locked):
    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=False):
        assert signed_in.get("/account/").status_code == 200


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_waiting_has_an_end_and_the_operator_the_last_word(app, world):
    asked = "SELECT current_setting('lock_timeout'), current_setting('statement_timeout'), current_setting('TimeZone')"
    assert tuple(db.session.execute(text(asked)).one()) == (f"{LONGEST_WAIT_MS // 1000}s", "30s", "UTC")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_server_that_was_started_anew_is_no_failure(app, world, client):
    assert client.get("/jobs").status_code == 200
    db.session.remove()
    with db.engine.connect() as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        connection.execute(text(f"{others} AND pid <> pg_backend_pid()"))
    assert client.get("/jobs").status_code == 200
