"""Sessions: idle and absolute ends, what is written down about them, and what is dead the moment something changes."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.accounts import rules, service, sessions, signing_in
from jobmatch.accounts.signing_in import Caller, SignInRefusedError
from jobmatch.accounts.tables import ApiToken, RecoveryCode, Role, SessionSighting, SignInFailure, TotpFactor, User
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from tests.pages.asking import counted, fresh
from tests.world import PASSWORD

NEW = "horse staple battery"


def enter(role="caseworker", password=PASSWORD):
    return signing_in.sign_in(role, password, Caller("192.0.2.1")).token


def is_open(token):
    fresh()
    return sessions.find_signed_in(token) is not None


def account(world, role="caseworker"):
    fresh()
    return db.session.get(User, world.users[role])


def later(**span):
    return time_machine.travel(clock.now() + timedelta(**span), tick=False)


@pytest.mark.parametrize(("role", "idle"), [("caseworker", rules.STAFF_IDLE), ("employer", rules.EMPLOYER_IDLE)])
def test_a_session_that_nobody_uses_ends(world, role, idle):
    token = enter(role)
    with later(seconds=idle.total_seconds() - 10):
        assert is_open(token)
    with later(seconds=2 * idle.total_seconds() - 60):
        assert is_open(token)
    with later(seconds=3 * idle.total_seconds()):
        assert not is_open(token)


def test_a_session_in_use_all_day_ends_after_twelve_hours(world):
    token = enter()
    for minute in range(10, 12 * 60, 10):
        with later(minutes=minute):
            assert is_open(token), minute
    with later(hours=12):
        assert not is_open(token)


def test_being_seen_costs_one_statement_a_minute_and_no_audit_row(world):
    token = enter()
    entries = db.session.scalar(select(func.count()).select_from(AuditEntry))
    with later(minutes=2):
        fresh()
        with counted() as first:
            sessions.find_signed_in(token)
        fresh()
        with counted() as second:
            sessions.find_signed_in(token)
    writes = [[one for one in found if not one.startswith(("SELECT", "BEGIN", "PRAGMA"))] for found in (first, second)]
    assert [len(found) for found in writes] == [1, 0]
    fresh()
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == entries


def test_a_clock_that_was_put_back_moves_no_sighting(world):
    token = enter()
    with later(minutes=5):
        assert is_open(token)
    fresh()
    before = db.session.scalars(select(SessionSighting.at)).one()
    assert is_open(token)
    fresh()
    assert db.session.scalars(select(SessionSighting.at)).one() == before


def test_every_sign_in_has_a_token_of_its_own(world):
    assert enter() != enter()


def test_a_password_change_ends_every_session_but_this_one(world):
    here, elsewhere = enter(), enter()
    service.change_password(account(world), NEW, keep_token=here)
    assert (is_open(here), is_open(elsewhere)) == (True, False)


def test_what_ends_every_session(world):
    admin = world.actor("security_admin")
    for change in (service.reset_password, service.reset_second_factor, service.end_sessions):
        token = enter()
        change(admin, account(world))
        assert not is_open(token), change.__name__
        reset_to_known(world)


def reset_to_known(world):
    with act(by=MACHINE, action="test"):
        user = db.session.get(User, world.users["caseworker"])
        user.password_hash = service.passwords.hash_password(PASSWORD)
        user.must_change_password, user.password_expires_at = False, None


def test_a_disabled_account_is_out_at_once(world):
    token = enter()
    with act(by=MACHINE, action="test"):
        db.session.get(User, world.users["caseworker"]).disabled_at = clock.now()
    assert not is_open(token)


def test_somebody_elses_session_cannot_be_ended_as_ones_own(world):
    mine, theirs = enter(), enter("head")
    user = account(world)
    their_session = sessions.queries.find_user_session(theirs).id
    assert not sessions.end_session(sessions.actor_for(user), user, their_session)
    assert sessions.end_session(sessions.actor_for(user), user, sessions.queries.find_user_session(mine).id)
    assert (is_open(mine), is_open(theirs)) == (False, True)


def test_a_reset_password_works_for_seven_days_and_must_be_changed(world):
    once = service.reset_password(world.actor("security_admin"), account(world))
    assert account(world).must_change_password
    with pytest.raises(SignInRefusedError, match="登录名或密码不对"):
        enter()
    with later(days=6, hours=23):
        assert enter(password=once)
    with later(days=7), pytest.raises(SignInRefusedError, match="已经过了 7 天"):
        enter(password=once)
    service.change_password(account(world), NEW)
    with later(days=8):
        assert enter(password=NEW)


def test_a_new_account_has_seven_days_too(world):
    made = service.add_user(MACHINE, world.district, Role.HEAD, "新", "new", None)
    with later(days=8), pytest.raises(SignInRefusedError, match="已经过了 7 天"):
        enter("new", made.password_once)


def test_a_reset_takes_every_factor_away(world):
    user_id = world.users["caseworker"]
    with act(by=MACHINE, action="test"):
        db.session.add(TotpFactor(user_id=user_id, secret="JBSWY3DPEHPK3PXP", created_at=clock.now()))
        db.session.add(RecoveryCode(user_id=user_id, code_hash="x", created_at=clock.now()))
    service.reset_second_factor(world.actor("security_admin"), account(world))
    fresh()
    assert db.session.scalars(select(TotpFactor)).all() + db.session.scalars(select(RecoveryCode)).all() == []
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "user.second_factor_reset")).one()
    assert entry.details == {"apps": 1, "recovery_codes": 1, "passkeys": 0}
    assert (entry.user_id, entry.subject_id) == (world.users["security_admin"], user_id)


def test_an_unlocked_account_need_not_wait(world):
    for _ in range(rules.FAILURES_ALLOWED):
        with pytest.raises(SignInRefusedError):
            enter(password="wrong")
    with pytest.raises(SignInRefusedError, match="请过 15 分钟"):
        enter()
    assert service.unlock(world.actor("security_admin"), account(world)) == rules.FAILURES_ALLOWED
    assert enter()
    assert db.session.scalars(select(SignInFailure)).all() == []


def test_revoked_tokens_are_revoked_once(world):
    service.make_token(MACHINE, account(world))
    admin = world.actor("security_admin")
    assert [service.revoke_tokens(admin, account(world)) for _ in range(2)] == [1, 0]
    fresh()
    assert db.session.scalars(select(ApiToken.revoked_at)).one() is not None
