"""Warn, wait, anonymise: people nobody has heard of; and what has run out is deleted."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from click.testing import CliRunner
from sqlalchemy import func, select

from jobmatch import clock, worker
from jobmatch.accounts.tables import SignInFailure
from jobmatch.cli import main
from jobmatch.data_care import retention
from jobmatch.data_care.erasing import find_erasure
from jobmatch.data_care.retention import KeepRefusedError, keep, list_warnings
from jobmatch.data_care.tables import KeepReason, RetentionWarning
from jobmatch.fairs import visits
from jobmatch.fairs.queries import find_ticket
from jobmatch.fairs.tables import KioskVisit, LimitReached, LimitScope
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage import care
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.idempotency import KeptAnswer
from jobmatch.storage.jobs import Job
from tests.pages.asking import agree, fresh

LATER = date(2029, 3, 1)
"""Two years and more after anything that the world's seeker has done."""


def run_on(day, **options):
    with time_machine.travel(day, tick=False):
        counts = retention.run(**options)
    fresh()
    return counts


def erased(world):
    return find_erasure(world.seeker) is not None


def test_who_was_not_heard_of_is_warned_of_then_erased(world):
    first = run_on(LATER)
    assert (first.looked_at, first.warned, first.erased) == (1, 1, 0)
    (warning,) = list_warnings(world.district)
    assert warning.erase_on == LATER + timedelta(days=30)
    assert run_on(LATER + timedelta(days=29)).erased == 0
    last = run_on(LATER + timedelta(days=30))
    assert (last.warned, last.erased) == (0, 1)
    assert erased(world)
    assert db.session.get(Person, world.seeker).name == "已删除"
    assert find_erasure(world.seeker).erased_by is None
    assert (list_warnings(world.district), run_on(LATER + timedelta(days=31)).looked_at) == ([], 0)
    assert care.find_faults() == []


def test_a_dry_run_counts_and_changes_nothing(world):
    assert run_on(LATER, is_dry=True).warned == 1
    assert list_warnings(world.district) == []


def test_who_is_heard_of_again_stays(world):
    run_on(LATER)
    with time_machine.travel(LATER + timedelta(days=3), tick=False):
        agree(world)
    assert run_on(LATER + timedelta(days=40)).active_again == 1
    assert (erased(world), list_warnings(world.district)) == (False, [])


def test_who_is_kept_for_a_reason_stays_for_two_more_years(world):
    run_on(LATER)
    with time_machine.travel(LATER, tick=False):
        (warning,) = list_warnings(world.district)
        keep(world.actor(), warning, KeepReason.STILL_WANTS)
        with pytest.raises(KeepRefusedError):
            keep(world.actor(), warning, KeepReason.STILL_WANTS)
    assert (run_on(LATER + timedelta(days=60)).warned, erased(world)) == (0, False)
    assert run_on(LATER + timedelta(days=800)).warned == 1


def test_holders_and_whoever_is_referred_are_left_alone(whole_world):
    assert run_on(LATER).warned == 0
    with act(by=MACHINE, action="test"):
        db.session.get(Person, whole_world.seeker).source = PersonSource.REGISTER
    assert run_on(LATER).looked_at == 0


def test_what_has_run_out_is_deleted(whole_world):
    with act(by=MACHINE, action="test"):
        at = clock.now()
        db.session.add(SignInFailure(login_index="a", address_index="b", at=at))
        db.session.add(KeptAnswer(scope="s", key="k", body_hash="", answer={}, at=at))
        db.session.add(LimitReached(scope=LimitScope.ALL, key="all", window_began_at=at))
        db.session.add(Job(name="old", key="", arguments={}, due_at=at, done_at=at))
    visits.end(MACHINE, visits.begin(MACHINE, find_ticket(whole_world.submission)))
    assert not any(retention.run().purged.values())
    counts = run_on(clock.today() + timedelta(days=40))
    assert {name for name, count in counts.purged.items() if count} == {
        "sign_in_failures",
        "kept_answers",
        "jobs",
        "kiosk_visits",
        "kiosk_visit_ends",
        "limits_reached",
    }
    assert db.session.scalar(select(func.count()).select_from(KioskVisit)) == 0
    assert db.session.scalar(select(func.count()).select_from(SignInFailure)) == 0


def test_the_command_prints_counts_as_json(world, home):
    answer = CliRunner().invoke(main, ["care", "retention", "--dry-run", "--json"])
    assert answer.exit_code == 0, answer.output
    printed = json.loads(answer.stdout)
    assert (printed["is_dry"], printed["looked_at"], printed["warned"], printed["scrubbed"]) == (True, 1, 0, 0)
    assert "people looked at" in CliRunner().invoke(main, ["care", "retention"]).stdout


def test_the_worker_runs_it_and_asks_for_the_next_night(world):
    with time_machine.travel(LATER, tick=False):
        worker.ask_for_routine()
        worker.run_due()
        fresh()
        assert db.session.scalar(select(func.count()).select_from(RetentionWarning)) == 1
        (waiting,) = db.session.scalars(select(Job).where(Job.name == "retention", Job.done_at.is_(None)))
        assert waiting.due_at > clock.now()


def test_the_list_is_answered_with_a_reason(world, sign_in):
    from tests.pages.asking import errors, post

    run_on(LATER)
    client = sign_in("caseworker")
    (warning,) = list_warnings(world.district)
    path = f"/casework/retention/{warning.id}/keep"
    assert "1 人很久没有往来" in client.get("/casework/").text
    refused = post(client, path, {}, seen="/casework/retention")
    assert (refused.status_code, len(errors(refused))) == (422, 1)
    answered = {f"about_{warning.id}": "still_wants"}
    assert post(client, path, answered, seen="/casework/retention").status_code == 303
    assert post(client, path, answered, seen="/casework/").status_code == 409
