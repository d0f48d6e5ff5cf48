"""Claims to months of work: judged, replaced, withdrawn, contested, decided; never credited twice."""

from datetime import date

import pytest

from jobmatch import clock
from jobmatch.employers.tables import Employer
from jobmatch.employment import claims
from jobmatch.employment.claim_tables import ContestGround
from jobmatch.employment.claiming import Claimant, ClaimRefusedError, withdraw_months
from jobmatch.employment.contests import ContestRefusedError, answer_contest, decide_contest
from jobmatch.employment.said import say_reason
from jobmatch.people.register_tables import CertificateEvent
from jobmatch.storage import care
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.integration.employment.working import add_military_certificate, add_worker, claim, good_month, officer

MONTH = "2026-03"


def states(*made):
    db.session.rollback()
    db.session.expire_all()
    return [db.session.get_one(type(one), one.id).state.value for one in made]


@pytest.fixture
def contest(world):
    """Two employers claimed the same month: the first has it until somebody decides."""
    person = add_worker(world)
    (first,), (second,) = claim(world, world.employer, person, MONTH), claim(world, world.other_employer, person, MONTH)
    (found,) = claims.list_contests(world.district, are_open=True)
    return found, first, second


def test_a_good_month_is_credited_and_a_grade_of_two_twice(world):
    for grade, weight in ((4, 1), (2, 2)):
        (made,) = claim(world, world.employer, add_worker(world, grade), MONTH)
        assert (made.state, made.weight, made.reasons) == ("accepted", weight, [])
    assert claims.weights_of_year(world.employer, 2026) == {MONTH: 3}


@pytest.mark.parametrize(
    ("grade", "soldier_grade", "days", "weight"),
    [
        (3, 3, {}, 2),
        (2, 8, {}, 2),
        (4, 10, {}, 1),
        (4, 1, {"valid_until": date(2021, 1, 1)}, 1),
        (4, 1, {"valid_from": date(2026, 12, 31)}, 1),
    ],
    ids=["heavier as a soldier", "heavier by the register", "grade that never counts", "run out", "not begun"],
)
def test_who_has_two_certificates_counts_by_the_better_one(world, grade, soldier_grade, days, weight):
    person = add_worker(world, grade)
    add_military_certificate(world, person, soldier_grade, **days)
    (made,) = claim(world, world.employer, person, MONTH)
    assert (made.state, made.weight) == ("accepted", weight)


def test_a_soldier_without_a_disability_certificate_counts_up_to_grade_eight(world):
    for soldier_grade, weight, state in ((3, 2, "accepted"), (8, 1, "accepted"), (9, 0, "uncounted")):
        person = add_worker(world, grade=None)
        add_military_certificate(world, person, soldier_grade)
        (made,) = claim(world, world.employer, person, MONTH)
        assert (made.state, made.weight) == (state, weight)


def test_a_month_that_does_not_count_stands_with_its_reasons(world):
    poor = good_month(MONTH, wage_fen=100, medical_paid=None)
    (made,) = claim(world, world.employer, add_worker(world), poor)
    assert (made.state, made.weight) == ("uncounted", 0)
    said = [say_reason(reason, "en") for reason in made.reasons]
    assert said[0].startswith("Paid this month: 1 yuan, below the minimum wage of")
    assert said[1] == "Whether medical insurance was paid this month is missing. Add it."
    assert claims.weights_of_year(world.employer, 2026) == {}


def test_the_same_again_changes_nothing_and_other_facts_replace_it(world):
    person = add_worker(world)
    (first,) = claim(world, world.employer, person, MONTH)
    (again,) = claim(world, world.employer, person, MONTH)
    assert again.id == first.id
    (other,) = claim(world, world.employer, person, good_month(MONTH, wage_fen=1))
    assert states(first, other) == ["withdrawn", "uncounted"]
    (mended,) = claim(world, world.employer, person, MONTH)
    assert states(other, mended) == ["withdrawn", "accepted"]


def test_a_cancelled_certificate_counts_for_nothing(world):
    person = add_worker(world)
    with act(by=MACHINE, action="cancelled"):
        facts = {"kind": "cancelled", "on_day": date(2026, 1, 5), "source": "register"}
        db.session.add(CertificateEvent(district_id=world.district, person_id=person, **facts))
    (made,) = claim(world, world.employer, person, MONTH)
    assert [reason["key"] for reason in made.reasons] == ["card_not_valid"]


def test_birth_day_and_sex_come_from_the_register(world):
    person = add_worker(world, born_on=date(1950, 1, 1))
    (made,) = claim(world, world.employer, person, good_month(MONTH, born_on=date(1990, 1, 1), sex="female"))
    assert [reason["key"] for reason in made.reasons] == ["past_employment_age"]
    assert "born_on" not in made.facts


