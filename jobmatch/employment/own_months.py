"""An employer's own months of a year: those that count, those that are being checked, those still to come.

*Decision:* every person-month is counted once, whoever it is: that somebody counts for two is their grade, which an
employer does not read here, neither in a sum (docs/decisions/0091).
"""

from collections.abc import Collection
from dataclasses import dataclass

from jobmatch import clock
from jobmatch.employment.ahead import months_under_contract
from jobmatch.employment.claim_tables import ClaimState, MonthClaim
from jobmatch.employment.claims import list_claims_of_year, list_open_contests_about
from jobmatch.employment.counting import LawOn
from jobmatch.employment.roster import Worker, list_spells_of_year


@dataclass(frozen=True)
class WorkerAhead:
    """Somebody who works for the employer now; ``months`` (1 to 12) are those that no claim is about yet."""

    spell_id: str
    name: str
    months: frozenset[int]


@dataclass(frozen=True)
class OwnMonths:
    """A year in person-months, each once. ``unclaimed`` have begun, ``ahead`` have not; no claim is about either."""

    year: int
    credited: int
    checked: int
    unclaimed: int
    ahead: int
    workers: tuple[WorkerAhead, ...]

    @property
    def expected(self) -> int:
        """Return the months that would count at the year's end, if everything goes on as it is."""
        return self.credited + self.unclaimed + self.ahead


def own_months(district_id: str, employer_id: str, year: int, law_on: LawOn, untold: Collection[str] = ()) -> OwnMonths:
    """Return the months of an employer's people in a year. Raises ``NoLegalValueError``.

    ``untold``: people of whose claims nothing is told yet; their months are expected by the contract alone.
    """
    claims = [claim for claim in list_claims_of_year(employer_id, year) if claim.person_id not in untold]
    checked = _checked(claims)
    credited = {
        (claim.person_id, claim.month)
        for claim in claims
        if claim.state is ClaimState.ACCEPTED and claim.id not in checked
    }
    known = {(claim.person_id, claim.month) for claim in claims}
    workers = list_spells_of_year(district_id, employer_id, year)
    open_months = {
        (one.person.id, month) for one in workers for month in months_under_contract(one.spell, year, law_on)
    } - known
    this_month = clock.month_of(clock.today())
    unclaimed = sum(month <= this_month for _, month in open_months)
    return OwnMonths(
        year=year,
        credited=len(credited),
        checked=len({(claim.person_id, claim.month) for claim in claims if claim.id in checked}),
        unclaimed=unclaimed,
        ahead=len(open_months) - unclaimed,
        workers=tuple(_ahead(one, open_months) for one in workers if one.spell.ended_on is None),
    )


def _ahead(worker: Worker, open_months: set[tuple[str, str]]) -> WorkerAhead:
    months = frozenset(int(month[-2:]) for person_id, month in open_months if person_id == worker.person.id)
    return WorkerAhead(worker.spell.id, worker.stated_name, months)


def _checked(claims: list[MonthClaim]) -> set[str]:
    """The claims that a contest is about: for both sides the same, so that neither can tell who was first."""
    keys = {claim.id for claim in claims}
    contests = list_open_contests_about(keys)
    disputed = {key for one in contests for key in (one.earlier_claim_id, one.later_claim_id)}
    return (keys & disputed) | {claim.id for claim in claims if claim.state is ClaimState.CONTESTED}
