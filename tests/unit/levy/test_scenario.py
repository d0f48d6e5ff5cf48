"""Scenarios on own months: the same as assessing anew, and the last month in which a hire still saves the most."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.levy.rules import assess
from jobmatch.levy.rules.scenario import Change, Ending, hires_to_zero_from, last_useful_start, play, starts
from jobmatch.levy.rules.whatif import with_credit
from tests.unit.levy.made import facts, parameters

HEADS = st.fractions(min_value=1, max_value=2000, max_denominator=12)
CREDIT = st.fractions(min_value=0, max_value=30, max_denominator=12)
CHANGES = st.lists(st.builds(Change, st.sampled_from([1, 2]), st.integers(1, 12), st.booleans()), max_size=6)


@pytest.mark.parametrize(
    ("change", "months"),
    [(Change(1, 1), 12), (Change(2, 1), 24), (Change(1, 12), 1), (Change(2, 7, comes=False), -12)],
)
def test_who_comes_gains_the_rest_of_the_year_and_who_leaves_loses_it(change, months):
    assert change.months == months


@given(HEADS, CREDIT, CHANGES)
def test_a_scenario_is_the_assessment_of_what_would_be(heads, done, changes):
    one, rules = facts(headcount=heads, credited=done), parameters()
    outcome = play(one, rules, changes)
    credit = max(Fraction(0), done + Fraction(sum(change.months for change in changes), 12))
    assert outcome.then == assess(with_credit(one, credit), rules)
    assert outcome.saving_fen == assess(one, rules).due_fen - outcome.then.due_fen


@given(HEADS, CREDIT, CHANGES, st.randoms())
def test_the_order_of_changes_does_not_matter(heads, done, changes, chance):
    one, rules = facts(headcount=heads, credited=done), parameters()
    mixed = list(changes)
    chance.shuffle(mixed)
    assert play(one, rules, mixed).then == play(one, rules, changes).then


@given(HEADS, CREDIT, st.sampled_from([1, 2]), st.integers(1, 12))
def test_a_later_start_never_saves_more(heads, done, weight, first):
    found = starts(facts(headcount=heads, credited=done), parameters(), weight, first)
    assert [one.month for one in found] == list(range(first, 13))
    assert all(one.saving_fen >= other.saving_fen for one, other in pairwise(found))


@given(HEADS, CREDIT, st.sampled_from([1, 2]))
def test_the_last_useful_start_saves_as_much_as_any_and_the_next_month_less(heads, done, weight):
    found = starts(facts(headcount=heads, credited=done), parameters(), weight)
    best = last_useful_start(found)
    if best is None:
        assert all(one.saving_fen == 0 for one in found)
        return
    assert best.saving_fen == max(one.saving_fen for one in found) > 0
    assert all(one.saving_fen < best.saving_fen for one in found if one.month > best.month)


@given(HEADS, CREDIT, st.sampled_from([1, 2]), st.integers(1, 12))
def test_so_many_from_a_month_on_reach_zero_and_one_fewer_does_not(heads, done, weight, month):
    one, rules = facts(headcount=heads, credited=done), parameters()
    needed = hires_to_zero_from(assess(one, rules), weight, month)
    assert play(one, rules, [Change(weight, month)] * needed).then.due_fen == 0
    if needed:
        assert play(one, rules, [Change(weight, month)] * (needed - 1)).then.gap > 0


@given(HEADS, CREDIT, st.sampled_from([1, 2]), st.integers(0, 12))
def test_whoever_goes_and_is_replaced_changes_nothing(heads, done, weight, lost):
    one, rules = facts(headcount=heads, credited=done + 2), parameters()
    replaced = [Ending(weight, lost), *([Change(weight, 13 - lost)] if lost else [])]
    assert play(one, rules, replaced).then == assess(one, rules)
