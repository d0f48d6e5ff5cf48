"""What must be kept, until when and by which law: read from the dated files, without a database."""

from datetime import date

import pytest

from jobmatch.data_care import erasure_rules
from jobmatch.data_care.erasure_rules import Facts, Held
from jobmatch.law import book

TODAY = date(2026, 11, 25)
LAW = book("330213").at(TODAY)
NOTHING = {"is_in_register": False, "last_month": None, "last_disclosure_on": None, "last_service_on": None}


def until(**facts):
    return {one.what: one.until for one in erasure_rules.holds(Facts(**{**NOTHING, **facts}), LAW, TODAY)}


@pytest.mark.parametrize(
    ("facts", "held"),
    [
        ({}, {}),
        ({"is_in_register": True}, {Held.REGISTER: None}),
        ({"last_month": "2026-03"}, {Held.LEVY: date(2032, 12, 31)}),
        ({"last_month": "2019-12"}, {}),
        ({"last_disclosure_on": date(2026, 2, 28)}, {Held.DISCLOSURES: date(2029, 2, 28)}),
        ({"last_disclosure_on": date(2023, 11, 24)}, {}),
        ({"last_disclosure_on": date(2023, 11, 25)}, {Held.DISCLOSURES: TODAY}),
        ({"last_service_on": date(2024, 2, 29)}, {}),
        ({"last_service_on": date(2025, 2, 28)}, {Held.SERVICE_LEDGER: date(2027, 2, 28)}),
    ],
)
def test_what_is_kept_until_when(facts, held):
    assert until(**facts) == {**held, Held.AUDIT: date(2027, 5, 25)}


def test_every_hold_names_its_document():
    facts = Facts(False, "2026-03", TODAY, TODAY)
    for one in erasure_rules.holds(facts, LAW, TODAY):
        assert one.law.document.startswith("《")
        assert one.law.article


def test_what_is_not_confirmed_says_so():
    (levy, _audit) = erasure_rules.holds(Facts(False, "2026-03", None, None), LAW, TODAY)
    assert levy.law.to_be_confirmed


@pytest.mark.parametrize(
    ("last", "inactive"),
    [(date(2024, 11, 24), True), (date(2024, 11, 25), False), (date(2026, 11, 1), False)],
)
def test_two_years_without_contact(last, inactive):
    assert erasure_rules.is_inactive(last, LAW.get("inactive_after"), TODAY) is inactive


def test_the_month_has_no_such_day():
    assert erasure_rules.after(date(2026, 8, 31), LAW.get("audit_log_kept")) == date(2027, 2, 28)
    assert erasure_rules.after(date(2026, 11, 25), LAW.get("inactive_warning")) == date(2026, 12, 25)


def test_a_hold_is_over_the_day_after():
    kept = [("levy", "2026-11-24"), ("disclosures", "2026-11-25"), ("register", None)]
    assert erasure_rules.over(kept, TODAY) == ["levy"]
