"""A backup holds what was there, shows nothing sealed, and goes back into either database."""

import json
import random
import shutil
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import make_url, select, text

from jobmatch.accounts.tables import Town
from jobmatch.cli import main
from jobmatch.people.tables import Person
from jobmatch.storage import backup, care, migrations
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.digests import holdings
from jobmatch.storage.engine import make_engine, reading, writing
from jobmatch.storage.key_file import KeyFile
from tests.guards.test_migrations import go_down
from tests.integration.storage.test_sealed import found_in
from tests.lengths import IS_LONG
from tests.world import CITIZEN_NUMBER, OTHER_CITIZEN_NUMBER


@pytest.fixture
def run(home):
    return lambda *words: CliRunner().invoke(main, ["db", *map(str, words), "--json"])


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "monday.sqlite3"


def held():
    db.session.remove()
    with reading(db.engine) as connection:
        return {name: {"rows": one.rows, "hash": one.hash} for name, one in holdings(connection).items()}


def change(world, number=1):
    with act(by=MACHINE, action="something.changed"):
        for one in range(number):
            name = f"镇{one}{random.random()}"
            db.session.add(Town(district_id=world.district, name=name, name_en="T", lat=29.6, lon=121.4))


def test_a_backup_is_one_private_file_that_holds_everything(whole_world, run, place):
    before = held()
    answer = run("backup", place)
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout) == {"path": str(place), "tables": before}
    assert [file.name for file in place.parent.iterdir()] == [place.name]
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert held() == before


def test_without_the_key_file_a_backup_shows_nothing_sealed(whole_world, run, place):
    """Names lie open, here as in the database: the desk looks people up by them."""
    with act(by=MACHINE, action="person.noted"):
        db.session.get(Person, whole_world.seeker).name = "金丝雀"
    run("backup", place)
    sealed = [CITIZEN_NUMBER, CITIZEN_NUMBER[:14], OTHER_CITIZEN_NUMBER, "13800000000", "李新来"]
    assert found_in([place], [*sealed, "金丝雀"]) == ["金丝雀"]


def test_what_was_deleted_is_in_no_backup(whole_world, run, place):
    with act(by=MACHINE, action="town.added"):
        db.session.add(Town(id="t", district_id=whole_world.district, name="一去不返镇", name_en="G", lat=1.0, lon=1.0))
    with act(by=MACHINE, action="town.removed"):
        db.session.delete(db.session.get(Town, "t"))
    assert run("backup", place).exit_code == 0
    assert found_in([place], ["一去不返镇"]) == []


def test_it_goes_back_and_what_was_there_is_set_aside(whole_world, run, place):
    before = held()
    run("backup", place)
    change(whole_world)
    changed = held()
    answer = run("restore", place)
    assert answer.exit_code == 0, answer.output
    said = json.loads(answer.stdout)
    assert (said["tables"], said["closed"]) == (before, [])
    assert held() == before
    assert care.find_faults() == []
    assert db.session.get(Person, whole_world.seeker).citizen_number == CITIZEN_NUMBER
    change(whole_world)
    assert care.find_faults() == []
    assert json.loads(run("restore", said["former"]).stdout)["tables"] == changed


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_it_goes_back_into_a_new_database_of_either_kind(whole_world, run, place, kind, make_database, monkeypatch):
    before = held()
    run("backup", place)
    monkeypatch.setenv("JOBMATCH_DATABASE_URL", make_database(kind, None).url)
    answer = run("restore", place)
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout) == {"former": None, "closed": [], "tables": before}
    assert json.loads(run("check").stdout)["ok"]


def test_people_go_on_working_while_it_is_taken_and_put_back(whole_world, app, place):
    """Every backup taken meanwhile is whole: ``back_up`` and ``restore`` compare and check, or raise."""
    stop, failures = threading.Event(), []

    def work():
        with app.app_context():
            while not stop.is_set():
                try:
                    change(whole_world, number=3)
                except Exception as error:
                    failures.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for number in range(3 if IS_LONG else 2):
            backup.back_up(place.with_name(str(number)))
    finally:
        stop.set()
        worker.join()
    assert failures == []
    backup.restore(place.with_name("0"))
    assert care.find_faults() == []


