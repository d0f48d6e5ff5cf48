"""A year typed into a form is checked as a roster file with the same words is."""

from datetime import date
from decimal import Decimal

from jobmatch.employment.facts import ContractKind, Dispatch
from jobmatch.levy.roster import check_roster
from jobmatch.levy.roster.form_rows import COLUMNS, FormRow, asked_at, table_of
from jobmatch.levy.roster.stated import blocking, people_of
from tests.unit.levy.roster.made import LAW, TODAY, YEAR, citizen


def row(**changes):
    number = citizen()
    days = {"begin": date(2024, 1, 1), "until": date(2026, 12, 31), "left": None}
    person = {"name": "张三", "citizen": number, "certificate": f"{number}43", "wage": Decimal("3500.5")}
    return FormRow(**{**person, **days, "months": (1, 2, 12), "is_insured": True, **changes})


def checked(*rows):
    return check_roster(table_of(rows), YEAR, TODAY, LAW.at)


def stated(**changes):
    found = checked(row(**changes))
    assert blocking(found.findings) == []
    return people_of(found, YEAR, TODAY)[0]


def test_what_is_typed_is_what_is_stated():
    one = stated()
    assert [month.month for month in one.months] == ["2025-01", "2025-02", "2025-12"]
    assert {(month.wage_fen, month.pension_paid, month.medical_paid) for month in one.months} == {(350_050, True, True)}
    assert {month.pension_paid for month in stated(is_insured=False).months} == {False}
    assert stated(left=date(2025, 12, 20)).ended_on == date(2025, 12, 20)


def test_terms_go_through_the_columns_of_a_roster():
    for kind in ContractKind:
        assert stated(contract_kind=kind).contract_kind is kind
    for dispatch in Dispatch:
        assert stated(dispatch=dispatch).months[0].dispatch is dispatch
    assert stated(is_establishment=True).months[0].is_establishment


def test_a_finding_leads_to_what_was_asked():
    (fault,) = blocking(checked(row(), row(citizen="123", certificate="", soldier_grade=5)).findings)
    assert (fault.row, asked_at(fault.column)) == (3, "citizen")
    assert asked_at(-1) == "months"
    assert asked_at(list(COLUMNS.values()).index("姓名")) == "name"
