"""Everything arrives in the other database, of either kind, and a difference is noticed."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from jobmatch.app import create_app
from jobmatch.cli import main
from jobmatch.people.tables import Person
from jobmatch.storage import care, copying
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db, new_id
from jobmatch.storage.digests import holdings
from jobmatch.storage.engine import reading
from tests.databases import settings_in
from tests.world import CITIZEN_NUMBER

KINDS = ["sqlite", "postgresql"]


@pytest.fixture
def copy(home):
    return lambda url: CliRunner().invoke(main, ["db", "copy", "--to", url, "--json"])


def held():
    db.session.rollback()
    with reading(db.engine) as connection:
        return {name: list(one) for name, one in holdings(connection).items()}


def merge_people(world):
    """Merge three people into one another: rows of one table that name each other, not in the order of their keys."""
    keys = sorted((new_id() for _ in range(3)), reverse=True)
    with act(by=MACHINE, action="people.merged"):
        for key, into in zip(keys, [world.seeker, *keys[:2]], strict=True):
            db.session.add(Person(id=key, district_id=world.district, name="并", source="roster", merged_into_id=into))
            db.session.flush()


@pytest.mark.parametrize("kind", KINDS)
def test_everything_arrives_and_opens_with_the_same_keys(whole_world, home, make_database, copy, kind):
    merge_people(whole_world)
    target = make_database(kind, None)
    answer = copy(target.url)
    assert answer.exit_code == 0, answer.output
    there = {name: [one["rows"], one["hash"]] for name, one in json.loads(answer.stdout)["tables"].items()}
    assert there == held()
    assert there["people"][0] == 4
    db.session.remove()
    other = create_app(settings_in(home, JOBMATCH_DATABASE_URL=target.url))
    with other.app_context():
        assert held() == there
        assert care.find_faults() == []
        assert db.session.get(Person, whole_world.seeker).citizen_number == CITIZEN_NUMBER
        with act(by=MACHINE, action="chain.goes_on"):
            pass
        assert care.find_faults() == []
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("kind", KINDS)
def test_there_and_back_again_nothing_has_changed(
    whole_world, app, database, home, make_database, copy, kind, monkeypatch
):
    middle, end = make_database(kind, None), make_database(database.kind, None)
    first = copy(middle.url)
    monkeypatch.setenv("JOBMATCH_DATABASE_URL", middle.url)
    second = copy(end.url)
    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    assert first.stdout == second.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_a_database_with_something_in_it_is_never_written_over(world, make_database, copy, kind, home):
    other = make_database(kind)
    with create_app(settings_in(home, JOBMATCH_DATABASE_URL=other.url)).app_context():
        with act(by=MACHINE, action="something.there"):
            pass
        before = held()
        db.session.remove()
        db.engine.dispose()
    answer = copy(other.url)
    assert (answer.exit_code, "not empty" in answer.stderr) == (2, True)
    with create_app(settings_in(home, JOBMATCH_DATABASE_URL=other.url)).app_context():
        assert held() == before
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "mysql://u:secret@h/d", "postgresql+psycopg://u:secret@127.0.0.1:1/d", "sqlite:////proc/x/y"],
)
def test_an_address_that_leads_nowhere_is_a_sentence_without_its_password(world, copy, url):
    answer = copy(url)
    assert answer.exit_code == 2
    assert "check the address" in answer.stderr
    assert "secret" not in answer.output


@pytest.mark.parametrize("kind", KINDS)
def test_what_changes_on_the_way_is_noticed_and_nothing_is_kept(whole_world, make_database, copy, kind, monkeypatch):
    def careless(here, there):
        whole(here, there)
        there.execute(text("UPDATE positions SET title = 'x'"))

    whole = copying.fill
    monkeypatch.setattr(copying, "fill", careless)
    answer = copy(make_database(kind, None).url)
    assert answer.exit_code == 1
    assert answer.stderr.startswith("Error: positions:")
    monkeypatch.undo()


def test_a_circle_is_named_instead_of_copied_for_ever():
    with pytest.raises(copying.DiffersError, match="circle"):
        list(copying._parents_first([{"id": "a", "up": "b"}, {"id": "b", "up": "a"}], ["up"]))
