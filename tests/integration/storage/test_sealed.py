"""Sealed fields open in their place only, and nothing of them is in the files."""

import traceback

import pytest
from sqlalchemy import select, text

from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.queries import find_by_number
from jobmatch.people.tables import Person
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.ciphers import SUITES
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.storage.engine import writing
from jobmatch.storage.indexes import blind_index
from jobmatch.storage.sealed import Place, SealBrokenError, keyring, seal, unseal
from tests.world import CITIZEN_NUMBER, add_a_referral_and_a_submission

PLACE = Place("people", "row-1", "phone")
NAMES = {"aes256gcm": b"A256GCM", "sm4gcm": b"SM4GCM"}


@pytest.fixture(autouse=True, params=NAMES)
def cipher(request, monkeypatch):
    """Everything here holds with either cipher."""
    monkeypatch.setenv("JOBMATCH_CIPHER", request.param)
    return NAMES[request.param]


@pytest.fixture
def beginning(cipher):
    return b"1." + cipher + b".k1."


def test_what_is_sealed_opens_in_its_place(app, beginning):
    sealed = seal(PLACE, "13800000000")
    assert unseal(PLACE, sealed) == "13800000000"
    assert sealed.startswith(beginning)
    assert seal(PLACE, "13800000000") != sealed


@pytest.mark.parametrize(
    "elsewhere",
    [Place("seekers", "row-1", "phone"), Place("people", "row-2", "phone"), Place("people", "row-1", "name")],
)
def test_moved_to_another_place_it_does_not_open(app, elsewhere):
    with pytest.raises(SealBrokenError) as caught:
        unseal(elsewhere, seal(PLACE, "13800000000"))
    assert "13800000000" not in str(caught.value)


@pytest.mark.parametrize("other", NAMES)
def test_what_the_other_cipher_sealed_opens_under_either_setting(app, monkeypatch, other):
    sealed = SUITES[other].cipher.encrypt(keyring().sealing["k1"], b"n" * 12, b"13800000000", PLACE.bound())
    assert unseal(PLACE, b"1." + NAMES[other] + b".k1." + b"n" * 12 + sealed) == "13800000000"


def test_one_cipher_does_not_open_under_the_name_of_another(app, beginning):
    (other,) = set(NAMES.values()) - {beginning.split(b".")[1]}
    renamed = seal(PLACE, "13800000000").replace(beginning, b"1." + other + b".k1.", 1)
    with pytest.raises(SealBrokenError):
        unseal(PLACE, renamed)


@pytest.mark.parametrize(
    "broken", [b"", b"nonsense", b"2.A256GCM.k1.x", b"1.A256GCM.k9.x", b"1.SM4GCM.k1.x", b"1.ROT13.k1.x"]
)
def test_what_is_not_sealed_by_us_does_not_open(app, broken):
    with pytest.raises(SealBrokenError):
        unseal(PLACE, broken)


def test_every_flipped_byte_is_noticed(app):
    sealed = seal(PLACE, "13800000000")
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(SealBrokenError):
            unseal(PLACE, bytes(changed))


def test_a_person_is_found_by_number_through_the_blind_index(world):
    person = find_by_number(world.district, CitizenNumber(CITIZEN_NUMBER))
    assert (person.id, person.citizen_number) == (world.seeker, CITIZEN_NUMBER)
    assert blind_index("a", CITIZEN_NUMBER) != blind_index("b", CITIZEN_NUMBER)


def found_in(files, canaries):
    """The canaries that lie open in the files: the database's own, its log of changes, what stands beside it."""
    contents = [file.read_bytes() for file in files if file.is_file()]
    return [canary for canary in canaries if any(canary.encode() in content for content in contents)]


def test_no_number_lies_open_in_the_files(home, world, database):
    add_a_referral_and_a_submission(world)
    db.session.rollback()
    row = db.session.execute(select(Person.__table__)).mappings().first()
    assert CITIZEN_NUMBER not in repr(dict(row))
    files = [*home.rglob("*"), *database.files()]
    assert found_in(files, [CITIZEN_NUMBER, "13800000000", CITIZEN_NUMBER[:17]]) == []


def test_the_search_for_canaries_sees_one(world, database):
    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        connection.execute(text("UPDATE people SET name = 'a canary in the coal mine'"))
    assert found_in(database.files(), ["a canary in the coal mine", CITIZEN_NUMBER]) == ["a canary in the coal mine"]


def test_a_refused_row_lies_open_in_no_log_and_no_error(world, database):
    """PostgreSQL's own words for a broken rule repeat the row."""
    with pytest.raises(BrokenRuleError) as caught, act(by=MACHINE, action="person.broken"):
        db.session.get(Person, world.seeker).sex = "canary"
    told = "".join(traceback.format_exception(caught.value))
    assert caught.value.rule == "people_have_a_known_sex_or_none"
    assert "people_have_a_known_sex_or_none" in told
    assert "陈示例" not in told
    assert found_in(database.files(), ["陈示例"]) == ["陈示例"]
    logs = [file for file in database.files() if file.name == "log"]
    assert found_in(logs, ["canary"]) == []
