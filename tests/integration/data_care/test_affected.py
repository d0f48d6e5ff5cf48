"""Whom an account saw or changed: complete, keys only, the same from the table and as JSON."""

import ast
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import delete

import jobmatch
from jobmatch import clock
from jobmatch.cli import main
from jobmatch.data_care.affected import NAMED_IN_DETAILS, find_affected
from jobmatch.matching.showing import show_for_position
from jobmatch.people import service as people
from jobmatch.people.disclosure import Field
from jobmatch.people.tables import OpenReason, Person, PersonSource, PersonView, Purpose
from jobmatch.referrals import service as referrals
from jobmatch.referrals.queries import find_referral
from jobmatch.seekers import service as seekers
from jobmatch.seekers.queries import find_submission
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db, new_id

NOT_PEOPLE = """
    code feature
    accepted action booked breaks changed cipher closed column columns contests count decision device
    differences
    earlier_consent employer ended endpoint entries erasures failures fair fields figures findings former ground
    guardian hand_over hash holds imports key kind last left let_go made_by merge months moves outcome passkey people
    position purpose reason role role_before rows same scope scope_before second_factor session sessions_ended
    shown since subject table tokens told until user view what
"""
"""Words in notes that lead to nobody: counts, kinds, accounts, keys of what is not about a person."""

LONG_AGO, FAR_OFF = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def affected(world, role="caseworker", since=LONG_AGO, until=FAR_OFF):
    db.session.rollback()
    return find_affected(world.users[role], since, until)


@pytest.fixture
def command(home):
    def call(*more, user="caseworker", first="2000-01-01", last="2099-12-31"):
        db.session.rollback()
        return CliRunner().invoke(main, ["audit", "affected", "--user", user, "--from", first, "--to", last, *more])

    return call


def test_looking_and_opening_and_suggesting_is_seeing(world):
    people.record_view(world.actor(), world.seeker, "profile")
    person = db.session.get(Person, world.seeker)
    asked = people.Request(new_id(), Field.CITIZEN_NUMBER, OpenReason.CHECK)
    people.open_number(world.actor(), person, asked)
    people.give_consent(world.actor("head"), person, Purpose.RECOMMEND, people.Given("test-2026-11"))
    show_for_position(world.actor(), world.district, world.position, 5)
    (touched,) = [one for key, one in affected(world).people.items() if key == world.seeker]
    assert touched.saw == {"person.viewed": 2, "number.opened": 1, "suggestions.shown": 1}
    assert (touched.what, touched.changed) == ({"profile": 1, "citizen_number": 1, "suggestions": 1}, {})


def test_what_hangs_on_a_person_leads_to_the_person(whole_world):
    referral = find_referral(whole_world.district, whole_world.referral)
    referrals.withdraw(whole_world.actor(), referral, "found_work")
    found = affected(whole_world)
    assert found.people[whole_world.seeker].changed == {"referral.made": 1, "referral.withdrawn": 1}
    assert found.nobody == {}


def test_a_submission_is_nobodys_until_somebody_has_seen_whose_it_is(whole_world):
    submission = find_submission(whole_world.district, whole_world.submission)
    seekers.record_read(whole_world.actor("head"), submission)
    assert set(affected(whole_world, "head").nobody) == {("submissions", whole_world.submission)}
    submission = find_submission(whole_world.district, whole_world.submission)
    person = seekers.record_identity_seen(whole_world.actor(), submission, None).id
    head = affected(whole_world, "head")
    assert ({key: one.saw for key, one in head.people.items()}, head.nobody) == ({person: {"submission.read": 1}}, {})
    assert affected(whole_world).people[person].changed["submission.identity_seen"] == 1


def test_a_view_that_was_deleted_is_still_found(world):
    people.record_view(world.actor(), world.seeker, "profile")
    with act(by=MACHINE, action="test"):
        db.session.execute(delete(PersonView))
    assert affected(world).people[world.seeker].saw == {"person.viewed": 1}


def test_only_this_account_and_only_this_period(world):
    people.record_view(world.actor(), world.seeker, "profile")
    seen_at = affected(world).people[world.seeker].first_at
    assert affected(world, since=seen_at, until=seen_at + timedelta(seconds=1)).people
    assert not affected(world, until=seen_at).people
    assert not affected(world, since=seen_at + timedelta(microseconds=1)).people
    assert not affected(world, "head").people


def test_who_was_merged_away_since_leads_to_who_is_there_now(world):
    people.record_view(world.actor(), world.seeker, "profile")
    with act(by=MACHINE, action="test"):
        survivor = Person(district_id=world.district, name="陈", source=PersonSource.REGISTRATION)
        db.session.add(survivor)
        db.session.flush()
        kept, db.session.get(Person, world.seeker).merged_into_id = survivor.id, survivor.id
    assert affected(world).merged_into == {world.seeker: kept}


def words_noted():
    """Every word that the program gives to ``this.note(…)``."""
    package = Path(jobmatch.__file__).parent
    for file in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "note":
                yield from (word.arg for word in node.keywords if word.arg)


def test_every_word_that_may_name_a_person_in_the_trail_is_known():
    """A new word in a note says here, or in ``NAMED_IN_DETAILS``, whether it leads to a person."""
    noted = set(words_noted())
    assert {"person", "seeker"} <= noted
    assert noted - NAMED_IN_DETAILS.keys() == set(NOT_PEOPLE.split())


def test_the_command_says_keys_and_counts_and_no_names(command, world):
    people.record_view(world.actor(), world.seeker, "profile")
    answer = json.loads(command("--json").stdout)
    (one,) = answer["people"]
    assert (one["id"], one["saw"], one["what"]) == (world.seeker, {"person.viewed": 1}, {"profile": 1})
    assert (answer["login"], answer["entries"], answer["nobody"]) == ("caseworker", 1, [])
    table = command().stdout
    assert world.seeker in table
    assert "1 × person.viewed" in table
    assert "陈示例" not in json.dumps(answer, ensure_ascii=False) + table
    assert "could read the names" in answer["not_traced"][0]
    assert "1 people in 1 entries" in table


def test_days_are_beijing_days_and_the_last_is_included(command, world):
    people.record_view(world.actor(), world.seeker, "profile")
    today = clock.today()
    day_before = str(today - timedelta(days=1))
    assert json.loads(command("--json", first=str(today), last=str(today)).stdout)["entries"] == 1
    assert json.loads(command("--json", first=day_before, last=day_before).stdout)["entries"] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"user": "nobody"}, "no account with the login nobody"),
        ({"first": "2026-02-02", "last": "2026-02-01"}, "must not be before"),
        ({"first": "yesterday"}, "--from"),
    ],
)
def test_what_cannot_be_answered_is_refused(command, world, words, said):
    answer = command(**words)
    assert (answer.exit_code, said in answer.stderr) == (2, True), answer.stderr
