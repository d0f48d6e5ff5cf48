"""What is under way in the invented district could have happened: steps in order, months as the ledger counts them."""

import json
from collections import Counter
from itertools import pairwise

from jobmatch.clock import day_of
from jobmatch.demo import examples
from jobmatch.demo.declarations import STORIES
from jobmatch.demo.pairs import position_facts, seeker_facts
from jobmatch.demo.scale import SAMPLE, SCORECARD_TO
from jobmatch.demo.world import World
from jobmatch.employment.rules import months_of
from jobmatch.matching.base import load_table
from jobmatch.matching.suggest import suggest
from jobmatch.referrals.rules import OPEN, find_step_fault
from jobmatch.web.consent import CONSENT_VERSION
from tests.unit.demo.conftest import AS_OF


def steps_of(rows, referral):
    steps = [row for row in rows["referral_steps"] if row["referral_id"] == referral["id"]]
    return sorted(steps, key=lambda row: row["number"])


def test_referrals_are_in_every_state(rows):
    states = Counter(row["state"] for row in rows["referrals"])
    assert set(states) == {"sent", "interview", "offered", "trial", "hired", "declined", "withdrawn"}
    assert sum(count for state, count in states.items() if state != "hired") == 25
    assert states["hired"] == 11


def test_every_step_is_one_that_exists_and_none_lies_ahead(rows):
    for referral in rows["referrals"]:
        steps = steps_of(rows, referral)
        assert [row["number"] for row in steps] == list(range(1, len(steps) + 1))
        assert steps[-1]["to_state"] == referral["state"]
        assert steps[0]["from_state"] is None
        for before, after in pairwise(steps):
            assert after["from_state"] == before["to_state"]
            assert find_step_fault(before["to_state"], after["to_state"]) is None
            assert day_of(before["decided_at"]) <= day_of(after["decided_at"]) < AS_OF


def test_nobody_is_referred_twice_at_a_time(rows):
    under_way = [(row["seeker_id"], row["position_id"]) for row in rows["referrals"] if row["state"] in OPEN]
    assert len(under_way) == len(set(under_way))


def test_whoever_was_hired_has_the_months_that_the_ledger_would_count(rows, by_id):
    declared = sum(one.people for one in STORIES)
    assert len(rows["spells"]) == 11 + 2 + SAMPLE.job_service.employed + declared
    for spell in rows["spells"]:
        kept = [row for row in rows["person_months"] if row["spell_id"] == spell["id"]]
        counted = months_of(spell["started_on"], spell["ended_on"], AS_OF)
        assert [(row["month"], row["first_on"], row["last_on"]) for row in kept] == [tuple(one) for one in counted]
        assert spell["referral_id"] is None or by_id[spell["referral_id"]]["state"] == "hired"
    assert any(spell["ended_on"] for spell in rows["spells"])


def test_whoever_works_waits_no_longer_and_whoever_left_waits_again(rows):
    state = {row["id"]: row["state"] for row in rows["seekers"]}
    for spell in rows["spells"]:
        if spell["referral_id"]:
            assert state[spell["person_id"]] == ("open" if spell["ended_on"] else "closed")


def test_some_submissions_await_the_identity_check(rows):
    linked = {row["submission_id"] for row in rows["submission_links"]}
    at_the_fair = {row["id"] for row in rows["submissions"] if row["fair_id"]}
    assert (len(linked & at_the_fair), len(at_the_fair - linked)) == (3, 7)
    assert examples.EXAMPLE_SUBMISSION not in linked
    assert [row["number"] for row in rows["tickets"]] == list(range(1, rows["fairs"][0]["last_ticket"] + 1))


def test_the_example_seeker_is_suggested_the_example_position(rows, by_id):
    world = World(7, AS_OF, SAMPLE, rows)
    positions = [position_facts(world, row) for row in rows["positions"]]
    facts = seeker_facts(world, by_id[examples.EXAMPLE_SEEKER])
    found = suggest(facts, positions, load_table(), world.judged_on, 10).suggestions
    assert len(found) == 10
    assert examples.EXAMPLE_POSITION in [one.id for one in found[:3]]


def test_the_example_objects_are_ready_for_the_next_step(rows, by_id):
    referred = {row["seeker_id"] for row in rows["referrals"]} | {row["position_id"] for row in rows["referrals"]}
    assert not referred & {examples.EXAMPLE_SEEKER, examples.EXAMPLE_POSITION}
    assert by_id[examples.EXAMPLE_POSITION]["state"] == "open"
    assert by_id[examples.EXAMPLE_SENT_REFERRAL]["state"] == "sent"
    assert by_id[examples.EXAMPLE_INTERVIEW_REFERRAL]["state"] == "interview"
    months = [row for row in rows["person_months"] if row["person_id"] == examples.EXAMPLE_HIRED_PERSON]
    assert len(months) >= 3
    assert by_id[examples.EXAMPLE_FAIR]["is_practice"]
    assert by_id[examples.EXAMPLE_EMPLOYER]["name"]


def test_the_submissions_agreed_to_the_text_that_the_kiosk_shows(rows):
    versions = {json.loads(row["answers"])["consent_version"] for row in rows["submissions"]}
    assert versions == {CONSENT_VERSION}


def test_the_job_service_of_2018_speaks_of_nobody_else(rows, by_id):
    fairs = {row["id"]: row for row in rows["fairs"] if not row["is_practice"]}
    registered = [row for row in rows["registrations"] if row["fair_id"] is None or row["fair_id"] in fairs]
    people = [row["person_id"] for row in registered]
    figures = SAMPLE.job_service
    assert len(people) == len(set(people)) == figures.at_fair + figures.outside + figures.ecommerce
    assert set(people).isdisjoint(row["id"] for row in rows["seekers"])
    since = {row["person_id"]: row["registered_at"].date() for row in registered}
    begun = [row for row in rows["spells"] if row["person_id"] in since]
    assert len(begun) == figures.employed
    assert all(since[row["person_id"]] < row["started_on"] <= SCORECARD_TO for row in begun)
    supported = [row["person_id"] for row in rows["special_supports"] if row["person_id"] in since]
    assert len(supported) == len(set(supported)) == figures.supported
