"""The months of an employer's people as it reads them: what counts, what does not and why; nothing of the register."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.employment.claims import list_claims_of_year, list_contests_about
from jobmatch.employment.grid import Cell, CellState, Telling, by_person, count_credited, year_cells
from jobmatch.employment.roster import Worker, list_workers, months_worked
from jobmatch.levy.telling import telling_of
from jobmatch.people.disclosure import Viewer, employer_viewer, name_for
from jobmatch.referrals.queries import find_referral
from jobmatch.referrals.rules import HIRED
from jobmatch.web.month_cells import CellShown, ReasonShown, cell_shown, reasons_shown


@dataclass(frozen=True)
class PersonShown:
    """Somebody's year: twelve cells, the reasons in full, how many months count."""

    spell_id: str
    who: str
    cells: tuple[CellShown, ...]
    reasons: tuple[ReasonShown, ...]
    credited: int
    stated: int
    to_claim: int
    checked: tuple[CellShown, ...]
    settled: tuple[CellShown, ...]


def people_shown(district_id: str, employer_id: str, year: int) -> list[PersonShown]:
    """Return the year of everybody who worked for the employer in it, in few questions however many they are."""
    return _years(list_workers(district_id, employer_id, year), employer_id, year)


def person_shown(employer_id: str, worker: Worker, year: int) -> PersonShown:
    """Return one person's year."""
    return _years([worker], employer_id, year)[0]


def _years(workers: Sequence[Worker], employer_id: str, year: int) -> list[PersonShown]:
    worked = months_worked(employer_id, [one.person.id for one in workers], year)
    claims = by_person(list_claims_of_year(employer_id, year))
    keys = [claim.id for some in claims.values() for claim in some]
    checked, settled = _contests_about(keys)
    this_month, telling = clock.month_of(clock.today()), telling_of(employer_id, year)
    shown = []
    for one in workers:
        viewer, person_id = viewer_of_worker(one), one.person.id
        own, told = claims.get(person_id, ()), telling.get(person_id, Telling.ALL)
        cells = year_cells(year, worked.get(person_id, {}), own, checked, this_month, viewer, told)
        shown.append(_person(one, viewer, cells, settled))
    return shown


def _contests_about(claim_ids: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return the keys of the claims that are being checked, and of those that were."""
    checked: set[str] = set()
    settled: set[str] = set()
    for one in list_contests_about(claim_ids):
        (checked if one.decided_at is None else settled).update({one.earlier_claim_id, one.later_claim_id})
    return checked, settled


def viewer_of_worker(worker: Worker) -> Viewer:
    """As whom an employer looks at somebody who works there, or has.

    Who works there does so under their own name, and so does who was hired through a referral (payroll, contract).
    Of anybody else only a pseudonym.
    """
    is_hired = worker.spell.ended_on is None
    if not is_hired and worker.spell.referral_id:
        found = find_referral(worker.spell.district_id, worker.spell.referral_id, employer_id=worker.spell.employer_id)
        is_hired = found is not None and found.state == HIRED
    return employer_viewer(is_open=False, is_hired=is_hired, may_recommend=False, may_name=False)


def name_of_worker(worker: Worker) -> str:
    """Return how an employer calls somebody who works there, or has; by its own words where it named them itself."""
    if worker.spell.filed is not None:
        return worker.spell.filed.name
    hidden = _("员工 %(number)s", number=worker.spell.id[-4:].upper())
    return name_for(viewer_of_worker(worker), worker.person.name, pseudonym=hidden)


def _person(worker: Worker, viewer: Viewer, cells: Sequence[Cell], settled: Collection[str]) -> PersonShown:
    shown = tuple(map(cell_shown, cells))
    return PersonShown(
        spell_id=worker.spell.id,
        who=name_of_worker(worker),
        cells=shown,
        reasons=reasons_shown(cells),
        credited=count_credited(cells),
        stated=sum(one.state is CellState.STATED for one in cells),
        to_claim=sum(one.state is CellState.UNCLAIMED for one in cells),
        checked=tuple(one for one in shown if one.state == CellState.CHECKED),
        settled=tuple(one for one in shown if one.claim_id in settled and one.state != CellState.CHECKED),
    )
