"""What one more hire changes, and the edges ahead: always the same as assessing anew."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jobmatch.levy.rules import assess
from jobmatch.levy.rules.whatif import edges, hire, hires_to_zero, with_credit
from tests.unit.levy.made import facts, parameters

HEADS = st.fractions(min_value=1, max_value=2000, max_denominator=12)
CREDIT = st.fractions(min_value=0, max_value=30, max_denominator=12)


@given(HEADS, CREDIT, st.sampled_from([1, 2]))
def test_so_many_hires_leave_nothing_and_one_fewer_leaves_something(heads, done, weight):
    one, rules = facts(headcount=heads, credited=done), parameters()
    needed = hires_to_zero(assess(one, rules), weight)
    assert assess(with_credit(one, done + needed * weight), rules).due_fen == 0
    if needed:
        fewer = assess(with_credit(one, done + (needed - 1) * weight), rules)
        assert fewer.gap > 0


@given(HEADS, CREDIT, st.sampled_from([1, 2]), st.integers(1, 12))
def test_a_hire_saves_what_the_two_assessments_differ_by(heads, done, weight, months):
    one, rules = facts(headcount=heads, credited=done), parameters()
    idea = hire(one, rules, weight, months)
    then = assess(with_credit(one, done + Fraction(weight * months, 12)), rules)
    assert (idea.due_fen, idea.saving_fen) == (then.due_fen, assess(one, rules).due_fen - then.due_fen)
    assert idea.saving_fen >= 0


@given(HEADS, CREDIT)
def test_the_months_of_an_edge_are_enough_and_none_too_many(heads, done):
    one, rules = facts(headcount=heads, credited=done), parameters()
    now = assess(one, rules)
    for edge in edges(one, rules):
        if not edge.months:
            continue
        there = assess(with_credit(one, done + Fraction(edge.months, 12)), rules)
        before = assess(with_credit(one, done + Fraction(edge.months - 1, 12)), rules)
        assert now.due_fen - there.due_fen == edge.difference_fen
        assert there.factor < before.factor


def test_before_there_were_tiers_there_is_no_tier_edge():
    from datetime import date

    one = facts(levy_date=date(2018, 6, 1), headcount=Fraction(100), credited=Fraction(0))
    assert [edge.reason for edge in edges(one, parameters(date(2018, 6, 1)))] == ["edge_ratio"]
