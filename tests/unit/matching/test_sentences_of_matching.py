"""Each part and remark, case by case: its value, its points, and the sentence a caseworker says."""

from importlib.resources import files

import pytest
import yaml

from jobmatch.matching.base import load_table
from jobmatch.matching.features import FEATURES
from jobmatch.matching.remarks import cautions, missing
from jobmatch.matching.sides import position_side, seeker_side
from jobmatch.matching.suggest import NOT_AGREED
from jobmatch.wording.speaking import all_sentences
from tests.unit.matching.made import ON, cases, position_of, seeker_of

TABLE = load_table()
PARTS, REMARKS = cases("parts"), cases("remarks")


def sides(case):
    return (
        seeker_side(seeker_of(case["seeker"]), TABLE.texts),
        position_side(position_of(case["position"]), TABLE.texts, ON),
    )


@pytest.mark.parametrize("case", PARTS[1:], ids=lambda case: case["reason"])
def test_each_part_measures_counts_and_says(case):
    found = [one for feature in FEATURES.values() if (one := feature(*sides(case)))]
    feature, value = next((name, value) for name, value, reason, _tell in found if reason == case["reason"])
    assert value == pytest.approx(case["value"])
    assert TABLE.curves[feature].points(value) == pytest.approx(case["points"], abs=1e-6)
    part = next((one for one in TABLE.parts(*sides(case)) if one.reason == case["reason"]), None)
    assert (part is None) == (case["points"] == 0)
    if part:
        assert (part.sentence("zh_Hans_CN"), part.sentence("en")) == (case["zh"], case["en"])


def test_every_score_begins_with_the_start():
    start = TABLE.parts(*sides(PARTS[0]))[0]
    assert (start.reason, start.points) == ("start", 40)
    assert (start.sentence("zh_Hans_CN"), start.sentence("en")) == (PARTS[0]["zh"], PARTS[0]["en"])


@pytest.mark.parametrize("case", REMARKS, ids=lambda case: case["reason"])
def test_each_remark_says_its_facts_and_who_can_tell(case):
    found = {one.reason: one for one in (*cautions(*sides(case), ON), *missing(*sides(case)))}
    remark = found[case["reason"]]
    assert (remark.sentence("zh_Hans_CN"), remark.sentence("en")) == (case["zh"], case["en"])
    assert getattr(remark, "who", None) == case.get("who")


@pytest.mark.parametrize("case", cases("silent"), ids=lambda case: case["case"])
def test_what_would_be_wrong_is_not_said(case):
    seeker, position = sides(case)
    said = (*TABLE.parts(seeker, position), *cautions(seeker, position, ON), *missing(seeker, position))
    assert not {one.reason for one in said} & set(case["never"])
    assert set(case["never"]) <= all_sentences().keys()


def test_a_posting_dated_ahead_counts_as_new():
    ahead = position_side(position_of({"posted": "2026-12-01"}), TABLE.texts, ON)
    assert ahead.days_open == 0


def test_whoever_has_not_agreed_is_left_out_for_that_reason_alone():
    (reason,), (way,) = NOT_AGREED.because, NOT_AGREED.opened_by
    assert reason.sentence("zh_Hans_CN") == "您还没有同意残联向单位推荐您，所以没有和岗位对照。"
    assert reason.sentence("en") == "You have not agreed to be recommended to employers, so nothing was compared."
    assert way.sentence("zh_Hans_CN") == "工作人员可以问您愿不愿意被推荐；同意了才对照，随时可以撤回。"
    assert way.who == "federation"


def test_every_sentence_of_matching_has_a_case():
    told = [
        case[name]
        for case in (*PARTS, *REMARKS, *cases("exclusions"))
        for name in ("reason", "because")
        if name in case
    ]
    told += [one.reason for one in NOT_AGREED.because]
    ways = {way["zh"] for case in cases("exclusions") for way in case["opened_by"]}
    ways |= {one.sentence("zh_Hans_CN") for one in NOT_AGREED.opened_by}
    for key in (*keys_of("matching_parts"), *keys_of("matching_remarks"), *keys_of("matching_exclusions")):
        if key.startswith(("employer_", "seeker_", "federation_")):
            beginning = all_sentences()[key]["zh"].split("{")[0]
            assert any(way.startswith(beginning) for way in ways), key
        elif not key.startswith("moves_"):  # test_moves.py has a case of each
            assert key in told


def keys_of(name):
    """The keys of one file of sentences that are reasons of a pair."""
    text = files("jobmatch.wording").joinpath(f"sentences/{name}.yaml").read_text(encoding="utf-8")
    return [key for key in yaml.safe_load(text) if key != "suggestions_counted"]
