"""What a checked roster states, person by person: the spell of work and the months, ready to be claimed. Pure.

*Decision* (docs/decisions/0142): a file is taken whole or not at all. An error about the file, a person or a contract
stands in the way; a month that does not count by what the employer itself states is taken and does not count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jobmatch.clock import first_day
from jobmatch.employment.facts import ContractKind, MonthFacts
from jobmatch.employment.rules import WorkedMonth, months_of
from jobmatch.employment.said import as_plain, read_facts, stated_facts
from jobmatch.levy.roster.checking import Roster
from jobmatch.levy.roster.findings import Finding, Level
from jobmatch.levy.roster.months import ABOUT_MONTHS
from jobmatch.levy.roster.rows import Row
from jobmatch.people.numbers import CertificateNumber, CitizenNumber


@dataclass(frozen=True, repr=False)
class Stated:
    """One person's year as an employer states it. ``ended_on`` None = still works there; ``months`` in order."""

    name: str
    citizen: CitizenNumber
    certificate: CertificateNumber | None
    soldier_grade: int | None
    started_on: date
    ended_on: date | None
    contract_kind: ContractKind
    contract_until: date | None
    months: tuple[MonthFacts, ...]

    @property
    def wage_fen(self) -> int | None:
        """Return what was paid last, in 分; None where nothing was."""
        return next((one.wage_fen for one in reversed(self.months) if one.wage_fen), None)


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """List the errors with which a file cannot be taken."""
    return [one for one in findings if one.level is Level.ERROR and one.code not in ABOUT_MONTHS]


def people_of(roster: Roster, year: int, today: date) -> list[Stated]:
    """Return the people of a roster in which nothing is ``blocking``, in its order, each once with all their rows."""
    by_number: dict[str, list[Row]] = {}
    for row in roster.rows:
        if row.citizen is not None:
            by_number.setdefault(row.citizen.value, []).append(row)
    return [_stated(rows, roster, year, today) for rows in by_number.values()]


def _stated(rows: Sequence[Row], roster: Roster, year: int, today: date) -> Stated:
    newest = max(rows, key=lambda row: (row.contract_from or date.min, row.number))
    started_on = min(_begin(row, year) for row in rows)
    left = [row.left_on for row in rows]
    ended_on = None if None in left else max(day for day in left if day is not None)
    if ended_on is not None and ended_on > today:
        ended_on = None  # days ahead have not happened
    worked = {one.month: one for one in months_of(started_on, ended_on, today)}
    months = {fact.month: fact for row in rows for fact in _months(row, roster, year, worked)}
    until = newest.contract_until
    assert newest.citizen is not None, "rows without a number are no people"
    return Stated(
        name=newest.name,
        citizen=newest.citizen,
        certificate=newest.certificate,
        soldier_grade=newest.soldier_grade,
        started_on=started_on,
        ended_on=ended_on,
        contract_kind=newest.contract_kind,
        contract_until=until if until is None or until >= started_on else None,
        months=tuple(months[month] for month in sorted(months)),
    )


def _begin(row: Row, year: int) -> date:
    first = min(row.worked, default=1)
    return row.joined_on or row.contract_from or first_day(f"{year:04d}-{first:02d}")


def _months(row: Row, roster: Roster, year: int, worked: Mapping[str, WorkedMonth]) -> Iterable[MonthFacts]:
    for month in sorted(row.worked):
        days = worked.get(f"{year:04d}-{month:02d}")
        if days is None:
            continue  # before they came, after they left, or not begun: said as an error or seen to be so
        yield MonthFacts(
            month=days.month,
            first_on=days.first_on,
            last_on=days.last_on,
            contract_kind=row.contract_kind,
            contract_from=row.contract_from,
            contract_until=row.contract_until,
            is_establishment=row.is_establishment,
            dispatch=row.dispatch,
            wage_fen=row.wages.get(month),
            pension_paid=row.pension.get(month),
            medical_paid=row.medical.get(month),
        )


def as_json(one: Stated) -> dict[str, Any]:
    """Return somebody as JSON knows it; to be kept sealed only, for it holds their numbers."""
    return {
        "name": one.name,
        "citizen": one.citizen.value,
        "certificate": one.certificate.value if one.certificate else None,
        "soldier_grade": one.soldier_grade,
        "started_on": one.started_on.isoformat(),
        "ended_on": as_plain(one.ended_on),
        "contract_kind": one.contract_kind.value,
        "contract_until": as_plain(one.contract_until),
        "months": [[fact.month, stated_facts(fact)] for fact in one.months],
    }


def from_json(kept: Mapping[str, Any]) -> Stated:
    """Return whom ``as_json`` made plain."""
    days = {
        name: date.fromisoformat(kept[name]) if kept[name] else None
        for name in ("started_on", "ended_on", "contract_until")
    }
    number = kept["certificate"]
    return Stated(
        **{
            **kept,
            **days,
            "citizen": CitizenNumber(kept["citizen"]),
            "certificate": CertificateNumber(number) if number else None,
            "contract_kind": ContractKind(kept["contract_kind"]),
            "months": tuple(read_facts(month, facts) for month, facts in kept["months"]),
        }
    )
