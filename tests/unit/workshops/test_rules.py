"""Who can be placed, with reasons; how a waiting list is ordered and explained; which steps there are."""

from datetime import UTC, date, datetime

import pytest

from jobmatch.law import book
from jobmatch.wording.speaking import all_sentences, sentence
from jobmatch.workshops import rules
from jobmatch.workshops.placement_tables import EndReason, PlacementState
from jobmatch.workshops.rules import Card, Facts, InLine, judge, turns

TODAY = date(2026, 11, 23)
LAW = book("330213").at(TODAY)
VALID = date(2030, 1, 1)


def judged(kinds=(5,), grade=4, born_on=date(1990, 1, 1), **facts):
    return judge(Facts(born_on, Card(frozenset(kinds), grade, VALID), **facts), LAW, TODAY)


def keys(reasons):
    return [one.key.removeprefix("placing.") for one in reasons]


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
@pytest.mark.parametrize("kinds", [{5}, {6}, {7, 4, 6}])
def test_intellectual_and_mental_of_every_grade_are_served(kinds, grade):
    assert judged(kinds, grade).is_eligible
    assert keys(judged(kinds, grade).grounds) == ["of_age", "kind_of_any_grade"]


@pytest.mark.parametrize(("grade", "is_named"), [(1, True), (2, True), (3, False), (4, False)])
def test_physical_is_named_where_it_is_severe_and_refused_nowhere(grade, is_named):
    found = judged({4}, grade)
    assert found.is_eligible
    assert ("severe_physical" in keys(found.grounds), "kind_not_named" in keys(found.cautions)) == (
        is_named,
        not is_named,
    )


@pytest.mark.parametrize(
    ("born_on", "expected"),
    [
        (date(2010, 11, 24), ["too_young"]),
        (date(2010, 11, 23), []),
        (date(1966, 11, 24), []),
        (date(1966, 11, 23), ["past_age"]),
    ],
)
def test_age_has_one_first_and_one_last_day(born_on, expected):
    assert keys(judged(born_on=born_on).against) == expected


def test_what_is_unknown_is_a_caution():
    assert keys(judged(born_on=None).cautions) == ["age_unknown"]
    assert judged(born_on=None).is_eligible


def test_a_card_that_ended_is_a_caution_and_none_at_all_is_not():
    ended = judge(Facts(date(1990, 1, 1), Card(frozenset({5}), 3, date(2026, 1, 1))), LAW, TODAY)
    assert (ended.is_eligible, keys(ended.cautions)) == (True, ["card_ended"])
    assert keys(judge(Facts(date(1990, 1, 1), None), LAW, TODAY).against) == ["no_card"]


def test_who_works_elsewhere_is_not_placed_and_who_is_placed_elsewhere_may_wait():
    assert keys(judged(works_at="一家厂").against) == ["works_already"]
    elsewhere = judged(placed_at="一家车间")
    assert (elsewhere.is_eligible, keys(elsewhere.cautions)) == (True, ["placed_already"])


def waits(key, day, hour=9):
    return InLine(key, date(2026, 5, day), datetime(2026, 5, 20, hour, tzinfo=UTC))


def test_the_line_goes_by_day_then_by_entry_and_says_why():
    line = turns([waits("d", 4), waits("c", 3, 11), waits("b", 3, 10), waits("a", 1)], free=0)
    assert [(line[key].position, line[key].reason.key.removeprefix("placing.")) for key in "abcd"] == [
        (1, "first_in_line"),
        (2, "behind"),
        (3, "behind_same_day"),
        (4, "behind"),
    ]
    assert "1 人也是" in sentence(line["c"].reason.key, line["c"].reason.values, "zh_Hans_CN")


def test_as_many_as_places_are_free_have_their_turn():
    line = turns([waits("a", 1), waits("b", 2), waits("c", 3)], free=2)
    assert [line[key].reason.key == "placing.turn_is_now" for key in "abc"] == [True, True, False]


def test_the_steps_are_those_of_the_table():
    assert set(rules.STEPS) == {state.value for state in PlacementState}
    assert {to for steps in rules.STEPS.values() for to in steps} <= set(rules.STEPS)
    assert all(not rules.STEPS[state] for state in rules.OVER)
    assert {*rules.WITHOUT_AGREEMENT, *rules.AFTER_AGREEMENT} == {reason.value for reason in EndReason}


def test_every_reason_has_a_sentence():
    named = {f"placing.{word}" for word in ("too_young", "past_age", "of_age", "kind_not_named", "no_such_step")}
    assert named <= set(all_sentences())
