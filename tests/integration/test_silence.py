"""Positions of which nothing is heard: told of, closed after the notice, kept by one word; the worker does it."""

from datetime import timedelta

import pytest

from jobmatch import clock, worker
from jobmatch.employers.queries import find_position
from jobmatch.employers.tables import Closing, Position, PositionState
from jobmatch.referrals.queries import find_referral
from jobmatch.referrals.service import Step, take_answer
from jobmatch.referrals.tables import ReferralState
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from jobmatch.storage.jobs import ask_for, find_waiting
from tests.pages.asking import fresh, post


@pytest.fixture
def silent(whole_world):
    """The world's position, last heard of eighty days ago."""
    with act(by=MACHINE, action="test"):
        position = db.session.get(Position, whole_world.position)
        position.posted_on = position.heard_on = clock.today() - timedelta(days=80)
    return whole_world


def night(monkeypatch, days=0):
    """Let the worker do what is due, so many days from now."""
    today = clock.today()
    with monkeypatch.context() as patch:
        patch.setattr(clock, "today", lambda: today + timedelta(days=days))
        with act(by=MACHINE, action="test"):
            ask_for("silent_positions", clock.now() - timedelta(seconds=1))
            find_waiting("silent_positions").due_at = clock.now() - timedelta(seconds=1)
        worker.run_due()
    fresh()


def test_told_first_then_closed_and_the_employer_reads_why(silent, monkeypatch, sign_in):
    client = sign_in("employer")
    assert "还在招吗" not in client.get("/portal/").text
    night(monkeypatch)
    position = find_position(silent.district, silent.position)
    assert (position.state, position.silence_told_on) == (PositionState.OPEN, clock.today())
    assert "“包装工”还在招吗" in client.get("/portal/").text
    night(monkeypatch, days=13)
    assert find_position(silent.district, silent.position).state is PositionState.OPEN
    night(monkeypatch, days=14)
    position = find_position(silent.district, silent.position)
    assert (position.state, position.closed_why) == (PositionState.CLOSED, Closing.SILENCE)
    assert "自动停止了" in client.get(f"/portal/positions/{silent.position}").text
    actions = [one.action for one in db.session.query(AuditEntry).filter_by(subject_id=silent.position)]
    assert actions[-2:] == ["position.silence_told", "position.closed_for_silence"]


def test_one_word_keeps_it(silent, monkeypatch, sign_in):
    night(monkeypatch)
    post(sign_in("employer"), f"/portal/positions/{silent.position}/state", {"change": "confirm"})
    night(monkeypatch, days=14)
    position = find_position(silent.district, silent.position)
    assert (position.state, position.silence_told_on) == (PositionState.OPEN, None)


def test_an_answer_about_a_person_is_a_word_too(silent, monkeypatch):
    night(monkeypatch)
    referral = find_referral(silent.district, silent.referral)
    take_answer(silent.actor("employer"), referral, Step(ReferralState.DECLINED, "filled"))
    fresh()
    position = find_position(silent.district, silent.position)
    assert (position.heard_on, position.silence_told_on) == (clock.today(), None)