def test_an_older_backup_is_brought_up_to_date(whole_world, run, place):
    run("backup", place)
    file = make_engine(make_url(f"sqlite:///{place}"), is_at_rest=True)
    go_down("0003", file)
    file.dispose()
    assert run("restore", place).exit_code == 0
    assert care.find_faults() == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_schema_that_waits_for_its_upgrade_can_be_backed_up_first(whole_world, run, place):
    db.session.remove()
    with migrations.changing(db.engine) as connection:
        connection.execute(text("DROP TABLE fair_results"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    tables = json.loads(run("backup", place).stdout)["tables"]
    assert (tables["people"]["rows"], "fair_results" in tables) == (1, False)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_on_postgresql_somebody_is_told_to_upgrade_first(whole_world, run, place):
    go_down("0061")
    for words in (("backup", place), ("copy", "--to", "sqlite:///elsewhere.sqlite3")):
        answer = run(*words)
        assert (answer.exit_code, "waits for its upgrade (schema 0061" in answer.stderr) == (2, True)
        assert "run: jobmatch db upgrade" in answer.stderr
        assert not list(place.parent.iterdir())
    care.upgrade()
    assert run("backup", place).exit_code == 0


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_newer_program_s_database_is_said_to_be_one(whole_world, run, place):
    with migrations.changing(db.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    answer = run("backup", place)
    assert (answer.exit_code, "made by a newer JobMatch (schema 9999)" in answer.stderr) == (2, True)


def damage(path):
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 20000] = b"\0" * 20000
    path.write_bytes(content)


def bend(path, statement):
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("DROP TRIGGER IF EXISTS audit_entries_no_update")
        file.execute(statement)


def put_other_tables_there(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE x (y)")


SPOILT = {
    "not a backup": (Path.unlink, lambda path: path.write_text("hello")),
    "no database of": (put_other_tables_there,),
    "is damaged": (damage,),
    "was changed after": (lambda path: bend(path, "UPDATE audit_entries SET action = 'x' WHERE seq = 1"),),
    "that does not exist": (lambda path: bend(path, "DELETE FROM towns"),),
    "newer JobMatch": (lambda path: bend(path, "UPDATE alembic_version SET version_num = '9999'"),),
}
"""By the sentence that refuses it: what may be wrong with a backup."""


def test_what_is_no_sound_backup_is_refused_and_nothing_changes(whole_world, run, place):
    run("backup", place)
    change(whole_world)
    before, spoilt = held(), place.with_name("tuesday.sqlite3")
    for sentence, ways in SPOILT.items():
        for spoil in ways:
            shutil.copy(place, spoilt)
            spoil(spoilt)
            answer = run("restore", spoilt)
            assert (answer.exit_code, sentence in answer.stderr) == (2, True), (sentence, answer.output)
    assert held() == before


def test_a_backup_replaces_no_file_and_needs_a_folder(world, run, place):
    place.write_text("precious")
    assert run("backup", place).exit_code == 2
    assert place.read_text() == "precious"
    answer = run("backup", place.parent / "nowhere" / "x")
    assert (answer.exit_code, "no folder" in answer.stderr) == (2, True)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_another_key_file_is_said_to_open_nothing(whole_world, run, place, home):
    run("backup", place)
    (home / "instance" / "keys.json").unlink()
    KeyFile(home / "instance" / "keys.json")
    answer = run("restore", place)
    assert answer.exit_code == 0
    assert any("people.citizen_number" in sentence for sentence in json.loads(answer.stdout)["closed"])
    assert "does not open" in answer.stderr


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_database_that_cannot_be_read_is_set_aside_as_it_is(whole_world, run, place, database):
    run("backup", place)
    before = held()
    db.session.remove()
    db.engine.dispose()
    (file,) = database.files()
    file.write_bytes(b"nothing of this is left" * 1000)
    answer = run("restore", place)
    assert answer.exit_code == 0, answer.output
    former = json.loads(answer.stdout)["former"]
    assert Path(former).read_bytes().startswith(b"nothing of this is left")
    assert held() == before


def test_a_copy_that_differs_gets_no_name(whole_world, run, place, monkeypatch):
    from jobmatch.storage import copying, files

    def careless_pages(source, path):
        pages(source, path)
        bend(path, "UPDATE towns SET name = 'x'")

    def careless_rows(here, there):
        rows(here, there)
        with writing():
            there.execute(text("UPDATE towns SET name = 'x'"))

    pages, rows = files.copy_pages, copying.fill
    monkeypatch.setattr(files, "copy_pages", careless_pages)
    monkeypatch.setattr(copying, "fill", careless_rows)
    answer = run("backup", place)
    assert (answer.exit_code, answer.stderr.startswith("Error: towns:")) == (1, True)
    assert list(place.parent.iterdir()) == []


def test_many_restores_differ_in_nothing(whole_world, run, place):
    """In any order, over a database that goes on changing."""
    kept = {}
    for number in range(6 if IS_LONG else 2):
        change(whole_world, random.randint(1, 5))
        path = place.with_name(f"{number}.sqlite3")
        kept[path] = held()
        backup.back_up(path)
    for path in random.choices(list(kept), k=20 if IS_LONG else 2):
        backup.restore(path)
        assert held() == kept[path]
    assert len(list(db.session.scalars(select(Town.id)))) > 1
