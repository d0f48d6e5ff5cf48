"""The steps of a referral, against a model walked at random."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.referrals.rules import OPEN, STEPS, Answer, Given, find_answer_fault, find_referral_fault, find_step_fault
from jobmatch.referrals.tables import ReferralState
from tests.lengths import examples

TODAY = date(2026, 11, 28)
states = st.sampled_from(sorted(STEPS))


def test_the_table_and_the_database_know_the_same_states():
    assert set(STEPS) == {state.value for state in ReferralState}
    assert {state for state, steps in STEPS.items() if steps} == OPEN


@given(st.lists(states, max_size=12))
@examples(150, 5_000)
def test_random_walks_never_leave_an_end_or_return_to_the_start(wanted):
    state, path = "sent", ["sent"]
    for to in wanted:
        if find_step_fault(state, to) is None:
            state = to
            path.append(to)
    assert path.count("sent") == 1
    assert all(step not in {"hired", "declined", "withdrawn"} for step in path[:-1])


@pytest.mark.parametrize("state", ["hired", "declined", "withdrawn"])
@pytest.mark.parametrize("to", sorted(STEPS))
def test_what_is_over_stays_over(state, to):
    assert find_step_fault(state, to).key == "referral.is_over"


def test_an_employer_cannot_say_no_without_a_reason():
    assert fault("sent", Answer.DECLINED) == "referral.decline_needs_a_reason"
    assert fault("sent", Answer.DECLINED, Given("skills")) is None
    assert fault("sent", Answer.INTERVIEW) is None
    assert fault("offered", Answer.INTERVIEW) == "referral.no_such_step"


@pytest.mark.parametrize("answer", [Answer.INTERVIEW, Answer.OFFERED, Answer.TRIAL])
def test_a_reason_against_somebody_goes_with_declining_only(answer):
    assert fault("sent", answer, Given("skills")) == "referral.reason_without_declining"


def test_nobody_meets_yesterday():
    assert fault("sent", Answer.INTERVIEW, Given(meet_on=TODAY)) is None
    assert fault("sent", Answer.INTERVIEW, Given(meet_on=TODAY - timedelta(days=1))) == "referral.meets_in_the_past"


def fault(state, answer, given=Given()):  # noqa: B008  # a value that cannot be changed
    found = find_answer_fault(state, answer, given, TODAY)
    return found.key if found else None


@pytest.mark.parametrize(
    ("position_open", "seats", "looking", "key"),
    [
        (True, 1, True, None),
        (False, 1, True, "referral.position_is_closed"),
        (True, 0, True, "referral.position_is_full"),
        (True, 1, False, "referral.seeker_is_not_looking"),
    ],
)
def test_when_nobody_can_be_referred(position_open, seats, looking, key):
    fault = find_referral_fault(position_open, seats, looking)
    assert (fault.key if fault else None) == key
