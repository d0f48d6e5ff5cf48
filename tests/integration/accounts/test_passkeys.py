"""Passkeys: what a browser answers is believed once, from our site only, and only of a verified person."""

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select

from jobmatch import clock
from jobmatch.accounts import passkeys, queries, rules, signing_in
from jobmatch.accounts.passkeys import Site
from jobmatch.accounts.second_factor import FactorRefusedError
from jobmatch.accounts.signing_in import Caller, SignInRefusedError
from jobmatch.accounts.tables import Passkey, User
from jobmatch.storage.base import db
from tests.integration.test_races import AT_ONCE, at_once
from tests.pages.asking import fresh
from tests.soft_passkey import ATTESTED, PRESENT, SoftPasskey
from tests.world import PASSWORD

HERE = Caller("192.0.2.1")
SITE = Site("localhost", "http://localhost")
EVIL = "http://localhost:8001"


def account(world, role="caseworker"):
    fresh()
    return db.session.get(User, world.users[role])


def register(world, key, role="caseworker", **how):
    options = passkeys.ask_to_register(account(world, role), SITE)
    return passkeys.register(account(world, role), SITE, "key", key.create(options, **how), "no token")


def half(role="caseworker"):
    entry = signing_in.sign_in(role, PASSWORD, HERE)
    assert entry.is_half
    return entry.token


def asked(world, role="caseworker"):
    return passkeys.ask_to_sign(account(world, role), SITE)


@pytest.fixture
def key(world):
    key = SoftPasskey()
    register(world, key)
    return key


def test_it_is_registered_and_signs(world, key):
    assert signing_in.give_passkey(half(), key.get(asked(world)), SITE, HERE)
    fresh()
    kept = db.session.scalars(select(Passkey)).one()
    assert (kept.sign_count, kept.last_used_at is not None) == (1, True)


def test_the_first_factor_of_all_comes_with_codes_on_paper(world):
    _token, codes = register(world, SoftPasskey())
    assert len(codes) == rules.RECOVERY_CODES


def test_a_second_one_brings_no_new_codes(world, key):
    other = SoftPasskey()
    other.credential = other.credential.create(b"\0" * 16, b"other" * 4, other.credential.public_key)
    assert register(world, other)[1] == []
    assert len(queries.list_passkeys(world.users["caseworker"])) == 2


@pytest.mark.parametrize("how", [{"origin": EVIL}, {"flags": PRESENT | ATTESTED}])
def test_another_origin_or_an_unverified_person_registers_nothing(world, how):
    with pytest.raises(FactorRefusedError):
        register(world, SoftPasskey(), **how)
    assert queries.list_passkeys(world.users["caseworker"]) == []


@pytest.mark.parametrize(
    "how", [{"origin": EVIL}, {"flags": PRESENT}, {"key": ec.generate_private_key(ec.SECP256R1())}]
)
def test_another_origin_key_or_an_unverified_person_signs_nothing(world, key, how):
    with pytest.raises(SignInRefusedError):
        signing_in.give_passkey(half(), key.get(asked(world), **how), SITE, HERE)


def test_another_site_signs_nothing(world, key):
    key.host = "evil.example"
    with pytest.raises(SignInRefusedError):
        signing_in.give_passkey(half(), key.get(asked(world)), SITE, HERE)


def test_an_answer_is_believed_once(world, key):
    answer = key.get(asked(world))
    assert signing_in.give_passkey(half(), answer, SITE, HERE)
    with pytest.raises(SignInRefusedError):
        signing_in.give_passkey(half(), answer, SITE, HERE)


def test_a_challenge_is_used_up_by_a_wrong_answer_too(world, key):
    options = asked(world)
    with pytest.raises(SignInRefusedError):
        signing_in.give_passkey(half(), key.get(options, origin=EVIL), SITE, HERE)
    with pytest.raises(SignInRefusedError):
        signing_in.give_passkey(half(), key.get(options), SITE, HERE)


def test_a_challenge_is_for_one_account_and_one_purpose(world, key):
    to_register = passkeys.ask_to_register(account(world), SITE)
    with pytest.raises(SignInRefusedError):
        signing_in.give_passkey(half(), key.get(to_register), SITE, HERE)
    others = passkeys.ask_to_register(account(world, "head"), SITE)
    with pytest.raises(FactorRefusedError):
        passkeys.register(account(world), SITE, "x", SoftPasskey().create(others), "no token")


def test_a_challenge_waits_five_minutes(world, key):
    options, token = asked(world), half()
    with time_machine.travel(clock.now() + rules.CHALLENGE_LASTS, tick=False), pytest.raises(SignInRefusedError):
        signing_in.give_passkey(token, key.get(options), SITE, HERE)


def test_eight_copies_of_one_answer_are_one(app, world, key):
    answer, tokens = key.get(asked(world)), [half() for _ in range(AT_ONCE)]
    results = at_once(app, lambda number: signing_in.give_passkey(tokens[number], answer, SITE, HERE))
    assert sum(isinstance(result, str) for result in results) == 1


def test_a_count_that_goes_back_is_a_copy(world, key):
    assert signing_in.give_passkey(half(), key.get(asked(world)), SITE, HERE)
    key.count = 0
    with pytest.raises(SignInRefusedError):
        signing_in.give_passkey(half(), key.get(asked(world)), SITE, HERE)


def test_a_device_that_never_counts_is_believed(world, key):
    for _ in range(2):
        key.count = -1
        assert signing_in.give_passkey(half(), key.get(asked(world)), SITE, HERE)


MADE_UP = [
    {},
    {"response": None},
    {"response": {"clientDataJSON": "!!"}},
    {"response": {"clientDataJSON": "e30"}},
    {"response": {"clientDataJSON": "W10"}},
    {"response": {"clientDataJSON": "eyJjaGFsbGVuZ2UiOjF9"}},
    {"response": []},
]


@pytest.mark.parametrize("answer", MADE_UP)
def test_a_made_up_answer_is_refused(world, key, answer):
    with pytest.raises(SignInRefusedError):
        signing_in.give_passkey(half(), answer, SITE, HERE)
    with pytest.raises(FactorRefusedError):
        passkeys.register(account(world), SITE, "x", answer, "no token")


@pytest.mark.parametrize("part", ["attestationObject", "rawId", "id"])
def test_an_answer_with_a_broken_part_is_refused(world, part):
    answer = SoftPasskey().create(passkeys.ask_to_register(account(world), SITE))
    (answer["response"] if part in answer["response"] else answer)[part] = "AAAA"
    with pytest.raises(FactorRefusedError):
        passkeys.register(account(world), SITE, "x", answer, "no token")


def test_the_last_one_stays_where_it_is_needed(world, key):
    (kept,) = queries.list_passkeys(world.users["caseworker"])
    with pytest.raises(FactorRefusedError):
        passkeys.remove(account(world), kept.id, is_needed=True)
    assert not passkeys.remove(account(world, "head"), kept.id, is_needed=False)
    assert passkeys.remove(account(world), kept.id, is_needed=False)
    assert queries.count_recovery_codes(world.users["caseworker"]) == 0
