"""Sealed fields open in their place only, and nothing of them is in the files."""

import pytest
from sqlalchemy import select, text

from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.queries import citizen_number_index, find_by_index
from jobmatch.people.tables import Person
from jobmatch.storage.base import db
from jobmatch.storage.sealed import Place, SealBrokenError, blind_index, seal, unseal
from tests.world import CITIZEN_NUMBER, add_a_referral_and_a_submission

PLACE = Place("people", "row-1", "phone")


def test_what_is_sealed_opens_in_its_place(app):
    sealed = seal(PLACE, "13800000000")
    assert unseal(PLACE, sealed) == "13800000000"
    assert sealed.startswith(b"1.A256GCM.k1.")
    assert seal(PLACE, "13800000000") != sealed


@pytest.mark.parametrize(
    "elsewhere", [Place("seekers", "row-1", "phone"), Place("people", "row-2", "phone"), Place("people", "row-1", "name")]
)
def test_moved_to_another_place_it_does_not_open(app, elsewhere):
    with pytest.raises(SealBrokenError) as caught:
        unseal(elsewhere, seal(PLACE, "13800000000"))
    assert "13800000000" not in str(caught.value)


@pytest.mark.parametrize("broken", [b"", b"nonsense", b"2.A256GCM.k1.x", b"1.A256GCM.k9.x"])
def test_what_is_not_sealed_by_us_does_not_open(app, broken):
    with pytest.raises(SealBrokenError):
        unseal(PLACE, broken)


def test_every_flipped_byte_is_noticed(app):
    sealed = seal(PLACE, "13800000000")
    for position in range(len(b"1.A256GCM.k1."), len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(SealBrokenError):
            unseal(PLACE, bytes(changed))


def test_a_person_is_found_by_number_through_the_blind_index(world):
    person = find_by_index(world.district, citizen_number_index(CitizenNumber(CITIZEN_NUMBER)))
    assert (person.id, person.citizen_number) == (world.seeker, CITIZEN_NUMBER)
    assert blind_index("a", CITIZEN_NUMBER) != blind_index("b", CITIZEN_NUMBER)


def test_no_number_lies_open_in_the_files(home, world):
    add_a_referral_and_a_submission(world)
    db.session.rollback()
    row = db.session.execute(select(Person.__table__)).mappings().first()
    assert CITIZEN_NUMBER not in repr(dict(row))
    canaries = [CITIZEN_NUMBER.encode(), b"13800000000", CITIZEN_NUMBER[:17].encode()]
    for file in home.rglob("*"):
        if file.is_file():
            assert not [c for c in canaries if c in file.read_bytes()], file.name


def test_the_search_for_canaries_sees_one(home, world):
    from jobmatch.storage.engine import writing

    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        connection.execute(text(f"UPDATE people SET name = '{CITIZEN_NUMBER}'"))
    assert any(CITIZEN_NUMBER.encode() in file.read_bytes() for file in home.rglob("*") if file.is_file())
