"""Invented people: numbers of nobody, lives that hang together, functions that no kind of certificate decides."""

from collections import Counter, defaultdict

import phonenumbers

from jobmatch.demo.pairs import position_facts, seeker_facts
from jobmatch.demo.reserved import RESERVED_DIVISION
from jobmatch.demo.scale import SAMPLE
from jobmatch.demo.world import World
from jobmatch.employers.uscc import Uscc
from jobmatch.matching.base import load_table
from jobmatch.matching.suggest import suggest
from jobmatch.people.numbers import CertificateNumber, CitizenNumber
from tests.unit.demo.conftest import AS_OF


def limits(row):
    return frozenset(word for word, said in row["functions"].items() if said == "cannot")


def test_every_number_is_valid_and_can_belong_to_nobody(rows):
    citizen = {row["id"]: row["citizen_number"] for row in rows["people"]}
    for row in rows["people"]:
        if row["citizen_number"] is None:
            continue
        number = CitizenNumber.parse(row["citizen_number"], today=AS_OF)
        assert number.value.startswith(RESERVED_DIVISION)
        assert (number.birth_on, number.is_male) == (row["born_on"], row["sex"] == "male")
        assert not row["phone"] or not phonenumbers.is_valid_number(phonenumbers.parse(row["phone"], "CN"))
    for row in rows["certificates"]:
        number = CertificateNumber.parse(row["number"], today=AS_OF)
        assert number.citizen_number.value == citizen[row["person_id"]]
        assert (number.kind, number.grade) == (row["kind"], row["grade"])
    assert all(Uscc.parse(row["uscc"]).value[2:10] == f"{RESERVED_DIVISION}XN" for row in rows["employers"])


def test_no_number_is_given_twice(rows):
    for table, column in (("people", "citizen_number"), ("employers", "uscc")):
        given = [row[column] for row in rows[table] if row[column]]
        assert len(set(given)) == len(given) > 0


def test_whoever_seeks_work_is_of_an_age_to_work(rows):
    seekers = {row["id"] for row in rows["seekers"]}
    ages = [(AS_OF - row["born_on"]).days / 365.25 for row in rows["people"] if row["id"] in seekers]
    assert 16 <= min(ages) <= max(ages) < 61


def test_kinds_and_grades_are_as_they_usually_are(rows):
    kinds = Counter(row["kind"] for row in rows["certificates"])
    assert set(kinds) == set(range(1, 8))
    assert 0.40 < kinds[4] / len(rows["certificates"]) < 0.60
    assert {row["grade"] for row in rows["certificates"]} == {1, 2, 3, 4}


def test_some_certificates_have_run_out_and_some_people_have_none(rows):
    seekers = {row["id"] for row in rows["seekers"]}
    until = {row["person_id"]: row["valid_until"] for row in rows["certificates"] if row["person_id"] in seekers}
    assert 5 <= sum(day < AS_OF for day in until.values()) <= 60
    assert 1 <= 300 - len(until) <= 30


def test_functions_never_follow_from_the_kind_alone(rows):
    seen, kinds_of = defaultdict(set), defaultdict(set)
    seekers = {row["id"]: row for row in rows["seekers"]}
    for certificate in (row for row in rows["certificates"] if row["person_id"] in seekers):
        cannot = limits(seekers[certificate["person_id"]])
        seen[certificate["kind"]].add(cannot)
        kinds_of[cannot].add(certificate["kind"])
    assert all(len(sets) >= 3 for sets in seen.values())
    assert sum(len(kinds) > 1 for kinds in kinds_of.values()) >= 3


def test_about_one_seeker_in_seven_has_facts_missing(rows):
    asked = ("distance_km", "hours_week", "town_id", "education", "licences")
    incomplete = [row for row in rows["seekers"] if None in [row[name] for name in asked]]
    assert 0.08 < len(incomplete) / len(rows["seekers"]) < 0.22


def test_wishes_are_told_in_many_ways(rows):
    texts = [row["text"] for row in rows["seekers"]]
    assert all(len(text) > 8 for text in texts)
    assert len(set(texts)) > 250


def test_most_seekers_get_three_suggestions_or_more(rows):
    world = World(7, AS_OF, SAMPLE, rows)
    positions = [position_facts(world, row) for row in rows["positions"]]
    table, day = load_table(), world.judged_on
    found = [len(suggest(seeker_facts(world, row), positions, table, day, 3).suggestions) for row in rows["seekers"]]
    assert sum(count == 3 for count in found) >= 0.6 * len(found)
