"""A file of cases is read strictly: each fault has its sentence, the other cases are still assessed."""

import json

import pytest
from click.testing import CliRunner

from jobmatch.cli import main

GOOD = {"levy_date": "2025-09-01", "headcount": "100", "avg_wage": "60000"}


@pytest.fixture
def run(tmp_path):
    def assess(content):
        file = tmp_path / "cases.yaml"
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode())
        return CliRunner().invoke(main, ["levy", "assess", str(file), "--json"], env={"JOBMATCH_LOCALE": "en"})

    return assess


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"levy_date": None}, "'levy_date' is missing"),
        ({"levy_date": "2025-02-30"}, "'levy_date' must be a real day"),
        ({"headcount": None}, "'headcount' or 'headcount_months'"),
        ({"headcount": "hundred"}, "'headcount' must be a number"),
        ({"headcount": "1e999"}, "'headcount' must be a number"),
        ({"headcount": "nan"}, "'headcount' must be a number"),
        ({"headcount": True}, "'headcount' must be a number"),
        ({"headcount": "-1"}, "'headcount' must not be below 0"),
        ({"headcount": "0"}, "must be more than 0"),
        ({"headcount_months": [1] * 12}, "either 'headcount' or 'headcount_months'"),
        ({"headcount": None, "headcount_months": [1] * 11}, "12 numbers"),
        ({"payroll": "1"}, "either 'avg_wage' or 'payroll'"),
        ({"avg_wage": None}, "'avg_wage' or 'payroll'"),
        ({"credited": "1", "persons": []}, "either 'credited' or 'persons'"),
        ({"persons": [{"grade": 5, "months": [1]}]}, "persons[0].grade' must be a whole number from 1 to 4"),
        ({"persons": [{"grade": 1, "months": [13]}]}, "from 1 to 12"),
        ({"persons": [{"grade": 1, "months": [1, 1]}]}, "names a month twice"),
        ({"persons": [{"grade": 1, "soldier_grade": 1, "months": []}]}, "either 'grade' or 'soldier_grade'"),
        ({"persons": {"grade": 1}}, "'persons' must be a list"),
        ({"persons": [{"grade": 1, "months": 3}]}, "list of months"),
        ({"ratio": "1.5"}, "'ratio' must lie between 0 and 1"),
        ({"employer_type": "shop"}, "'employer_type' must be one of: enterprise"),
        ({"wages": 1}, "'wages' is not known"),
        ({"levy_date": "2028-01-01"}, "31 December 2027"),
        ({"levy_date": "2001-01-01"}, "ratio on 1 January 2001 is not known"),
    ],
)
def test_a_case_that_cannot_be_assessed_says_why(run, changes, said):
    case = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    ran = run([{"id": "bad", **case}, {"id": "good", **GOOD}])
    bad, good = json.loads(ran.stdout)
    assert ran.exit_code == 2
    assert said in bad["error"]
    assert "bad:" in ran.stderr
    assert good["due"] == "81000.00"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"- {id: 1", "Line"),
        (b"id: 1", "list"),
        (b"[]", "at least one"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"- 2025-13-45", "Line 1"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(run, content, said):
    ran = run(content)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert said in ran.stderr


def test_an_entry_that_is_no_case_is_named_by_its_number(run):
    assert json.loads(run([1]).stdout) == [{"id": 1, "error": "This entry must be written as names with values."}]


def test_numbers_keep_the_digits_they_were_written_with(run):
    ran = run(b"- {id: a, levy_date: 2025-09-01, headcount: 100, ratio: 0.015, avg_wage: 60000.10, credited: 0.1}")
    (answer,) = json.loads(ran.stdout)
    assert ran.exit_code == 0
    assert (answer["gap"], answer["wage"], answer["share"]) == ("1.4", "60000.1", "1/1000")
    assert (answer["base"], answer["due"]) == ("84000.14", "75600.13")


def test_an_unconfirmed_parameter_is_marked_wherever_it_is_used(run):
    (answer,) = json.loads(run([GOOD]).stdout)
    marked = {step["step"] for step in answer["trace"] if step["to_be_confirmed"]}
    assert {"headcount", "wage"} <= marked
    assert answer["to_be_confirmed"] is True
    assert "required" not in marked


def test_every_step_has_its_sentence_in_both_languages_and_its_source(run):
    (answer,) = json.loads(run([{**GOOD, "social_avg": "20000", "credited": "1"}]).stdout)
    steps = {step["step"]: step for step in answer["trace"]}
    assert steps["wage_is_capped"]["sources"][0]["document"] == "财政部公告2019年第98号"
    assert steps["tier_from_the_edge"]["sources"][1]["document"] == "财政部公告2023年第8号"
    assert [step["line"] for step in answer["trace"] if step["line"]] == [5, 8, 6, 7, 9, 12]
    assert all(step["sentence"] for step in answer["trace"])
