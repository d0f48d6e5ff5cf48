"""What a job changes: the calendar of the disregard, what stays, what is asked because nobody knows it."""

from datetime import date

import pytest

from jobmatch.employment.job_changes import Effect, Household, NewJob, changes, plus_months
from jobmatch.law import book
from jobmatch.wording import sentence

START = date(2026, 12, 1)
LAW = book("330213").at(START)
ALL_KNOWN = {"dibao": False, "living_subsidy": False, "nursing_subsidy": False}


def found(wage=300000, card=date(2030, 1, 1), starts_on=START, **household):
    return changes(Household(**{**ALL_KNOWN, **household}), NewJob(starts_on=starts_on, wage_fen=wage), card, LAW)


def by_key(**facts):
    return {one.key: one for one in found(**facts)}


def test_a_family_that_draws_nothing_has_nothing_to_fear():
    assert found() == []


def test_the_calendar_of_the_disregard():
    told = by_key(dibao=True)
    assert set(told) == {"dibao_reported", "dibao_disregard", "dibao_after"}
    assert told["dibao_disregard"].values == {"until": date(2027, 5, 31), "latest": date(2027, 11, 30), "times": 3}
    assert told["dibao_after"].on == date(2027, 6, 1)
    assert told["dibao_after"].values["reminded"] == date(2027, 4, 1)
    assert told["dibao_disregard"].law.to_be_confirmed
    assert "第五十条" in told["dibao_disregard"].law.article


@pytest.mark.parametrize(("wage", "is_above"), [(300000, False), (300001, True)])
def test_a_wage_above_three_times_the_standard_may_count(wage, is_above):
    assert ("dibao_above" in by_key(dibao=True, wage=wage, standard_fen=100000)) == is_above


def test_without_the_standard_nothing_is_said_of_it():
    assert "dibao_above" not in by_key(dibao=True, wage=9_999_900)


def test_the_nursing_subsidy_stays_and_the_living_subsidy_follows_the_guarantee():
    told = by_key(dibao=True, living_subsidy=True, nursing_subsidy=True)
    assert told["nursing_subsidy"].effect is Effect.STAYS
    assert told["living_subsidy"].effect is Effect.MAY_CHANGE
    assert told["living_subsidy"].on == told["dibao_after"].on


def test_what_nobody_knows_is_asked_and_never_assumed():
    told = by_key(dibao=None, living_subsidy=None, nursing_subsidy=None)
    assert {one.effect for one in told.values()} == {Effect.TO_DO}
    assert set(told) == {"dibao_unknown", "subsidies_unknown"}


@pytest.mark.parametrize(("card", "is_told"), [(date(2027, 2, 28), True), (date(2027, 3, 1), False), (None, False)])
def test_a_certificate_that_ends_soon_is_renewed_first(card, is_told):
    assert ("card_ends" in by_key(card=card)) == is_told


def test_a_wage_below_the_minimum_is_not_the_familys_business():
    (told,) = found(wage=248999)
    assert (told.key, told.is_familys) == ("wage_below_minimum", False)
    assert found(wage=249000) == found(wage=None) == []


def test_changes_stand_in_the_order_in_which_they_happen():
    days = [one.on for one in found(dibao=True, living_subsidy=True, nursing_subsidy=True, wage=1)]
    assert days == sorted(days)


def test_every_change_has_its_sentences_in_both_languages():
    told = [*found(dibao=True, living_subsidy=True, nursing_subsidy=True, wage=400000, standard_fen=100000)]
    told += [*found(dibao=None, nursing_subsidy=None, wage=1, card=START)]
    assert len({one.key for one in told}) == 10
    for one in told:
        for locale in ("zh_Hans_CN", "en"):
            assert sentence(f"change.{one.key}", one.values, locale)
            if one.is_familys:
                assert len(sentence(f"sheet.{one.key}", one.values, "zh_Hans_CN")) <= 45


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
    ],
)
def test_a_month_that_is_shorter_ends_on_its_last_day(day, months, later):
    assert plus_months(day, months) == later
