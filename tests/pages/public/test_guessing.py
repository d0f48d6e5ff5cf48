"""Guessing: nobody learns who exists, nobody is locked out by others, nothing dear is computed for who must wait."""

import pytest
from flask import request

from jobmatch import clock
from jobmatch.accounts import passwords, rules
from jobmatch.accounts.tables import User
from jobmatch.app import create_app
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.asking import counted
from tests.pages.public.test_sign_in import enter
from tests.second_factor import give_an_app


@pytest.fixture
def hashes(monkeypatch):
    """Every password that is hashed to be compared."""
    compared = []
    whole = passwords.matches
    monkeypatch.setattr(passwords, "matches", lambda kept, typed: compared.append(typed) or whole(kept, typed))
    return compared


def at(app, address):
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return client


def refused(client, login):
    """What a wrong password costs and says: statements, without their values, and the page without its token."""
    page = client.get("/sign-in")
    with counted() as statements:
        answer = client.post("/sign-in", data={"login": login, "password": "wrong", "csrf_token": page.csrf})
    (said,) = answer.tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]")
    return answer.status_code, " ".join(said.text_content().split()), statements


@pytest.mark.parametrize("known", ["caseworker", "auditor", "disabled"])
def test_nobody_learns_who_exists(app, world, hashes, known):
    if known == "auditor":
        give_an_app(world.users["auditor"])
    if known == "disabled":
        with act(by=MACHINE, action="test"):
            db.session.get(User, world.users["head"]).disabled_at = clock.now()
    first = refused(at(app, "192.0.2.1"), "head" if known == "disabled" else known)
    hashed = len(hashes)
    second = refused(at(app, "192.0.2.2"), "nobody")
    assert first == second
    assert (hashed, len(hashes)) == (1, 2)


def test_who_waits_costs_no_hash_whether_there_is_an_account_or_not(app, world, hashes):
    for number, login in enumerate(("caseworker", "nobody")):
        client = at(app, f"192.0.2.{number}")
        for _ in range(rules.FAILURES_ALLOWED):
            assert enter(client, login, "wrong").status_code == 422
        hashes.clear()
        assert "15 分钟" in enter(client, login).text
        assert hashes == []


def test_who_is_attacked_can_still_sign_in_at_their_own_place(app, world):
    """E7: from their own address, while somebody guesses, and after guesses from everywhere."""
    own, attacker = at(app, "192.0.2.1"), at(app, "198.51.100.1")
    for _ in range(rules.FAILURES_ALLOWED):
        enter(attacker, "caseworker", "wrong")
    assert enter(attacker, "caseworker").status_code == 429
    assert enter(own, "caseworker").status_code == 303
    for number in range(rules.ACCOUNT_ALLOWED):
        enter(at(app, f"203.0.113.{number}"), "caseworker", "wrong")
    assert enter(at(app, "198.51.100.2"), "caseworker").status_code == 429
    assert enter(at(app, "192.0.2.1"), "caseworker").status_code == 303


def test_one_place_cannot_try_one_password_on_everybody(app, world):
    attacker = at(app, "198.51.100.1")
    answers = [enter(attacker, f"somebody{number}", "Spring2026!").status_code for number in range(32)]
    assert answers == [422] * rules.ADDRESS_ALLOWED + [429] * 2
    assert enter(at(app, "192.0.2.1"), "caseworker").status_code == 303


def addressed(header):
    """The address, scheme and host that an application of the environment's settings sees."""
    app, seen = create_app(), []
    app.before_request(lambda: seen.append((request.remote_addr, request.scheme, request.host)))
    headers = {"X-Forwarded-For": header, "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    app.test_client().get("/healthz", headers=headers, environ_base={"REMOTE_ADDR": "10.0.0.1"})
    return seen[0]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("count", "header", "seen"),
    [
        ("0", "203.0.113.9", ("10.0.0.1", "http", "localhost")),
        ("1", "1.1.1.1, 203.0.113.9", ("203.0.113.9", "https", "localhost")),
        ("2", "1.1.1.1, 203.0.113.9, 10.0.0.2", ("203.0.113.9", "https", "localhost")),
    ],
)
def test_only_known_proxies_say_where_a_request_comes_from(home, count, header, seen, monkeypatch):
    monkeypatch.setenv("JOBMATCH_TRUSTED_PROXIES", count)
    assert addressed(header) == seen


def test_a_made_up_forwarded_address_is_no_new_place(app, world):
    attacker = at(app, "198.51.100.1")
    answers = []
    for number in range(rules.FAILURES_ALLOWED + 1):
        page = attacker.get("/sign-in")
        data = {"login": "caseworker", "password": "wrong", "csrf_token": page.csrf}
        headers = {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"}
        answers.append(attacker.post("/sign-in", data=data, headers=headers).status_code)
    assert answers == [422] * rules.FAILURES_ALLOWED + [429]
