"""Which months count towards the quota: every rule alone, all together, and what must never change the answer."""

from calendar import monthrange
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.employment.counting import judge_month
from jobmatch.employment.facts import CardFacts, ContractKind, Dispatch, MonthFacts
from jobmatch.employment.retirement import last_month, months_later
from jobmatch.employment.weights import Card
from jobmatch.law import book
from jobmatch.law.working import minimum_wage
from jobmatch.wording import sentence

LAW = book("330213")
MONTH = "2025-06"
LEAST = minimum_wage(LAW.at(date(2025, 6, 30))).whole
GOOD = MonthFacts(
    month=MONTH,
    first_on=date(2025, 6, 1),
    last_on=date(2025, 6, 30),
    contract_from=date(2025, 1, 1),
    contract_until=date(2025, 12, 31),
    wage_fen=LEAST + 1,
    pension_paid=True,
    medical_paid=True,
    born_on=date(1985, 3, 15),
    sex="male",
)
CARD = CardFacts(Card.DISABILITY, 3, date(2020, 1, 1), date(2029, 12, 31))
SUBMITTED = date(2026, 3, 2)

AGAINST = {
    "flexible_assisted": {"contract_kind": ContractKind.FLEXIBLE, "form": 5},
    "flexible": {"contract_kind": ContractKind.FLEXIBLE, "form": 7},
    "own_work": {"form": 6},
    "dispatch_counts_elsewhere": {"dispatch": Dispatch.COUNTS_ELSEWHERE},
    "contract_unknown": {"contract_from": None},
    "contract_does_not_cover": {"contract_from": date(2025, 7, 1), "contract_until": date(2026, 6, 30)},
    "contract_too_short": {"contract_until": date(2025, 12, 30)},
    "wage_unknown": {"wage_fen": None},
    "wage_below_minimum": {"wage_fen": LEAST - 1},
    "pension_unknown": {"pension_paid": None},
    "pension_unpaid": {"pension_paid": False},
    "medical_unknown": {"medical_paid": None},
    "medical_unpaid": {"medical_paid": False},
    "age_unknown": {"born_on": None},
    "too_young": {"born_on": date(2009, 7, 1)},
    "past_employment_age": {"born_on": date(1964, 5, 31)},
}
CAUTIONS = {
    "part_month": {"first_on": date(2025, 6, 2)},
    "wage_exactly_minimum": {"wage_fen": LEAST},
    "dispatch_contract_short": {"dispatch": Dispatch.COUNTS_HERE},
    "age_to_be_confirmed": {"born_on": date(1965, 5, 31)},
}
CARDS = {
    "no_card": None,
    "card_not_valid": replace(CARD, valid_until=date(2026, 3, 1)),
    "military_grade_not_counted": replace(CARD, card=Card.MILITARY, grade=9),
}


def judge(card=CARD, **other):
    return judge_month(replace(GOOD, **other), card, SUBMITTED, LAW.at)


def keys(reasons):
    return {reason.key for reason in reasons}


def test_a_good_month_counts_without_a_remark():
    assert (judge().weight, judge().against, judge().cautions) == (1, (), ())


@pytest.mark.parametrize("key", AGAINST)
def test_each_reason_alone_stops_the_month_and_has_a_sentence(key):
    judged = judge(**AGAINST[key])
    assert (judged.weight, keys(judged.against)) == (0, {key})
    for locale in ("zh_Hans_CN", "en"):
        assert sentence(f"month.{key}", judged.against[0].values, locale)


@pytest.mark.parametrize("key", CARDS)
def test_without_a_certificate_that_counts_nothing_does(key):
    judged = judge(card=CARDS[key])
    assert (judged.weight, keys(judged.against)) == (0, {key})


@pytest.mark.parametrize("key", CAUTIONS)
def test_a_caution_warns_and_lets_the_month_count(key):
    judged = judge(**CAUTIONS[key])
    assert judged.counts
    assert key in keys(judged.cautions)


def test_what_rests_on_an_unconfirmed_value_says_so():
    (reason,) = judge(**CAUTIONS["part_month"]).cautions
    assert reason.to_be_confirmed


@pytest.mark.parametrize(
    ("card", "grade", "weight"),
    [(Card.DISABILITY, 1, 2), (Card.DISABILITY, 2, 2), (Card.DISABILITY, 3, 1), (Card.DISABILITY, 4, 1)]
    + [(Card.MILITARY, grade, 2 if grade <= 3 else 1 if grade <= 8 else 0) for grade in range(1, 11)],
)
def test_the_heaviest_count_for_two(card, grade, weight):
    assert judge(card=replace(CARD, card=card, grade=grade)).weight == weight


def test_somebody_on_the_establishment_needs_no_contract():
    assert judge(is_establishment=True, contract_from=None).counts


def test_a_contract_without_an_end_covers_the_month():
    assert judge(contract_until=None).counts


def test_all_reasons_are_found_at_once():
    everything = judge(card=None, wage_fen=1, pension_paid=False, medical_paid=None, contract_from=None)
    assert keys(everything.against) == {
        "no_card",
        "wage_below_minimum",
        "pension_unpaid",
        "medical_unknown",
        "contract_unknown",
    }


@pytest.mark.parametrize(
    ("until", "counts"),
    [(date(2026, 3, 2), True), (date(2026, 3, 1), False)],
)
def test_the_certificate_is_judged_on_the_day_of_handing_in(until, counts):
    assert judge(card=replace(CARD, valid_until=until)).counts == counts


@pytest.mark.parametrize(
    ("born_on", "sex", "more"),
    [
        (date(1964, 12, 31), "male", 0),
        (date(1965, 1, 1), "male", 1),
        (date(1965, 4, 30), "male", 1),
        (date(1965, 5, 1), "male", 2),
        (date(1976, 9, 1), "male", 36),
        (date(1999, 9, 1), "male", 36),
        (date(1969, 12, 31), "female", 0),
        (date(1970, 1, 1), "female", 1),
        (date(1981, 9, 1), "female", 36),
    ],
)
def test_the_retirement_age_rises_as_the_annexes_say(born_on, sex, more):
    assert months_later(born_on, sex) == more


def test_the_last_month_is_that_of_the_birthday():
    assert last_month(date(1964, 2, 29), 60) == "2024-02"
    assert last_month(date(1965, 12, 1), 60, 1) == "2026-01"


@given(st.dates(date(1950, 1, 1), date(2012, 12, 31)), st.sampled_from(["male", "female"]))
def test_employment_age_has_one_beginning_and_one_end(born_on, sex):
    months = [f"{year}-{month:02d}" for year in range(2017, 2027) for month in range(1, 13)]
    fine = [not keys(_of_age(month, born_on, sex).against) & {"too_young", "past_employment_age"} for month in months]
    changes = sum(one != other for one, other in pairwise(fine))
    assert changes <= 2 + 1  # the bound moves once, on 2025-01-01: who had passed it may be within it again


def _of_age(month, born_on, sex):
    year, number = map(int, month.split("-"))
    days = {"first_on": date(year, number, 1), "last_on": date(year, number, monthrange(year, number)[1])}
    return judge(month=month, born_on=born_on, sex=sex, wage_fen=10**7, contract_until=None, **days)


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_more_wage_never_stops_a_month(wage, more):
    assert judge(wage_fen=wage + more).weight >= judge(wage_fen=wage).weight


@given(st.sampled_from(sorted(AGAINST)), st.sampled_from(sorted(AGAINST)))
def test_a_second_fault_never_lets_a_month_count(one, other):
    assert judge(**{**AGAINST[one], **AGAINST[other]}).weight == 0
