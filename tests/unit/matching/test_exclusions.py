"""The exclusion list, case by case: what excludes, what does not, and whether each way out really opens."""

import dataclasses
from datetime import date

import pytest

from jobmatch.matching.facts import Day
from jobmatch.matching.rules.exclusions import exclusion
from tests.unit.matching.made import DAY, ON, cases, position_of, seeker_of

EXCLUDED = cases("exclusions")


def opened(seeker, position, way):
    """Do what a way out says: the pair as it would be then, and the day on which it would be."""
    values, day = way.values, DAY
    position_changes = {
        "employer_offers": lambda: {"offers": position.offers | {values["accommodation"]}},
        "employer_lifts_demand": lambda: {"demands": {**position.demands, values["function"]: "not_needed"}},
        "employer_changes_condition": lambda: {"conditions": {**position.conditions, values["refusal"]: "no"}},
        "employer_raises_wage": lambda: {"wage_max_fen": values["wage_floor_fen"]},
        "employer_offers_home_working": lambda: {"offers": position.offers | {"home_working"}},
        "employer_reopens": lambda: {"is_open": True},
        "employer_extends_closing": lambda: {"closes_on": ON},
        "employer_adds_seat": lambda: {"seats_left": 1},
    }
    seeker_changes = {
        "federation_sees_function_again": lambda: {"functions": {**seeker.functions, values["function"]: "can"}},
        "seeker_shows_licence": lambda: {"licences": seeker.licences | {values["licence"]}},
        "federation_helps_licence": lambda: {"licences": seeker.licences | {values["licence"]}},
        "seeker_accepts_condition": lambda: {"refusals": seeker.refusals - {values["refusal"]}},
        "seeker_accepts_wage": lambda: {"wage_floor_fen": values["wage_max_fen"]},
        "seeker_goes_farther": lambda: {"distance_km": values["km"]},
    }
    if way.reason == "seeker_reaches_age":
        day = Day(values["turns_on"], 16)
    elif way.reason in position_changes:
        position = dataclasses.replace(position, **position_changes[way.reason]())
    else:
        seeker = dataclasses.replace(seeker, **seeker_changes[way.reason]())
    return seeker, position, day


@pytest.mark.parametrize("case", EXCLUDED, ids=lambda case: case["case"])
def test_what_excludes_is_said_with_its_facts_and_its_ways_out(case):
    why_not = exclusion(seeker_of(case["seeker"]), position_of(case["position"]), DAY)
    assert [reason.reason for reason in why_not.because] == [case["because"]]
    assert why_not.because[0].sentence("zh_Hans_CN") == case["zh"]
    assert why_not.because[0].sentence("en") == case["en"]
    ways = [{"who": way.who, "zh": way.sentence("zh"), "en": way.sentence("en")} for way in why_not.opened_by]
    assert ways == case["opened_by"]


@pytest.mark.parametrize("case", EXCLUDED, ids=lambda case: case["case"])
def test_each_way_out_really_opens(case):
    seeker, position = seeker_of(case["seeker"]), position_of(case["position"])
    for way in exclusion(seeker, position, DAY).opened_by:
        assert exclusion(*opened(seeker, position, way)) is None, way.reason


@pytest.mark.parametrize("case", cases("no_exclusions"), ids=lambda case: case["case"])
def test_what_is_unknown_soft_or_met_excludes_nobody(case):
    assert exclusion(seeker_of(case["seeker"]), position_of(case["position"]), DAY) is None


def test_all_failing_reasons_are_listed_not_only_the_first():
    """Every excluding case at once: every reason is said, and ways that ask the person to yield come last."""
    seeker, position = {}, {}
    for case in reversed(EXCLUDED):
        for whole, part in ((seeker, case["seeker"]), (position, case["position"])):
            for name, value in part.items():
                whole[name] = {**whole.get(name, {}), **value} if isinstance(value, dict) else value
    position["offers"] = []
    why_not = exclusion(seeker_of(seeker), position_of(position), DAY)
    assert {reason.reason for reason in why_not.because} == {case["because"] for case in EXCLUDED}
    assert len(why_not.because) == len(EXCLUDED)
    yielding = [way.reason.startswith(("seeker_accepts", "seeker_goes")) for way in why_not.opened_by]
    assert yielding == sorted(yielding)
    assert sum(yielding) == 3


@pytest.mark.parametrize(
    ("born_on", "day", "allowed"),
    [
        ("2010-11-23", "2026-11-22", False),
        ("2010-11-23", "2026-11-23", True),
        ("2008-02-29", "2024-02-28", False),
        ("2008-02-29", "2024-02-29", True),
        ("2084-02-29", "2100-02-28", False),
        ("2084-02-29", "2100-03-01", True),
    ],
)
def test_the_legal_age_is_reached_on_the_sixteenth_birthday(born_on, day, allowed):
    """Labour Law art. 15; 2100 is no leap year."""
    why_not = exclusion(seeker_of({"born_on": born_on}), position_of({}), Day(date.fromisoformat(day), 16))
    assert (why_not is None) == allowed


def test_without_a_day_no_date_excludes():
    seeker, position = seeker_of({"born_on": "2020-01-01"}), position_of({"closes_on": "2001-01-01"})
    assert exclusion(seeker, position, Day(None, 16)) is None
