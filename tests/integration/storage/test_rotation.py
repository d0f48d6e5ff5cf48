"""Keys are changed while people work: everything opens, everybody is found, no version is counted up."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text

from jobmatch.cli import main
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.queries import find_by_number
from jobmatch.people.service import NewPerson, add_person
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage import care, rotation
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.storage.counting import count_indexed, count_sealed
from jobmatch.storage.engine import writing
from jobmatch.storage.key_file import KeyFile
from jobmatch.storage.sealed import Place, key_file, keyring, seal, unseal
from tests.pages.asking import fresh
from tests.world import CITIZEN_NUMBER, OTHER_CITIZEN_NUMBER

NUMBER, OTHER = CitizenNumber(CITIZEN_NUMBER), CitizenNumber(OTHER_CITIZEN_NUMBER)


@pytest.fixture
def run(home):
    def run(*words, code=0):
        db.session.remove()
        answer = CliRunner().invoke(main, ["keys", *words, "--json"])
        assert answer.exit_code == code, answer.output
        return answer.stderr if code else json.loads(answer.stdout)

    return run


def silent(_change):
    pass


def keys_used(counts):
    return {count.key for count in counts}


def add(world, number, name="新人"):
    new = NewPerson(name, PersonSource.REGISTRATION, citizen_number=number, phone="13900000000")
    return add_person(MACHINE, world.district, new)


def bend(statement, **values):
    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        connection.execute(text(statement), values)


@pytest.mark.parametrize("cipher", ["aes256gcm", "sm4gcm"])
def test_everything_is_sealed_anew_and_opens(whole_world, run, monkeypatch, cipher):
    versions = db.session.execute(select(Person.id, Person.version)).all()
    monkeypatch.setenv("JOBMATCH_CIPHER", cipher)
    said = run("rotate")
    assert (said["key"], said["is_new"], said["left"], said["failed"]) == ("k2", True, 0, [])
    assert said["changed"] == said["total"] == 4
    status = run("status")
    name = {"aes256gcm": "A256GCM", "sm4gcm": "SM4GCM"}[cipher]
    assert {(one["key"], one["how"]) for one in status["sealed"]} == {("k2", name)}
    assert (status["active"], len(status["copies"])) == ("k2", 1)
    assert run("retire", "k1")["deleted"] == status["copies"]
    assert run("status")["keys"] == ["i1", "k2"]
    assert care.find_faults() == []
    person = db.session.get(Person, whole_world.seeker)
    assert (person.citizen_number, person.phone) == (CITIZEN_NUMBER, "13800000000")
    assert db.session.execute(select(Person.id, Person.version)).all() == versions


@pytest.mark.parametrize(("cipher", "keyed_hash"), [("aes256gcm", "HS256"), ("sm4gcm", "HSM3")])
def test_everything_is_indexed_anew_and_everybody_is_found(whole_world, run, monkeypatch, cipher, keyed_hash):
    add(whole_world, OTHER)
    monkeypatch.setenv("JOBMATCH_CIPHER", cipher)
    said = run("rotate-index")
    assert (said["key"], said["changed"], said["left"], said["failed"]) == (
        "i2",
        6,
        0,
        [],
    )  # number, last four, telephone of two people
    assert {(one["key"], one["how"]) for one in run("status")["indexed"]} == {("i2", keyed_hash)}
    run("retire", "i1")
    for number in (NUMBER, OTHER):
        assert find_by_number(whole_world.district, number).citizen_number == number.value
    assert care.find_faults() == []


def test_while_an_index_key_is_changed_everybody_is_found_and_unique(world, run):
    rotation.begin_index_key()
    assert keys_used(count_indexed()) == {"i1"}
    assert find_by_number(world.district, NUMBER).id == world.seeker
    with pytest.raises(BrokenRuleError) as caught:
        add(world, NUMBER)
    assert caught.value.rule == "a_citizen_number_belongs_to_one_person"
    add(world, OTHER)
    assert keys_used(count_indexed()) == {"i1", "i2"}
    assert find_by_number(world.district, OTHER) is not None
    assert run("rotate-index")["changed"] == 3  # number, last four, telephone


def test_the_database_alone_would_let_a_double_in_meanwhile(world, run, monkeypatch):
    """The look before the entry is what holds: without it there are two, and the change names the one it cannot do."""
    from jobmatch.people import service

    rotation.begin_index_key()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "find_by_number", lambda *_: None)
        add(world, NUMBER)
    assert f"people: row {world.seeker} breaks the rule" in run("rotate-index", code=1)
    assert keys_used(count_indexed()) == {"i1", "i2"}
    assert "still need i1" in run("retire", "i1", code=2)


@pytest.mark.parametrize(
    ("key", "sentence"), [("k1", "k1 is in use"), ("i1", "i1 is in use"), ("k7", "There is no key k7")]
)
def test_a_key_in_use_or_unknown_is_not_retired(world, run, key, sentence):
    assert sentence in run("retire", key, code=2)


def test_a_key_that_one_value_needs_is_not_retired(world, run):
    rotation.begin_sealing_key()
    rotation.reseal(rotation.Change("k2", True), silent)
    bend("UPDATE people SET phone_sealed = :old", old=f"1.A256GCM.k1.{'x' * 40}".encode())
    assert "1 values of people.phone still need k1" in run("retire", "k1", code=2)
    assert key_file().copies()
    # It cannot be opened either: that is said, and nothing is thrown away.
    assert "people.phone of row" in run("rotate", code=1)


def test_an_interrupted_change_goes_on_with_the_same_key(whole_world, run):
    rotation.begin_sealing_key()
    said = run("rotate", "--batch", "1")
    assert (said["key"], said["is_new"], said["changed"]) == ("k2", False, 4)
    assert run("rotate")["key"] == "k3"


def test_a_server_takes_a_new_key_up_without_being_started_anew(world, home):
    other = KeyFile(home / "instance" / "keys.json")
    place = Place("people", "row", "phone")
    old = seal(place, "13800000000")
    with other.changing() as ring:
        other.put(ring.with_new_sealing_key())
    assert seal(place, "13800000000").startswith(b"1.A256GCM.k2.")
    assert unseal(place, old) == "13800000000"


def test_a_server_that_meets_an_unknown_key_reads_the_file_again(world, home, monkeypatch):
    """Even where the file system's clock is too coarse to tell the files apart."""
    other, place = KeyFile(home / "instance" / "keys.json"), Place("people", "row", "phone")
    monkeypatch.setattr(key_file(), "_look", lambda: key_file()._seen)
    with other.changing() as ring:
        new = ring.with_new_sealing_key()
        other.put(new)
    sealed = rotation.suite().cipher.encrypt(new.sealing["k2"], b"n" * 12, b"13800000000", place.bound())
    assert keyring().active == "k1"
    assert unseal(place, b"1.A256GCM.k2." + b"n" * 12 + sealed) == "13800000000"


