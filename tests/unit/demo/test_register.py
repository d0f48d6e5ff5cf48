"""The invented register: what happens to a certificate hangs together, and the reported half year comes out of it."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest

from jobmatch.demo.build import build, build_in_parts
from jobmatch.demo.lives_of_holders import draw_holder
from jobmatch.demo.scale import DISTRICT, SAMPLE, SCORECARD_FROM, SCORECARD_TO
from jobmatch.demo.world import World
from jobmatch.people.register_tables import ENTERING, LEAVING, EventKind
from jobmatch.people.tables import PersonSource
from tests.unit.demo.conftest import AS_OF


def counted(rows):
    """Stock and flow, counted without the database: one person after the other, event by event."""
    by_person = defaultdict(list)
    for row in rows["certificate_events"]:
        by_person[row["person_id"]].append((row["on_day"], row["kind"]))
    holders = new = 0
    for events in by_person.values():
        is_holder = False
        for on, kind in sorted(events):
            if on <= SCORECARD_TO:
                is_holder = kind in ENTERING or (is_holder and kind not in LEAVING)
                new += kind is EventKind.ISSUED and on >= SCORECARD_FROM
        holders += is_holder
    return holders, new


@pytest.mark.parametrize("as_of", [date(2018, 6, 30), date(2018, 7, 1), date(2019, 2, 28), AS_OF])
def test_stock_and_flow_are_as_reported_whatever_the_day(as_of):
    assert counted(build(5, as_of, SAMPLE)) == (SAMPLE.holders, SAMPLE.holders_new)


def test_the_district_has_the_reported_size():
    rows = build(1, AS_OF)
    assert counted(rows) == (DISTRICT.holders, DISTRICT.holders_new) == (15676, 409)
    assert len(rows["employers"]) == DISTRICT.employers
    assert len({row["name"] for row in rows["employers"]}) == DISTRICT.employers


def test_the_parts_of_a_larger_register_are_as_large_and_share_nobody():
    scale = replace(SAMPLE, parts=3)
    first, *further = build_in_parts(5, AS_OF, scale)
    assert first == build(5, AS_OF, SAMPLE)
    assert [counted(part) for part in further] == [(SAMPLE.holders, SAMPLE.holders_new)] * 2
    people = [row for part in (first, *further) for row in part["people"]]
    numbers = [row["citizen_number"] for row in people if row["citizen_number"]]
    assert (len(set(numbers)), len({row["id"] for row in people})) == (len(numbers), len(people))
    again = list(build_in_parts(5, AS_OF, scale))
    assert again[2] == further[1]


def test_a_birthday_that_is_full_leaves_room_on_the_day_before():
    world, day = World(5, AS_OF, SAMPLE), date(2015, 1, 1)
    born_on = draw_holder(world, 7, day, Counter()).citizen.birth_on
    full = Counter({(born_on, is_male): 100 for is_male in (True, False)})
    assert draw_holder(world, 7, day, full).citizen.birth_on == born_on - timedelta(days=1)


def test_every_kind_of_event_happens(rows):
    kinds = Counter(row["kind"] for row in rows["certificate_events"])
    assert set(kinds) >= set(EventKind) - {EventKind.FROZEN}
    assert all(row["on_day"] <= AS_OF for row in rows["certificate_events"])


def test_versions_follow_each_other(rows):
    brought = {EventKind.ISSUED, EventKind.MOVED_IN, EventKind.RENEWED, EventKind.REPLACED, EventKind.REGRADED}
    since = {row["id"]: row["valid_from"] for row in rows["certificates"]}
    firsts = [row for row in rows["certificate_events"] if row["kind"] in brought and row["certificate_id"]]
    own = [row for row in firsts if since[row["certificate_id"]] == row["on_day"]]
    assert {row["certificate_id"] for row in own} == set(since)
    assert all(row["valid_until"] - row["valid_from"] < timedelta(days=3660) for row in rows["certificates"])


def test_a_multiple_disability_says_what_it_joins(rows):
    joined = defaultdict(dict)
    for row in rows["certificate_components"]:
        joined[row["certificate_id"]][row["kind"]] = row["grade"]
    multiple = {row["id"]: row["grade"] for row in rows["certificates"] if row["kind"] == 7}
    assert set(joined) == set(multiple)
    assert all(len(kinds) >= 2 and min(kinds.values()) == multiple[key] for key, kinds in joined.items())


def test_whoever_belongs_elsewhere_holds_no_certificate_here(rows):
    outside = {row["id"] for row in rows["people"] if row["home_code"]}
    assert len(outside) == 24
    assert {row["source"] for row in rows["people"] if row["id"] in outside} == {PersonSource.ROSTER}
    assert outside.isdisjoint(row["person_id"] for row in rows["certificate_events"])


def test_everybody_lives_in_a_village_of_their_town(rows):
    towns = {row["id"]: row["town_id"] for row in rows["villages"]}
    assert all(towns[row["village_id"]] == row["town_id"] for row in rows["people"] if row["village_id"])
    assert {row["village_id"] for row in rows["people"]} > set()
