"""Codes from an app and from paper: each opens once, also when eight send it at the same instant."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from jobmatch import clock
from jobmatch.accounts import queries, rules, second_factor, service, sessions, signing_in
from jobmatch.accounts.second_factor import FactorRefusedError
from jobmatch.accounts.signing_in import Caller, SignInRefusedError
from jobmatch.accounts.tables import RecoveryCode, TotpFactor, User
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.integration.test_races import AT_ONCE, at_once
from tests.pages.asking import fresh
from tests.second_factor import code_now, give_an_app
from tests.world import PASSWORD

HERE = Caller("192.0.2.1", "chrome.linux")


def account(world, role="caseworker"):
    fresh()
    return db.session.get(User, world.users[role])


def half(role="caseworker"):
    entry = signing_in.sign_in(role, PASSWORD, HERE)
    assert entry.is_half
    return entry.token


@pytest.fixture
def with_app(world):
    give_an_app(world.users["caseworker"])
    return world


def set_up(world):
    """Set an app up as a person does; returns the recovery codes and the secret."""
    token = signing_in.sign_in("caseworker", PASSWORD, HERE).token
    second_factor.begin_app(account(world))
    secret = second_factor.secret_in_groups(queries.find_totp(world.users["caseworker"])).replace(" ", "")
    new_token, codes = second_factor.confirm_app(account(world), code_now(secret=secret), token)
    fresh()
    assert sessions.find_signed_in(token) is None
    assert sessions.find_signed_in(new_token).is_strong
    return codes, secret


def test_setting_it_up_takes_the_first_code_and_gives_ten_on_paper(world):
    codes, secret = set_up(world)
    assert len(set(codes)) == rules.RECOVERY_CODES
    assert len(secret) == 32
    stored = db.session.scalars(select(RecoveryCode.code_hash)).all()
    assert not set(codes) & set(stored)


def test_the_code_that_set_it_up_opens_nothing_any_more(world):
    _codes, secret = set_up(world)
    with pytest.raises(SignInRefusedError, match="已经用过"):
        signing_in.give_code(half(), code_now(secret=secret), HERE)


def test_an_unconfirmed_app_is_no_factor(world):
    second_factor.begin_app(account(world))
    assert not signing_in.sign_in("caseworker", PASSWORD, HERE).is_half


def test_a_wrong_first_code_sets_nothing_up(world):
    token = signing_in.sign_in("caseworker", PASSWORD, HERE).token
    second_factor.begin_app(account(world))
    with pytest.raises(FactorRefusedError):
        second_factor.confirm_app(account(world), "000000", token)
    assert not queries.has_second_factor(world.users["caseworker"])


def test_one_app_at_a_time(with_app):
    with pytest.raises(FactorRefusedError, match="已经绑定"):
        second_factor.begin_app(account(with_app))


def test_a_half_sign_in_opens_nothing(with_app):
    token = half()
    fresh()
    assert sessions.find_signed_in(token) is None


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_half_a_minute_off_will_do(with_app, steps):
    assert signing_in.give_code(half(), code_now(steps), HERE)


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_minute_off_will_not(with_app, steps):
    with pytest.raises(SignInRefusedError):
        signing_in.give_code(half(), code_now(steps), HERE)


def test_a_code_and_every_earlier_one_is_used_up(with_app):
    earlier, now = code_now(-1), code_now()
    assert signing_in.give_code(half(), now, HERE)
    for code in (now, earlier):
        with pytest.raises(SignInRefusedError):
            signing_in.give_code(half(), code, HERE)


@pytest.mark.parametrize("typed", ["{} ", " {}", "\u3000{}", "wide"])
def test_how_a_code_is_typed_makes_no_difference(with_app, typed):
    code = code_now()
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    typed = wide if typed == "wide" else typed.format(f"{code[:3]} {code[3:]}")
    assert signing_in.give_code(half(), typed, HERE)


def test_eight_who_send_one_code_at_once_are_one(app, with_app):
    code, tokens = code_now(), [half() for _ in range(AT_ONCE)]
    results = at_once(app, lambda number: signing_in.give_code(tokens[number], code, HERE))
    assert sum(isinstance(result, str) for result in results) == 1
    assert sum(isinstance(result, SignInRefusedError) for result in results) == AT_ONCE - 1


def test_eight_who_finish_one_sign_in_at_once_are_one(app, with_app):
    token = half()
    codes = [code_now(-1), code_now(), code_now(1)] * 3
    results = at_once(app, lambda number: signing_in.give_code(token, codes[number], HERE))
    assert sum(isinstance(result, str) for result in results) == 1


def test_a_code_on_paper_opens_once(world):
    codes, _secret = set_up(world)
    assert signing_in.give_code(half(), codes[0].upper().replace("-", " "), HERE)
    with pytest.raises(SignInRefusedError):
        signing_in.give_code(half(), codes[0], HERE)
    assert queries.count_recovery_codes(world.users["caseworker"]) == rules.RECOVERY_CODES - 1


def test_eight_who_send_one_paper_code_at_once_are_one(app, world):
    codes, _secret = set_up(world)
    tokens = [half() for _ in range(AT_ONCE)]
    results = at_once(app, lambda number: signing_in.give_code(tokens[number], codes[0], HERE))
    assert sum(isinstance(result, str) for result in results) == 1


def test_new_codes_end_the_old_ones(world):
    codes, _secret = set_up(world)
    second_factor.new_recovery_codes(account(world))
    with pytest.raises(SignInRefusedError):
        signing_in.give_code(half(), codes[0], HERE)


def test_somebody_elses_paper_code_opens_nothing(with_app):
    give_an_app(with_app.users["head"])
    codes = second_factor.new_recovery_codes(account(with_app, "head"))
    with pytest.raises(SignInRefusedError):
        signing_in.give_code(half(), codes[0], HERE)


def test_five_wrong_codes_then_a_wait_before_the_password_too(with_app):
    token = half()
    for _ in range(rules.FAILURES_ALLOWED):
        with pytest.raises(SignInRefusedError, match="验证码不对"):
            signing_in.give_code(token, "000000", HERE)
    for attempt in (lambda: signing_in.give_code(token, code_now(), HERE), half):
        with pytest.raises(SignInRefusedError, match="请过 15 分钟"):
            attempt()


def test_a_password_waits_ten_minutes_for_its_code(with_app):
    token = half()
    with (
        time_machine.travel(clock.now() + rules.HALF_LASTS, tick=False),
        pytest.raises(SignInRefusedError, match="太长"),
    ):
        signing_in.give_code(token, code_now(), HERE)


def test_a_disabled_account_and_a_reset_end_what_waits(with_app):
    for change in (service.reset_password, service.end_sessions):
        token = half()
        change(with_app.actor("security_admin"), account(with_app))
        with pytest.raises(SignInRefusedError):
            signing_in.give_code(token, code_now(), HERE)
        with act(by=MACHINE, action="test"):
            account(with_app).password_hash = service.passwords.hash_password(PASSWORD)


def test_who_must_have_a_factor_keeps_the_last_one(with_app):
    with pytest.raises(FactorRefusedError, match="必须有第二步"):
        second_factor.remove_app(account(with_app), is_needed=True)
    second_factor.remove_app(account(with_app), is_needed=False)
    assert db.session.scalars(select(TotpFactor)).all() == []


def test_the_secret_lies_sealed(with_app):
    factor = db.session.scalars(select(TotpFactor)).one()
    assert factor.secret.encode() not in factor.secret_sealed


def test_time_that_goes_on_opens_again(with_app):
    signing_in.give_code(half(), code_now(), HERE)
    with time_machine.travel(clock.now() + timedelta(seconds=60), tick=False):
        assert signing_in.give_code(half(), code_now(), HERE)
