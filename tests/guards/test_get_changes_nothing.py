"""A GET changes nothing but the append-only tables, whoever looks, at whatever there is to see."""

import pytest
import time_machine
from sqlalchemy import select

from jobmatch import clock
from jobmatch.accounts.rules import SEEN_EVERY
from jobmatch.accounts.tables import Town
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import Base, db
from jobmatch.web import access
from tests.crawl import own_keys
from tests.pages.casework.care.making import add_double, merge_now

APPEND_ONLY = {"audit_entries", "audit_heads", "person_views", "shown_lists", "kiosk_visit_ends"}
# When a session was last seen: one row a session, which only ever moves forward.
LAST_SEEN = "session_sightings"


def snapshot():
    """Every row of every other table."""
    db.session.rollback()
    return {
        table.name: sorted(map(repr, db.session.execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
        if table.name not in {*APPEND_ONLY, LAST_SEEN}
    }


def differences(before, after):
    return [name for name in before if before[name] != after[name]]


@pytest.fixture
def everything(whole_world):
    """The small district, and what only some pages need: the seeker's second row, and a merge of two others."""
    whole_world.double = add_double(whole_world)
    whole_world.merge = merge_now(whole_world, add_double(whole_world), add_double(whole_world))
    return whole_world


def paths_with_objects(app, world):
    """Every GET address, with the keys of things that exist; a name that says nothing known is a fault (KeyError)."""
    named = own_keys(world)
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint != "static":
            values = {name: named[name] for name in rule.arguments}
            yield app.url_map.bind("localhost").build(rule.endpoint, values, method="GET")


@pytest.mark.parametrize(
    "role", [None, "caseworker", "employer", "village_officer", "system_admin", "security_admin", "auditor"]
)
def test_a_get_changes_nothing_else(app, everything, sign_in, client, role):
    visitor = sign_in(role) if role else client
    before = snapshot()
    statuses = [visitor.get(path).status_code for path in paths_with_objects(app, everything)]
    assert statuses.count(200) >= 5
    assert differences(before, snapshot()) == []


def test_append_only_tables_only_grow(app, everything, sign_in):
    visitor = sign_in("caseworker")
    tables = [Base.metadata.tables[name] for name in APPEND_ONLY - {"audit_heads"}]
    before = {t.name: {repr(row) for row in db.session.execute(select(t))} for t in tables}
    for path in paths_with_objects(app, everything):
        visitor.get(path)
    db.session.rollback()
    for table in tables:
        assert before[table.name] <= {repr(row) for row in db.session.execute(select(table))}


def test_last_seen_only_moves_forward_and_only_ones_own(app, world, sign_in):
    other, visitor = sign_in("head"), sign_in("caseworker")
    assert other.get("/casework/").status_code == 200
    before = {one.session_id: one.at for one in sightings()}
    with time_machine.travel(clock.now() + 5 * SEEN_EVERY, tick=False):
        visitor.get("/casework/")
    moved = [before[one.session_id] < one.at for one in sightings()]
    assert sorted(moved) == [False, True]


def sightings():
    db.session.rollback()
    return db.session.execute(select(Base.metadata.tables[LAST_SEEN])).all()


def test_the_guard_sees_a_planted_change(app, world, client, monkeypatch):
    def careless():
        with act(by=MACHINE, action="planted"):
            db.session.get(Town, world.town).name = "改了"
        return {"changed": 1}

    monkeypatch.setitem(access.ENDPOINTS, "planted", access.ANYONE)
    app.add_url_rule("/planted", "planted", careless)
    before = snapshot()
    assert client.get("/planted").status_code == 200
    assert differences(before, snapshot()) == ["towns"]


def test_a_write_outside_an_act_is_refused_by_the_database(app, world):
    from sqlalchemy.exc import DBAPIError

    db.session.get(Town, world.town).name = "改了"
    with pytest.raises(DBAPIError, match=r"read-?only"):
        db.session.flush()
    db.session.rollback()