def test_a_second_employer_gets_no_credit_but_a_contest(world, contest):
    found, first, second = contest
    assert states(first, second) == ["accepted", "contested"]
    assert (found.earlier_claim_id, found.later_claim_id) == (first.id, second.id)
    assert (found.answer_by - clock.today()).days == 10
    assert claims.weights_of_year(world.other_employer, 2026) == {}


@pytest.mark.parametrize(
    ("kept", "after"), [(0, ["accepted", "lost"]), (1, ["lost", "accepted"]), (None, ["lost", "lost"])]
)
def test_a_decision_gives_the_month_to_one_or_to_neither(world, contest, kept, after):
    found, *both = contest
    kept_id = None if kept is None else both[kept].id
    decide_contest(world.actor(), found.id, kept_id, ContestGround.CONTRACT_SIGNER, "看过合同。")
    assert states(*both) == after
    assert care.find_faults() == []
    with pytest.raises(ContestRefusedError, match="已经有人办结"):
        decide_contest(world.actor(), found.id, kept_id, ContestGround.CONTRACT_SIGNER, "再来一次")


@pytest.mark.parametrize(("kept", "note"), [("first", "  "), ("somebody", "看过合同。")])
def test_a_decision_has_reasons_and_is_for_one_of_the_two(world, contest, kept, note):
    found, first, second = contest
    kept_id = first.id if kept == "first" else world.position
    with pytest.raises(ContestRefusedError):
        decide_contest(world.actor(), found.id, kept_id, ContestGround.NO_EVIDENCE, note)
    assert states(first, second) == ["accepted", "contested"]


def test_both_may_answer_and_answer_anew_until_it_is_decided(world, contest):
    found, first, second = contest
    for given, text in ((first, "我们签了合同"), (second, "我们发工资"), (first, "合同在附件")):
        answer_contest(officer(world), found, given, text)
    held = claims.find_contest(world.district, found.id)
    assert {one.claim_id: one.text for one in held.answers} == {first.id: "合同在附件", second.id: "我们发工资"}
    decide_contest(world.actor(), found.id, first.id, ContestGround.CONTRACT_SIGNER, "看过合同。")
    with pytest.raises(ContestRefusedError):
        answer_contest(officer(world), found, second, "太晚了")


def test_what_is_being_checked_cannot_be_changed(world, contest):
    _, first, _ = contest
    for employer in (world.employer, world.other_employer):
        with pytest.raises(ClaimRefusedError, match="正在核实"):
            claim(world, employer, first.person_id, good_month(MONTH, wage_fen=1))


@pytest.mark.parametrize(("who", "after"), [(0, ["withdrawn", "accepted"]), (1, ["accepted", "withdrawn"])])
def test_whoever_withdraws_leaves_the_month_to_the_other(world, contest, who, after):
    found, *both = contest
    employer = (world.employer, world.other_employer)[who]
    withdraw_months(officer(world), Claimant(world.district, employer, both[0].person_id), [MONTH])
    assert states(*both) == after
    assert claims.find_contest(world.district, found.id).ground == "other_withdrew"


def test_a_third_claim_is_against_whoever_has_the_month(world, contest):
    found, first, second = contest
    third_employer = add_employer(world)
    (third,) = claim(world, third_employer, first.person_id, MONTH)
    decide_contest(world.actor(), found.id, second.id, ContestGround.PAID_AND_INSURED, "工资单")
    (left,) = claims.list_contests(world.district, are_open=True)
    assert (left.earlier_claim_id, left.later_claim_id) == (second.id, third.id)
    withdraw_months(officer(world), Claimant(world.district, world.other_employer, first.person_id), [MONTH])
    assert states(first, second, third) == ["lost", "withdrawn", "accepted"]
    assert claims.list_contests(world.district, are_open=True) == []


def add_employer(world):
    with act(by=MACHINE, action="employer.added"):
        employer = Employer(district_id=world.district, name="第三家", uscc="91330299XN0000037A", town_id=world.town)
        db.session.add(employer)
        db.session.flush()
    return employer.id


@pytest.mark.parametrize("months", [("2026-03", "2026-03"), ("2999-01",)])
def test_impossible_months_are_refused_and_nothing_is_kept(world, months):
    person = add_worker(world)
    with pytest.raises(ClaimRefusedError):
        claim(world, world.employer, person, "2026-02", *months)
    assert claims.list_claims_of_person(person) == []


def test_nobody_claims_somebody_of_another_district(world):
    person = add_worker(world)
    with pytest.raises(LookupError):
        claim_of_elsewhere = Claimant("elsewhere", world.employer, person)
        withdraw_months(officer(world), claim_of_elsewhere, [MONTH])
