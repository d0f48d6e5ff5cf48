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


@given(st.lists(st.integers(0, 3600), max_size=20))
def test_waiting_begins_with_the_fifth_failure_in_a_quarter_of_an_hour(seconds_ago):
    failures = [AT - timedelta(seconds=ago) for ago in seconds_ago]
    assert rules.must_wait(failures, AT) == (sum(ago < 900 for ago in seconds_ago) >= 5)


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
