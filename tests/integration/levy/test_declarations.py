"""A year handed in, taken up, sent back, confirmed or refused; who counts is what the claims say at that moment."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from jobmatch import clock
from jobmatch.employment.claim_tables import ContestGround
from jobmatch.employment.claiming import Claimant, withdraw_months
from jobmatch.employment.claims import list_contests
from jobmatch.employment.contests import decide_contest
from jobmatch.levy import letters, queries, service
from jobmatch.levy.service import DeclarationRefusedError
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from tests.integration.employment.working import add_worker, claim, good_month, officer

YEAR, DAY = 2026, date(2027, 4, 20)
MONTHS = [f"{YEAR}-{month:02d}" for month in range(1, 4)]


@pytest.fixture(autouse=True)
def filing_year():
    with time_machine.travel(datetime(2027, 4, 20, 2, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def handed_in(world):
    """Somebody of grade 2 with three months, one of them below the minimum wage, handed in by the employer."""
    person = add_worker(world, 2)
    claim(world, world.employer, person, good_month(MONTHS[0], wage_fen=100), *MONTHS[1:])
    return person, submit(world)


def submit(world):
    return service.submit(world.actor("employer"), world.district, world.employer, YEAR)


def newest(world):
    db.session.rollback()
    return queries.find_newest(world.employer, YEAR)


def reviewer(world):
    return world.actor("reviewer")


def refused(call, *arguments):
    with pytest.raises(DeclarationRefusedError) as caught:
        call(*arguments)
    assert caught.value.sentence("en")
    return caught.value.key.partition(".")[2]


def test_what_counts_is_written_down_month_by_month(world, handed_in):
    person, declared = handed_in
    assert (declared.state, declared.turn, declared.submitted_by) == ("submitted", 1, world.users["employer"])
    (one,) = declared.people
    assert (one.person_id, one.by_month, one.counted, one.credited) == (person, "022000000000", 2, 4)
    assert refused(submit, world) == "handed_in_already"


def test_it_is_confirmed_by_somebody_else_with_every_step(world, handed_in):
    _person, declared = handed_in
    assert refused(service.confirm, reviewer(world), declared) == "moved_on"
    service.take_up(reviewer(world), declared)
    assert refused(service.take_up, reviewer(world), declared) == "moved_on"
    service.confirm(reviewer(world), declared)
    one = newest(world)
    assert (one.state, one.confirmed_on, one.decided_by) == ("confirmed", DAY, world.users["reviewer"])
    assert [step.to_state for step in one.steps] == ["submitted", "in_review", "confirmed"]
    assert service.is_held(world.employer, YEAR)
    assert queries.list_credited_people(world.district, DAY, DAY) == [one.people[0].id]
    assert queries.list_newly_credited_people(world.district, DAY, DAY) == [one.people[0].id]
    assert queries.list_crediting_employers(world.district, date(2027, 4, 21), DAY) == []


def test_a_confirmation_makes_a_letter_and_taking_it_back_ends_the_letter(world, handed_in):
    _person, declared = handed_in
    service.take_up(reviewer(world), declared)
    assert letters.find_valid(declared.id) is None
    service.confirm(reviewer(world), declared)
    one = letters.find_valid(declared.id)
    assert (one.persons, one.months, one.credited, one.serial, one.confirmed_on) == (1, 2, 4, 1, DAY)
    assert refused(service.send_back, reviewer(world), declared, "缺工资单", date(2027, 5, 1)) == "moved_on"
    assert refused(service.reopen, world.actor("employer"), declared, "错了", date(2027, 5, 1)) == "own"
    service.reopen(reviewer(world), declared, "三月不在岗", date(2027, 5, 1))
    assert not service.is_held(world.employer, YEAR)
    assert (newest(world).state, newest(world).confirmed_on) == ("returned", None)
    assert queries.list_credited_people(world.district, DAY, DAY) == []
    submit(world)
    service.take_up(reviewer(world), declared)
    service.confirm(reviewer(world), declared)
    again = letters.find_valid(declared.id)
    assert (again.serial, letters.find_by_code(one.code).superseded_on) == (2, DAY)
    assert again.code != one.code


def test_nobody_decides_about_what_they_handed_in(world):
    claim(world, world.employer, add_worker(world), MONTHS[0])
    declared = service.submit(reviewer(world), world.district, world.employer, YEAR)
    service.take_up(reviewer(world), declared)
    assert refused(service.confirm, reviewer(world), declared) == "own"
    assert refused(service.reject, reviewer(world), declared, "不行") == "own"
    assert newest(world).state == "in_review"


def test_it_goes_back_with_one_notice_and_comes_again(world, handed_in):
    person, declared = handed_in
    service.take_up(reviewer(world), declared)
    assert refused(service.send_back, reviewer(world), declared, "缺工资单", DAY) == "answer_day"
    with pytest.raises(BrokenRuleError):
        service.send_back(reviewer(world), declared, "", date(2027, 5, 1))
    service.send_back(reviewer(world), declared, "缺一月的工资单", date(2027, 5, 1))
    assert not service.is_held(world.employer, YEAR)
    withdraw_months(officer(world), Claimant(world.district, world.employer, person), [MONTHS[2]])
    again = submit(world)
    assert (again.id, again.turn, again.people[0].by_month) == (declared.id, 1, "020000000000")
    assert [(step.to_state, step.note) for step in newest(world).steps][2:] == [
        ("returned", "缺一月的工资单"),
        ("submitted", None),
    ]


def test_what_is_not_mended_in_time_comes_too_late(world, handed_in):
    _person, declared = handed_in
    service.take_up(reviewer(world), declared)
    service.send_back(reviewer(world), declared, "缺工资单", date(2027, 5, 1))
    with time_machine.travel(datetime(2027, 5, 2, 2, tzinfo=UTC)):
        assert refused(submit, world) == "answer_too_late"


def test_a_withdrawn_or_refused_one_is_followed_by_the_next_turn(world, handed_in):
    _person, declared = handed_in
    service.withdraw(world.actor("employer"), declared)
    second = submit(world)
    assert second.turn == 2
    service.take_up(reviewer(world), second)
    assert refused(service.withdraw, world.actor("employer"), second) == "moved_on"
    service.reject(reviewer(world), second, "不是本单位的人。")
    assert submit(world).turn == 3


@pytest.mark.parametrize(("day", "key"), [((2027, 2, 27), "not_open"), ((2027, 11, 2), "closed")])
def test_outside_the_window_nothing_is_taken(world, day, key):
    claim(world, world.employer, add_worker(world), MONTHS[0])
    with time_machine.travel(datetime(*day, 2, tzinfo=UTC)):
        assert refused(submit, world) == key


def test_nothing_that_counts_is_nothing_to_hand_in(world):
    assert refused(submit, world) == "nothing_counts"
    assert newest(world) is None


def test_a_month_that_is_being_checked_counts_for_neither_until_it_is_decided(world):
    person = add_worker(world)
    claim(world, world.employer, person, *MONTHS[:2])
    ((rival),) = claim(world, world.other_employer, person, MONTHS[0])
    declared = submit(world)
    assert declared.people[0].by_month == "010000000000"
    service.take_up(reviewer(world), declared)
    assert refused(service.confirm, reviewer(world), declared) == "being_checked"
    (contest,) = list_contests(world.district, are_open=True)
    decide_contest(world.actor(), contest.id, contest.earlier_claim_id, ContestGround.CONTRACT_SIGNER, "看过合同。")
    service.confirm(reviewer(world), declared)
    assert newest(world).people[0].by_month == "110000000000"
    assert rival.employer_id == world.other_employer
    assert clock.today() == DAY
