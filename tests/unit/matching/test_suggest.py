"""The answer as a whole: its shape, its order, its limit, and what it must never know."""

import dataclasses

import pytest

from jobmatch.matching.base import load_table
from jobmatch.matching.facts import PositionFacts, SeekerFacts
from jobmatch.matching.features import FEATURES
from jobmatch.matching.suggest import as_json, suggest, suggest_seekers
from tests.unit.matching.made import DAY, cases, position_of, seeker_of

TABLE = load_table()
BANNED = (
    *("kind", "grade", "certificate", "disab", "diagnos", "medical", "sex", "gender", "age", "ethnic", "religion"),
    *("name", "photo", "phone", "citizen", "hukou", "household", "marital", "family", "dibao", "poverty", "benefit"),
    *("levy", "credit", "note", "caseworker"),
)


def banned(name):
    return any(part.startswith(BANNED) for part in name.split("_"))


@pytest.mark.parametrize("facts", [SeekerFacts, PositionFacts])
def test_nothing_banned_is_a_fact(facts):
    assert not [field.name for field in dataclasses.fields(facts) if banned(field.name)]


def test_nothing_banned_is_a_feature():
    assert not [name for name in FEATURES if banned(name)]
    assert banned("kind_of_disability")
    assert banned("disability_grade")


def test_the_birth_date_moves_no_score():
    position = position_of({"title": "客服"})
    young, old = seeker_of({"born_on": "2008-01-01"}), seeker_of({"born_on": "1960-01-01"})
    assert suggest(young, [position], TABLE, DAY, 1) == suggest(old, [position], TABLE, DAY, 1)


@pytest.mark.parametrize("case", cases("order"), ids=lambda case: case["case"])
def test_which_of_two_positions_comes_first(case):
    first, second = position_of(case["first"], "a"), position_of(case["second"], "b")
    found = suggest(seeker_of(case["seeker"]), [second, first], TABLE, DAY, None).suggestions
    assert [one.id for one in found] == ["a", "b"]
    is_tie = found[0].score == found[1].score
    assert is_tie == case["case"].startswith("分数一样")


@pytest.mark.parametrize("limit", [1, 2, 3, 9, None])
def test_the_limit_bounds_suggestions_and_never_exclusions(limit):
    positions = [position_of({}, key) for key in "abc"] + [position_of({"is_open": False}, key) for key in "yx"]
    found = suggest(seeker_of({}), positions, TABLE, DAY, limit)
    assert [one.id for one in found.suggestions] == ["a", "b", "c"][:limit]
    assert [one.id for one in found.excluded] == ["x", "y"]


def test_the_json_has_the_contracts_shape():
    seeker = seeker_of({"functions": {"use_phone": "cannot"}, "refusals": ["overtime"]})
    positions = [position_of({}, "open"), position_of({"demands": {"use_phone": "needed"}}, "shut")]
    said = as_json(suggest(seeker, positions, TABLE, DAY, 5), "en")
    assert said.keys() == {"suggestions", "excluded"}
    (shown,), (left_out,) = said["suggestions"], said["excluded"]
    assert shown.keys() == {"position", "score", "parts", "cautions", "missing"}
    assert all(part.keys() == {"reason", "value", "points", "sentence"} for part in shown["parts"])
    assert shown["score"] == sum(part["points"] for part in shown["parts"])
    assert {"reason": "condition_unclear", "values": {"refusal": "overtime"}}.items() <= shown["cautions"][1].items()
    assert all({"reason", "sentence", "values", "who", "moves"} == fact.keys() for fact in shown["missing"])
    assert left_out["position"] == "shut"
    assert left_out["because"][0]["reason"] == "demand_not_met"
    assert left_out["opened_by"][0]["who"] == "employer"
    assert left_out["opened_by"][0]["values"] == {"accommodation": "text_chat", "function": "use_phone"}
    assert left_out["opened_by"][0]["opens"] == "demand_not_met"


def test_in_the_other_direction_the_seeker_takes_the_positions_place():
    seekers = [seeker_of({}, "one"), seeker_of({"born_on": "2015-05-05"}, "child")]
    said = as_json(suggest_seekers(position_of({}), seekers, TABLE, DAY, 5), "zh_Hans_CN")
    assert [one["seeker"] for one in said["suggestions"]] == ["one"]
    assert said["excluded"][0]["seeker"] == "child"
    assert said["excluded"][0]["because"][0]["values"] == {"age": 16, "turns_on": "2031-05-05"}


def test_the_start_comes_first_then_what_counts_most_for_the_pair():
    case = {"lat": 29.65, "lon": 121.4, "hours_week": 20, "needs": ["quiet_place"]}
    position = position_of({"lat": 29.66, "lon": 121.42, "hours_week": 40, "offers": ["quiet_place"]})
    (shown,) = suggest(seeker_of(case), [position], TABLE, DAY, 1).suggestions
    assert shown.parts[0].reason == "start"
    points = [part.points for part in shown.parts[1:]]
    assert points == sorted(points, reverse=True)
    assert points[-1] < 0 < points[0]
