"""Passwords, waiting, sessions."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.accounts import passwords, rules

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("short", "password.too_short"),
        ("twelve chars", None),
        ("四个词语连在一起就很长", "password.too_short"),
        ("my login CLERK is in here", "password.contains_the_login"),
        ("x" * 129, "password.too_long"),
    ],
)
def test_what_a_new_password_needs(password, fault):
    assert rules.find_password_fault(password, "clerk") == fault


def failed(*minutes_ago, same_login=True, same_address=True):
    return [rules.Failure(AT - timedelta(minutes=ago), same_login, same_address) for ago in minutes_ago]


@pytest.mark.parametrize(
    ("minutes_ago", "minutes"),
    [
        ((0, 0, 0, 0), None),
        ((0, 0, 0, 0, 0), 15),
        ((59, 50, 40, 30, 5), 10),
        ((59, 50, 40, 30, 15), None),
        ((20, 20, 20, 20, 20, 0), 30),
        ((20, 20, 20, 20, 20, 20, 20, 20, 10), 20),
        ((59,) * 150 + (30,), None),
    ],
)
def test_after_five_failures_one_waits_and_after_more_for_longer(minutes_ago, minutes):
    wait = rules.find_wait(failed(*minutes_ago), True, AT)
    assert wait == (timedelta(minutes=minutes) if minutes else None)


@given(st.lists(st.integers(0, 3599), max_size=220), st.booleans())
def test_what_strangers_do_never_makes_the_owner_wait(seconds_ago, same_login):
    strangers = [rules.Failure(AT - timedelta(seconds=ago), same_login, not same_login) for ago in seconds_ago]
    assert rules.find_wait(strangers, True, AT) is None


def test_an_unknown_place_waits_for_what_it_did_to_others():
    crowd = failed(*[10] * rules.ADDRESS_ALLOWED, same_login=False)
    assert rules.find_wait(crowd[1:], False, AT) is None
    assert rules.find_wait(crowd, False, AT) == timedelta(minutes=5)
    assert rules.find_wait(crowd, True, AT) is None


def test_an_unknown_place_waits_for_what_the_login_suffered_elsewhere():
    crowd = failed(*[10] * rules.ACCOUNT_ALLOWED, same_address=False)
    assert rules.find_wait(crowd[1:], False, AT) is None
    assert rules.find_wait(crowd, False, AT) == timedelta(minutes=50)
    assert rules.find_wait(crowd, True, AT) is None


@pytest.mark.parametrize(
    ("role", "policy", "needed"),
    [
        ("system_admin", "admins", True),
        ("security_admin", "admins", True),
        ("auditor", "admins", True),
        ("caseworker", "admins", False),
        ("caseworker", "staff", True),
        ("employer", "staff", False),
        ("employer", "everyone", True),
    ],
)
def test_who_must_have_a_second_factor(role, policy, needed):
    assert rules.needs_second_factor(role, policy) == needed


@pytest.mark.parametrize(
    ("address", "works"),
    [
        ("http localhost", True),
        ("http a.localhost", True),
        ("https jobs.example.cn", True),
        ("http jobs.example.cn", False),
        ("http 127.0.0.1", False),
        ("https 10.0.0.5", False),
        ("https ::1", False),
        ("https intranet", False),
        ("https ", False),
    ],
)
def test_where_passkeys_work(address, works):
    assert rules.can_have_passkeys(*address.split(" ")) == works


@pytest.mark.parametrize(
    ("role", "made_ago", "seen_ago", "ended", "why"),
    [
        ("caseworker", 60, 14, None, None),
        ("caseworker", 60, 15, None, rules.Ended.IDLE),
        ("security_admin", 60, 15, None, rules.Ended.IDLE),
        ("employer", 60, 29, None, None),
        ("employer", 60, 30, None, rules.Ended.IDLE),
        ("caseworker", 719, 0, None, None),
        ("caseworker", 720, 0, None, rules.Ended.TOO_LONG),
        ("employer", 720, 0, None, rules.Ended.TOO_LONG),
        ("caseworker", 0, 0, AT, rules.Ended.ELSEWHERE),
        ("caseworker", 720, 720, AT, rules.Ended.ELSEWHERE),
    ],
)
def test_when_a_session_is_over(role, made_ago, seen_ago, ended, why):
    times = rules.SessionTimes(AT - timedelta(minutes=made_ago), AT - timedelta(minutes=seen_ago), ended)
    assert rules.find_end(role, times, AT) == why


def test_what_has_no_end_does_not_expire():
    assert not rules.is_expired(None, AT)
    assert not rules.is_expired(AT + timedelta(seconds=1), AT)
    assert rules.is_expired(AT, AT)


def test_passwords_match_their_own_hash_only():
    hashed = passwords.hash_password("correct horse battery")
    assert passwords.matches(hashed, "correct horse battery")
    assert not passwords.matches(hashed, "correct horse batter")
    assert not passwords.matches(None, "correct horse battery")
    assert not passwords.matches("not a hash", "correct horse battery")


def test_one_time_passwords_are_long_readable_and_different():
    made = {passwords.one_time_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(one) == 19 and not set(one) & set("il10o") for one in made)
