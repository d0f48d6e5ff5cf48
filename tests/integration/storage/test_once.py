"""Work under an idempotency key: once, with its answer in the same commit, however many ask at the same time."""

import pytest

from jobmatch.accounts.tables import Town
from jobmatch.storage import idempotency, once
from jobmatch.storage.act import MACHINE
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.storage.idempotency import KeptAnswer, KeyReusedError
from jobmatch.storage.once import OnceKey, answer_once

KEY = OnceKey("test", "key", "hash")


@pytest.fixture
def work(world):
    """Add a town each time and answer its name."""
    count = iter(range(9))

    def add():
        name = f"新镇{next(count)}"
        db.session.add(Town(district_id=world.district, name=name, name_en="New", lat=29.6, lon=121.4))
        return {"name": name}

    return add


def _new_towns():
    db.session.rollback()
    return db.session.query(Town).filter(Town.name.startswith("新镇")).count()


def test_the_second_time_nothing_is_done(work):
    first, second = answer_once(MACHINE, KEY, work), answer_once(MACHINE, KEY, work)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.answer == second.answer == {"name": "新镇0"}
    assert _new_towns() == 1


def test_another_body_is_refused(work):
    answer_once(MACHINE, KEY, work)
    with pytest.raises(KeyReusedError):
        answer_once(MACHINE, OnceKey("test", "key", "other"), work)
    assert _new_towns() == 1


def test_work_that_fails_keeps_no_answer(work):
    def fail():
        work()
        raise LookupError("seeker")

    with pytest.raises(LookupError):
        answer_once(MACHINE, KEY, fail)
    assert _new_towns() == 0
    assert db.session.query(KeptAnswer).count() == 0


@pytest.mark.parametrize("blind_looks", [1, 2], ids=["seen under the lock", "seen by the database"])
def test_who_asks_at_the_same_time_gets_the_same_answer(work, monkeypatch, blind_looks):
    answer_once(MACHINE, KEY, work)
    blind = iter([True] * blind_looks)
    seen = idempotency.find_answer
    monkeypatch.setattr(once, "find_answer", lambda *asked: None if next(blind, False) else seen(*asked))
    again = answer_once(MACHINE, KEY, work)
    assert (again.answer, again.is_new) == ({"name": "新镇0"}, False)
    assert _new_towns() == 1


def test_another_broken_rule_is_not_taken_for_the_key(world):
    def double():
        for _turn in range(2):
            db.session.add(Town(district_id=world.district, name="两次", name_en="Twice", lat=29.6, lon=121.4))
        return {}

    with pytest.raises(BrokenRuleError, match="towns_have_a_name"):
        answer_once(MACHINE, KEY, double)
