"""Months still to come: what a contract covers and lets count, if wages and insurance are paid."""

from dataclasses import dataclass
from datetime import date

import pytest

from jobmatch.employment.ahead import months_under_contract
from jobmatch.employment.facts import ContractKind
from jobmatch.law import book


@dataclass(frozen=True)
class Contract:
    started_on: date = date(2025, 3, 15)
    ended_on: date | None = None
    contract_kind: ContractKind = ContractKind.LABOUR_CONTRACT
    contract_until: date | None = None
    form: int = 1


@pytest.mark.parametrize(
    ("contract", "months"),
    [
        (Contract(), range(1, 13)),
        (Contract(started_on=date(2026, 3, 31)), range(3, 13)),
        (Contract(ended_on=date(2026, 5, 1)), range(1, 6)),
        (Contract(contract_until=date(2026, 8, 31)), range(1, 9)),
        (Contract(started_on=date(2026, 3, 1), contract_until=date(2027, 1, 31)), []),
        (Contract(started_on=date(2027, 1, 1)), []),
        (Contract(contract_kind=ContractKind.FLEXIBLE), []),
        (Contract(form=7), []),
    ],
)
def test_the_months_of_a_contract(contract, months):
    found = months_under_contract(contract, 2026, book("330213").at)
    assert found == [f"2026-{month:02d}" for month in months]
