"""Many guesses at once learn no more than the rule allows, of the password and of the second step."""

from collections import Counter
from contextlib import contextmanager
from threading import Barrier

import pytest

from jobmatch.accounts import passwords, rules, second_factor, signing_in
from jobmatch.accounts.queries import find_user
from jobmatch.accounts.signing_in import Caller, SignInRefusedError, give_code, note_failure, sign_in
from jobmatch.accounts.tables import SignInFailure
from jobmatch.storage import rotation
from jobmatch.storage.base import db
from tests.integration.test_races import AT_ONCE, at_once, count
from tests.second_factor import code_now, give_an_app
from tests.world import PASSWORD

HERE, THERE = Caller("192.0.2.1"), Caller("192.0.2.2")
LEARN, WAIT = rules.FAILURES_ALLOWED, AT_ONCE - rules.FAILURES_ALLOWED


@pytest.fixture
def all_past_the_first_question(monkeypatch):
    """Nobody goes on to compare before everybody has been told that nobody need wait."""
    together = Barrier(AT_ONCE, timeout=60)

    def meet(module, name):
        whole = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *given: (together.wait(), whole(*given))[1])

    return meet


@contextmanager
def must_wait():
    with pytest.raises(SignInRefusedError) as refused:
        yield
    assert refused.value.must_wait, refused.value.key


def keys_of(answers):
    return Counter(answer.key for answer in answers)


def test_more_guesses_of_a_password_at_once_than_are_allowed(app, world, all_past_the_first_question):
    all_past_the_first_question(passwords, "matches")
    answers = at_once(app, lambda number: sign_in("caseworker", f"wrong {number}", HERE))
    assert keys_of(answers) == {"sign_in.refused": LEARN, "sign_in.wait": WAIT}
    assert count(SignInFailure) == LEARN


def test_more_guesses_of_a_code_at_once_than_are_allowed(app, world, all_past_the_first_question):
    give_an_app(world.users["auditor"])
    half = sign_in("auditor", PASSWORD, HERE).token
    all_past_the_first_question(second_factor, "fits")
    answers = at_once(app, lambda number: give_code(half, f"00000{number}", HERE))
    assert keys_of(answers) == {"second_factor.code_wrong": LEARN, "sign_in.wait": WAIT}


def fail_meanwhile(monkeypatch, module, name, login):
    """Let five others fail at the moment at which somebody's guess is compared."""
    whole = getattr(module, name)

    def slowly(*given):
        monkeypatch.setattr(module, name, whole)
        for _ in range(rules.FAILURES_ALLOWED):
            note_failure(login, HERE)
        return whole(*given)

    monkeypatch.setattr(module, name, slowly)


def test_the_right_password_among_too_many_guesses_opens_nothing(app, world, monkeypatch):
    fail_meanwhile(monkeypatch, passwords, "matches", "caseworker")
    with must_wait():
        sign_in("caseworker", PASSWORD, HERE)
    db.session.rollback()
    assert not signing_in.queries.list_open_sessions(world.users["caseworker"])


def test_nor_does_it_open_the_second_step(app, world, monkeypatch):
    give_an_app(world.users["auditor"])
    fail_meanwhile(monkeypatch, passwords, "matches", "auditor")
    with must_wait():
        sign_in("auditor", PASSWORD, HERE)
    assert sign_in("auditor", PASSWORD, THERE).is_half


def test_the_right_code_among_too_many_guesses_opens_nothing_and_is_not_used_up(app, world, monkeypatch):
    give_an_app(world.users["auditor"])
    half = sign_in("auditor", PASSWORD, HERE).token
    fail_meanwhile(monkeypatch, second_factor, "fits", "auditor")
    with must_wait():
        give_code(half, code_now(), HERE)
    assert give_code(half, code_now(), THERE)


def test_who_is_signed_in_cannot_guess_the_own_password_without_end(app, world):
    answers = []
    for number in range(rules.FAILURES_ALLOWED + 1):
        try:
            user = find_user("caseworker")
            answers.append(signing_in.is_own_password(user, f"wrong {number}", HERE))
        except SignInRefusedError as error:
            answers.append(error.key)
    assert answers == [False] * rules.FAILURES_ALLOWED + ["sign_in.wait"]


def test_failures_and_known_places_still_count_after_the_index_key_has_changed(app, world):
    sign_in("caseworker", PASSWORD, THERE)
    for number in range(rules.FAILURES_ALLOWED):
        with pytest.raises(SignInRefusedError):
            sign_in("caseworker", f"wrong {number}", HERE)
    rotation.begin_index_key()
    with must_wait():
        sign_in("caseworker", PASSWORD, HERE)
    for number in range(rules.ACCOUNT_ALLOWED - rules.FAILURES_ALLOWED):
        note_failure("caseworker", Caller(f"203.0.113.{number}"))
    with must_wait():
        sign_in("caseworker", PASSWORD, Caller("198.51.100.9"))
    assert sign_in("caseworker", PASSWORD, THERE).token
