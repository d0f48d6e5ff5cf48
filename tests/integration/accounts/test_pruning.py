"""What signing in leaves behind is forgotten in time, and nothing that still serves."""

from datetime import timedelta

import time_machine
from sqlalchemy import select

from jobmatch import clock, worker
from jobmatch.accounts import queries, rules, sessions, signing_in
from jobmatch.accounts.signing_in import Caller, SignInRefusedError
from jobmatch.accounts.tables import HalfSignIn, SessionSighting, SignInFailure, UserSession
from jobmatch.storage import care
from jobmatch.storage.base import db
from tests.pages.asking import fresh
from tests.second_factor import give_an_app
from tests.world import PASSWORD

HERE = Caller("192.0.2.1")


def fail():
    try:
        signing_in.sign_in("caseworker", "wrong", HERE)
    except SignInRefusedError:
        return


def prune_in(**span):
    with time_machine.travel(clock.now() + timedelta(**span), tick=False):
        worker.ask_for_routine()
        worker.run_due()
    fresh()


def count(*tables):
    return [len(db.session.scalars(select(table)).all()) for table in tables]


def test_failures_and_half_sign_ins_go_after_a_day(world):
    give_an_app(world.users["head"])
    fail()
    signing_in.sign_in("head", PASSWORD, HERE)
    prune_in(hours=1)
    assert count(SignInFailure, HalfSignIn) == [1, 1]
    prune_in(hours=25)
    assert count(SignInFailure, HalfSignIn) == [0, 0]


def test_sessions_go_when_their_address_is_no_longer_known(world):
    token = signing_in.sign_in("caseworker", PASSWORD, HERE).token
    prune_in(days=29)
    assert count(UserSession, SessionSighting) == [1, 1]
    assert queries.has_signed_in_from("caseworker", [HERE.address_index], clock.now() - rules.KNOWN_FOR)
    prune_in(days=31)
    assert count(UserSession, SessionSighting) == [0, 0]
    assert sessions.find_signed_in(token) is None
    assert care.find_faults() == []
