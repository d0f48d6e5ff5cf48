"""What stands beside the invented holders: doubles to find, families, tasks, an officer's registrations, two rounds."""

from collections import Counter

from jobmatch.demo import examples
from jobmatch.demo.build import build
from jobmatch.demo.doubles import DOUBLES
from jobmatch.demo.scale import SAMPLE
from jobmatch.people.duplicate_rules import Identity, Strength, compare
from jobmatch.people.tables import PersonSource
from tests.unit.demo.conftest import AS_OF


def as_identity(row):
    return Identity(row["name"], row["born_on"], phones=frozenset({row["phone"]} - {None}))


def test_some_holders_stand_here_a_second_time_and_are_probably_found(rows):
    here = [row for row in rows["people"] if row["merged_into_id"] is None]
    holders = [row for row in here if row["source"] is PersonSource.REGISTER]
    doubles = [row for row in here if row["source"] is PersonSource.REGISTRATION and row["citizen_number"] is None]
    assert len(doubles) == DOUBLES == 10
    reasons = set()
    for row in doubles:
        alike = [compare(as_identity(row), as_identity(one)) for one in holders]
        found = [one for one in alike if one.strength is Strength.PROBABLE]
        assert found
        reasons |= set(found[0].reasons)
    assert reasons >= {"same_name_and_birth", "same_name_and_phone", "same_sound_and_birth", "variant_name_and_birth"}
    assert {row["id"] for row in doubles}.isdisjoint(row["person_id"] for row in rows["certificate_events"])


def test_several_holders_live_in_one_home_and_who_needs_it_has_somebody(rows):
    homes = Counter(row["address"] for row in rows["people"] if row["source"] is PersonSource.REGISTER)
    assert sum(count > 1 for count in homes.values()) >= 5
    assert {row["kind"] for row in rows["person_relations"]} == {"guardian", "companion", "contact"}
    assert all((row["kind"] == "guardian") == (row["capacity"] is not None) for row in rows["person_relations"])
    assert rows["military_certificates"]


def test_an_officer_sees_what_became_of_the_registered_up_to_a_hire(rows, by_id):
    taken = [row for row in rows["submissions"] if row["entrance"] in ("village", "phone")]
    linked = {row["submission_id"]: row["person_id"] for row in rows["submission_links"]}
    became = {
        frozenset(one["state"] for one in rows["referrals"] if one["seeker_id"] == linked[row["id"]])
        for row in taken
        if row["id"] in linked
    }
    assert frozenset({"hired"}) in became
    assert frozenset() in became
    assert sum(row["id"] not in linked for row in taken) == 2
    for row in taken:
        made = [one["made_at"] for one in rows["referrals"] if one["seeker_id"] == linked.get(row["id"])]
        assert all(row["received_at"] < at for at in made)


def test_one_round_is_over_and_a_death_waits_for_the_desk(rows, by_id):
    closed, under_way = rows["update_rounds"]
    assert (closed["closed_at"] is not None, under_way["id"]) == (True, examples.EXAMPLE_ROUND)
    assert closed["year"] == under_way["year"] - 1
    old = [row for row in rows["update_round_entries"] if row["round_id"] == closed["id"]]
    assert old
    assert all(row["done_at"] for row in old)
    (died,) = [row for row in rows["person_situations"] if row["kind"] == "died"]
    assert died["settled_at"] is None


def test_renewals_are_booked_once_a_person_and_some_were_ticked_off(rows):
    waiting = Counter((row["person_id"], row["kind"]) for row in rows["tasks"] if row["done_at"] is None)
    assert set(waiting.values()) == {1}
    assert {row["kind"] for row in rows["tasks"]} == {
        "renew_certificate",
        "ring",
        "visit",
        "papers",
        "other",
        "follow_up",
    }


def test_the_same_seed_and_day_give_the_same_rows(rows):
    again = build(7, AS_OF, SAMPLE)
    for table in ("people", "person_relations", "tasks", "submissions", "update_round_entries"):
        assert rows[table] == again[table]
