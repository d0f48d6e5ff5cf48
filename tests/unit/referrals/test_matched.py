"""Which facts of a match an employer may read: nothing that speaks of a function."""

from jobmatch.referrals.matched import matched_facts
from jobmatch.wording.speaking import all_sentences

TELLING = ("demand", "limit", "need", "refusal", "wage", "school")


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
