"""What an employer may know: by state and consent, and nothing that speaks of a function."""

import pytest

from jobmatch.referrals.disclosure import disclosure, matched_facts
from jobmatch.referrals.rules import DECLINED, HIRED, INTERVIEW, OFFERED, SENT, TRIAL, WITHDRAWN
from jobmatch.wording.speaking import all_sentences

UNDER_WAY = (SENT, INTERVIEW, OFFERED, TRIAL)
TELLING = ("demand", "limit", "need", "refusal", "wage", "school")


@pytest.mark.parametrize("state", UNDER_WAY)
def test_before_consent_only_the_ticked_needs(state):
    assert disclosure(state, may_recommend=True, may_name=False) == (False, True)


@pytest.mark.parametrize("state", UNDER_WAY)
def test_after_consent_the_name(state):
    assert disclosure(state, may_recommend=True, may_name=True) == (True, True)


@pytest.mark.parametrize("state", UNDER_WAY)
def test_without_the_consent_to_be_recommended_nothing(state):
    assert disclosure(state, may_recommend=False, may_name=True) == (False, False)


@pytest.mark.parametrize("state", [DECLINED, WITHDRAWN])
def test_once_it_is_over_nothing_any_more(state):
    assert disclosure(state, may_recommend=True, may_name=True) == (False, False)


@pytest.mark.parametrize("may", [True, False])
def test_who_was_hired_works_there_under_their_name(may):
    assert disclosure(HIRED, may_recommend=may, may_name=may) == (True, True)


def test_matched_facts_come_in_a_fixed_order_whatever_the_scores_were():
    assert (
        matched_facts(["hours_same", "wish_text"])
        == matched_facts(["wish_text", "hours_same"])
        == (
            "fits_the_wish",
            "suits_the_hours",
        )
    )


def test_no_reason_about_functions_needs_or_wages_becomes_a_fact():
    telling = [key for key in all_sentences() if key.startswith(TELLING)]
    assert len(telling) > 10
    assert matched_facts(telling) == ()
