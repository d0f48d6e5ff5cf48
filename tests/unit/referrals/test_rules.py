"""The steps of a referral, against a model walked at random."""

from datetime import date, timedelta
from importlib.resources import files
from itertools import product

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.referrals.rules import (
    OPEN,
    STEPS,
    Answer,
    Given,
    Mover,
    find_answer_fault,
    find_mover_fault,
    find_referral_fault,
    find_step_fault,
)
from jobmatch.referrals.tables import ReferralState
from tests.lengths import examples

TODAY = date(2026, 11, 28)
states = st.sampled_from(sorted(STEPS))


def test_the_table_and_the_database_know_the_same_states():
    assert set(STEPS) == {state.value for state in ReferralState}
    assert {state for state, steps in STEPS.items() if steps} == OPEN


MOVES = yaml.safe_load((files("tests") / "cases" / "referral_moves.yaml").read_text("utf-8"))
"""The model: from where to where, and who goes; written for people to read, and compared with nothing but the walk."""

attempts = st.tuples(states, st.sampled_from([*Mover, None]))


@given(st.lists(attempts, max_size=25))
@examples(300, 10_000)
def test_a_random_walk_goes_where_the_model_goes(tried):
    state = modelled = "sent"
    for to, mover in tried:
        refused = find_mover_fault(to, mover) or find_step_fault(state, to)
        if refused is None:
            state = to
        if mover is not None and mover in MOVES[modelled].get(to, ()):
            modelled = to
        assert state == modelled, (to, mover)


def test_every_move_of_the_model_is_taken_and_no_other_one():
    for state, to, mover in product(STEPS, STEPS, Mover):
        is_taken = find_mover_fault(to, mover) is None and find_step_fault(state, to) is None
        assert is_taken == (mover in MOVES[state].get(to, ())), (state, to, mover)


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
