"""Which months of a year a contract lets count, if wages and insurance are paid in them. Pure.

For estimates of an employer's own year: only what the employer knows is asked. Certificate and age are the register's
and stay out of it (docs/decisions/0091); the claim judges them when the month is handed in.
"""

from datetime import date
from typing import Protocol

from jobmatch.clock import first_day, months_between
from jobmatch.employment.counting import LawOn, judge_month
from jobmatch.employment.facts import ContractKind, MonthFacts
from jobmatch.employment.rules import last_day

OF_THE_CONTRACT = frozenset(
    {"flexible_assisted", "flexible", "own_work", "contract_does_not_cover", "contract_too_short"}
)


class Terms(Protocol):
    """What is known of somebody's contract; ``ended_on`` and ``contract_until`` None = no end is known."""

    @property
    def started_on(self) -> date: ...
    @property
    def ended_on(self) -> date | None: ...
    @property
    def contract_kind(self) -> ContractKind: ...
    @property
    def contract_until(self) -> date | None: ...
    @property
    def form(self) -> int: ...


def months_under_contract(terms: Terms, year: int, law_on: LawOn) -> list[str]:
    """List the months (``YYYY-MM``) of a year that a spell covers and whose contract lets them count.

    *Decision:* a contract with an end counts until then and no further: whether it is renewed is not known.
    Raises ``NoLegalValueError`` where the law of a month is not known.
    """
    months = months_between(f"{year:04d}-01", f"{year:04d}-12")
    return [month for month in months if _is_covered(terms, month) and _may_count(terms, month, law_on)]


def _is_covered(terms: Terms, month: str) -> bool:
    has_ended = terms.ended_on is not None and terms.ended_on < first_day(month)
    return terms.started_on <= last_day(month) and not has_ended


def _may_count(terms: Terms, month: str, law_on: LawOn) -> bool:
    facts = MonthFacts(
        month,
        first_on=max(terms.started_on, first_day(month)),
        form=terms.form,
        contract_kind=terms.contract_kind,
        contract_from=terms.started_on,
        contract_until=terms.contract_until,
    )
    judged = judge_month(facts, None, last_day(month), law_on)
    return not any(reason.key in OF_THE_CONTRACT for reason in judged.against)
