"""What is known of one month of somebody's work, and of the certificate by which it may count. Plain values."""

import enum
from dataclasses import dataclass
from datetime import date

from jobmatch.employment.weights import Card


class ContractKind(enum.StrEnum):
    """On what terms somebody works."""

    LABOUR_CONTRACT = "labour_contract"
    SERVICE_AGREEMENT = "service_agreement"
    FLEXIBLE = "flexible"


class Dispatch(enum.StrEnum):
    """Whether somebody is dispatched (劳务派遣), and whether the month counts for this employer by agreement.

    The agency counts, unless both sides agree in writing that the client does (残联厅函〔2022〕63号 一(三)).
    """

    NONE = "none"
    COUNTS_HERE = "counts_here"
    COUNTS_ELSEWHERE = "counts_elsewhere"


@dataclass(frozen=True)
class MonthFacts:
    """One person's month at one employer. None is not known; it never counts as yes.

    ``first_on`` to ``last_on`` are the days worked (``last_on`` None = still going on); ``form`` is the official
    employment form, 1 to 7; ``wage_fen`` was paid that month, in 分; ``contract_until`` None = without an end.
    """

    month: str
    first_on: date
    last_on: date | None = None
    form: int = 1
    contract_kind: ContractKind = ContractKind.LABOUR_CONTRACT
    contract_from: date | None = None
    contract_until: date | None = None
    is_establishment: bool = False
    dispatch: Dispatch = Dispatch.NONE
    wage_fen: int | None = None
    pension_paid: bool | None = None
    medical_paid: bool | None = None
    born_on: date | None = None
    sex: str | None = None


@dataclass(frozen=True)
class CardFacts:
    """A certificate as the register has it on the day of handing in. ``grade`` 1 is the heaviest.

    ``is_checked`` False: it belongs to another district's register. ``regraded_on``: the grade changed on that day.
    """

    card: Card
    grade: int
    valid_from: date
    valid_until: date | None
    is_checked: bool = True
    regraded_on: date | None = None

    def is_valid_on(self, day: date) -> bool:
        """Tell whether it is valid on a day, both ends included."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
