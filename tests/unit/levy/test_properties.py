"""What must hold for every employer: the directions in which the law moves, and where it jumps."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.employment.weights import weights_in
from jobmatch.law import book
from jobmatch.levy.rules import Card, CreditedPerson, NoTierError, credit_of, late_fee, levy_parameters
from tests.unit.levy.made import DAY, assessed

WEIGHTS = weights_in(book("330213").at(DAY))
HEADS = st.fractions(min_value=1, max_value=5000, max_denominator=12)
MONEY = st.integers(1, 50_000_000).map(lambda fen: Fraction(fen, 100))
CREDIT = st.fractions(min_value=0, max_value=50, max_denominator=12)
YEARS = st.dates(date(2015, 10, 1), date(2027, 12, 31))
MORE = st.fractions(min_value=0, max_value=10, max_denominator=12)


@given(HEADS, MONEY, CREDIT, MORE, YEARS)
def test_more_credit_never_costs_more(heads, wage, done, more, on):
    before = assessed(headcount=heads, avg_wage=wage, credited=done, levy_date=on)
    after = assessed(headcount=heads, avg_wage=wage, credited=done + more, levy_date=on)
    assert after.due_fen <= before.due_fen


@given(HEADS, MONEY, CREDIT, MORE, YEARS)
def test_more_heads_never_cost_less(heads, wage, done, more, on):
    before = assessed(headcount=heads, avg_wage=wage, credited=done, levy_date=on)
    after = assessed(headcount=heads + more, avg_wage=wage, credited=done, levy_date=on)
    assert after.due_fen >= before.due_fen


@given(HEADS, MONEY, MONEY, CREDIT, MONEY, YEARS)
def test_a_higher_wage_never_costs_less_and_never_more_than_the_cap(heads, wage, more, done, social, on):
    before = assessed(headcount=heads, avg_wage=wage, credited=done, social_avg=social, levy_date=on)
    after = assessed(headcount=heads, avg_wage=wage + more, credited=done, social_avg=social, levy_date=on)
    assert after.due_fen >= before.due_fen
    if before.is_capped:
        assert (after.wage, after.due_fen) == (before.wage, before.due_fen)


@given(HEADS, MONEY, CREDIT, YEARS)
def test_the_form_adds_up_and_the_trace_ends_in_what_is_due(heads, wage, done, on):
    one = assessed(headcount=heads, avg_wage=wage, credited=done, levy_date=on)
    assert one.base_fen - one.reduction_fen == one.due_fen >= 0
    assert one.gap == max(0, one.required - one.credited)
    assert one.base == one.gap * one.wage
    assert one.trace[-1].value * 100 == one.due_fen
    assert one.is_exempt or abs(one.due_fen - one.base * one.factor * 100) <= Fraction(1, 2)


@given(st.lists(st.tuples(st.sampled_from(Card), st.integers(1, 10), st.sets(st.integers(1, 12)))))
def test_credit_is_the_sum_of_its_months(people):
    people = [CreditedPerson(card, grade, frozenset(months)) for card, grade, months in people]
    by_month = [sum(WEIGHTS.of(p.card, p.grade) for p in people if month in p.months) for month in range(1, 13)]
    assert credit_of(people, WEIGHTS) == Fraction(sum(by_month), 12)


@pytest.mark.parametrize(("card", "weights"), [(Card.DISABILITY, "2211"), (Card.MILITARY, "2221111100")])
def test_the_heaviest_grades_count_twice(card, weights):
    assert "".join(str(WEIGHTS.of(card, grade)) for grade in range(1, len(weights) + 1)) == weights


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({"headcount": Fraction(30)}, {"headcount": Fraction(30) + Fraction(1, 12)}),
        ({"credited": Fraction(1)}, {"headcount": Fraction(100) + Fraction(1, 12), "credited": Fraction(1)}),
        ({"credited": Fraction(3, 2)}, {"credited": Fraction(3, 2) - Fraction(1, 12)}),
    ],
    ids=["thirty heads", "one per cent", "the required ratio"],
)
def test_the_law_jumps_at_its_edges(less, more):
    assert assessed(**less).factor < assessed(**more).factor or assessed(**less).is_exempt
    assert assessed(**less).due_fen < assessed(**more).due_fen


@given(st.integers(0, 10**9), st.integers(0, 2000))
def test_the_surcharge_never_exceeds_the_principal(principal, days):
    daily = book("330213").at(DAY).get("levy_late_fee_daily")
    fee = late_fee(principal, days, daily).value
    assert fee <= principal
    assert fee == principal or abs(fee - Fraction(principal * days * 5, 1000)) <= Fraction(1, 2)


@given(st.dates(date(2028, 1, 1), date(2100, 1, 1)))
def test_after_2027_tiers_and_exemption_are_refused_with_the_reason(on):
    with pytest.raises(NoTierError) as refused:
        levy_parameters(book("330213").at(on))
    assert "2027" in refused.value.sentence("en")
    assert "2023年第8号" in refused.value.sentence("zh_Hans_CN")


def test_a_city_that_does_not_speak_falls_back_to_the_province_and_the_nation():
    assert levy_parameters(book("330213").at(DAY)).ratio.place == "33"
    assert levy_parameters(book("110105").at(DAY)).ratio.place == "CN"