def test_edits_and_a_change_of_keys_do_not_overwrite_each_other(app, world):
    """A caseworker edits the same row again and again: every edit is kept, and only edits count versions."""
    stop, edits = Event(), []

    def edit():
        with app.app_context():
            while not stop.is_set():
                with act(by=MACHINE, action="person.told"):
                    person = db.session.get(Person, world.seeker)
                    edits.append(f"138{len(edits):08d}")
                    person.phone = edits[-1]
                stop.wait(0.005)

    with ThreadPoolExecutor(1) as pool:
        editing = pool.submit(edit)
        for _ in range(5):
            change = rotation.reseal(rotation.begin_sealing_key(), silent, at_once=1)
        stop.set()
        editing.result()
    fresh()
    person = db.session.get(Person, world.seeker)
    assert (person.phone, person.version, change.left) == (edits[-1], 1 + len(edits), 0)
    assert keys_used(count_sealed()) == {"k6"}
    assert care.find_faults() == []


def test_a_swap_finds_the_value_edited_meanwhile_and_leaves_it(world):
    """What the race comes down to: the stored bytes are no longer those that were sealed anew."""
    table = Person.__table__
    with act(by=MACHINE, action="swapped"):
        row = rotation._Row(world.seeker, b"1.A256GCM.k1.of before", None)
        swapped = rotation._swap(db.session.connection(), table, table.c.phone_sealed, [(row, b"lost edit")])
    assert swapped == 0
    assert db.session.get(Person, world.seeker).phone == "13800000000"


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_who_may_have_sealed_with_the_old_key_is_waited_for(world, run, monkeypatch):
    monkeypatch.setattr(rotation, "LONGEST_WAIT_MS", 100)
    run("rotate")
    db.session.remove()
    with db.engine.connect() as somebody:
        somebody.execute(text("SELECT 1"))
        answer = CliRunner().invoke(main, ["keys", "retire", "k1"])
        assert (answer.exit_code, "at work in the database" in answer.stderr) == (2, True), answer.output
    run("retire", "k1")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_the_index_key_waits_for_who_enters_somebody(app, world):
    """The other transaction has looked and not yet entered: only afterwards may another key begin."""
    rotated = Event()

    def rotate():
        with app.app_context():
            rotation.begin_index_key()
            rotated.set()

    with ThreadPoolExecutor(1) as pool:
        with act(by=MACHINE, action="person.added"):
            person = add(world, OTHER)
            pool.submit(rotate)
            assert not rotated.wait(0.5)
        assert rotated.wait(5)
    assert person.citizen_number_index.startswith("i1.")


def test_each_step_leaves_a_trace_without_values(whole_world, run):
    run("rotate")
    run("retire", "k1")
    query = text("SELECT action, details FROM audit_entries WHERE action LIKE 'keys.%' OR action LIKE 'values.%'")
    trace = db.session.execute(query).all()
    assert {row.action for row in trace} == {"keys.rotated", "values.resealed", "keys.retired"}
    assert CITIZEN_NUMBER not in repr(trace)
