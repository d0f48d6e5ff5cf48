"""Every worked case, through the command itself."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from jobmatch.cli import main
from jobmatch.employment.weights import weights_in
from jobmatch.law import book
from jobmatch.levy.rules import Card, CreditedPerson, credit_of, late_fee
from tests.unit.levy.made import DAY

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "levy"
CASES = [case for file in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(file.read_text())]


def of(part):
    return [pytest.param(case, id=case["id"]) for case in CASES if part in case]


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    file = tmp_path_factory.mktemp("levy") / "cases.json"
    file.write_text(json.dumps([{"id": case["id"], **case["in"]} for case in CASES if "in" in case]))
    ran = CliRunner().invoke(main, ["levy", "assess", str(file), "--json"])
    assert ran.exit_code == 2, ran.output  # one of the cases is refused, and must be
    return {answer["id"]: answer for answer in json.loads(ran.stdout)}


def same(given, expected):
    if isinstance(expected, bool):
        return given is expected
    return Fraction(given) == Fraction(str(expected))


@pytest.mark.parametrize("case", of("in"))
def test_a_worked_case_comes_out_to_the_cent(answers, case):
    answer, expect = answers[case["id"]], dict(case["expect"])
    if expect.pop("error", False):
        assert set(answer) == {"id", "error"}
        return
    refund, average = expect.pop("refund", None), expect.pop("avg", None)
    assert {key: answer[key] for key in expect if not same(answer[key], expect[key])} == {}
    assert average is None or same(answer["headcount"], average)
    assert refund is None or Decimal(case["paid"]) - Decimal(answer["due"]) == Decimal(refund)


@pytest.mark.parametrize("case", of("credit"))
def test_a_credit_is_counted_by_months(case):
    people = [
        CreditedPerson(Card.DISABILITY, one["grade"], frozenset(one["months"])) for one in case["credit"]["persons"]
    ]
    credit = credit_of(people, weights_in(book("330213").at(DAY)))
    assert f"{float(credit):.3f}" == case["expect"]["credit_3dp"]


@pytest.mark.parametrize("case", of("late"))
def test_the_surcharge_is_five_per_thousand_a_day(case):
    daily = book("330213").at(DAY).get("levy_late_fee_daily")
    fee = late_fee(case["late"]["principal"] * 100, case["late"]["days"], daily)
    assert Decimal(fee.value) / 100 == Decimal(case["expect"]["late_fee"])


def test_what_a_page_printed_wrongly_is_not_what_we_say(answers):
    wrong = {case["id"]: case["page_says"] for case in CASES if case["kind"] == "published_wrong"}
    assert wrong
    assert answers["X03"]["required"] == "1.5"
    assert Decimal(answers["X02"]["due"]) == Decimal(16200)
