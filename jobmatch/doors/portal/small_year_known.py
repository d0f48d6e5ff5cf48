"""Whom a small employer's page is filled with: who works there, with what was stated of them last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jobmatch.doors.portal.months_shown import name_of_worker
from jobmatch.employment.claims import list_claims_of_year
from jobmatch.employment.facts import ContractKind, Dispatch
from jobmatch.employment.grid import by_person
from jobmatch.employment.roster import Worker, list_workers, months_worked

MOST = 10


@dataclass(frozen=True)
class KnownWorker:
    """Somebody with what the page offers of them. ``months`` are 1 to 12; ``wage_fen`` is 分 a month."""

    worker: Worker
    name: str
    facts: Mapping[str, Any]
    months: tuple[int, ...]
    wage_fen: int | None

    @property
    def contract_kind(self) -> ContractKind:
        """Return on what terms they work, as stated last."""
        return ContractKind(self.facts.get("contract_kind", self.worker.spell.contract_kind))

    @property
    def dispatch(self) -> Dispatch:
        """Return whether they are dispatched, as stated last."""
        return Dispatch(self.facts.get("dispatch", Dispatch.NONE))

    def day(self, name: str, otherwise: date | None) -> date | None:
        """Return a day as stated last."""
        kept = self.facts.get(name) if name in self.facts else otherwise
        return date.fromisoformat(kept) if isinstance(kept, str) else kept


def list_known(district_id: str, employer_id: str, year: int) -> tuple[list[KnownWorker], list[str]]:
    """Return who can be filled in on one page, and the names of those who are claimed month by month.

    The latter have a wage that differs by month, or no citizen number by which a list could mean them.
    """
    workers = list_workers(district_id, employer_id, year)
    worked = months_worked(employer_id, [one.person.id for one in workers], year)
    now, before = (by_person(list_claims_of_year(employer_id, of)) for of in (year, year - 1))
    known, others = [], []
    for one in workers:
        key = one.person.id
        claims = {claim.month: claim.facts for claim in now.get(key, ())}
        last = {claim.month: claim.facts for claim in before.get(key, ())}
        if one.person.citizen_number is None or not _is_alike(list(claims.values())):
            others.append(name_of_worker(one))
            continue
        facts = next(reversed((claims or last or {"": {}}).values()))
        months = tuple(sorted(int(month[-2:]) for month in (claims or worked.get(key, {}))))
        wage_fen = facts.get("wage_fen", one.spell.wage_fen)
        known.append(KnownWorker(one, name_of_worker(one), facts, months, wage_fen))
    return known, others


def _is_alike(stated: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether all months are stated alike, so that one line can say them again."""
    said = {
        (one["wage_fen"], one["pension_paid"], one["medical_paid"], one["contract_from"], one["contract_until"])
        for one in stated
    }
    return len(said) <= 1 and all(wage is not None and pension == medical for wage, pension, medical, *_ in said)
