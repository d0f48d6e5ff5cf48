"""Declarations as reviewers read them: lines of the queue, everybody's twelve months, the steps."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from jobmatch import clock
from jobmatch.accounts.queries import names_of
from jobmatch.employment.claim_tables import MonthClaim
from jobmatch.employment.claims import list_claims_of_year, list_open_contests_about
from jobmatch.employment.grid import Cell, CellState, by_person, months_of_year, year_cells
from jobmatch.employment.roster import stated_names
from jobmatch.levy.tables import Declaration, DeclaredPerson
from jobmatch.people.disclosure import Viewer
from jobmatch.web.claim_labels import DECLARATION_STATES
from jobmatch.web.month_cells import CellShown, ReasonShown, cell_shown, reasons_shown

MONTHS_OF_A_YEAR = 12
TONES = {
    "submitted": "missing",
    "in_review": "teal",
    "returned": "caution",
    "confirmed": "done",
    "rejected": "plain",
    "withdrawn": "plain",
}


@dataclass(frozen=True)
class DeclarationRow:
    """One line of the queue."""

    id: str
    employer: str
    work_year: int
    turn: int
    state: str
    tone: str
    submitted_on: date
    people: int
    months: int
    answer_by: date | None


@dataclass(frozen=True)
class DeclaredShown:
    """Somebody's year in a declaration; ``spell_id`` names the part of the page that is about them.

    ``stated_name``: how the employer called them, where that is not how the register does; empty where it is.
    """

    spell_id: str
    who: str
    stated_name: str
    cells: tuple[CellShown, ...]
    reasons: tuple[ReasonShown, ...]
    counted: int
    credited: int


@dataclass(frozen=True)
class Step:
    """One step, for the timeline."""

    title: str
    when: str
    by: str
    note: str


@dataclass(frozen=True)
class DeclarationShown:
    """A declaration whole. ``credit``: person-months by twelve, exact."""

    row: DeclarationRow
    people: tuple[DeclaredShown, ...]
    credited: int
    credit: str
    steps: tuple[Step, ...]
    can_be_taken_up: bool
    can_be_decided: bool


def declaration_row(declared: Declaration) -> DeclarationRow:
    """Return the line of a declaration."""
    state = declared.state.value
    return DeclarationRow(
        id=declared.id,
        employer=declared.employer.name,
        work_year=declared.work_year,
        turn=declared.turn,
        state=str(DECLARATION_STATES[state]),
        tone=TONES[state],
        submitted_on=clock.day_of(declared.submitted_at),
        people=sum(one.counted > 0 for one in declared.people),
        months=sum(one.counted for one in declared.people),
        answer_by=declared.answer_by,
    )


def declaration_shown(declared: Declaration) -> DeclarationShown:
    """Return a declaration with everybody's months, as declared, and the reasons that the claims have."""
    claims = list_claims_of_year(declared.employer_id, declared.work_year)
    contests = list_open_contests_about([claim.id for claim in claims])
    checked = {key for one in contests for key in (one.earlier_claim_id, one.later_claim_id)}
    names = stated_names(declared.employer_id)
    people = [
        _person(one, declared, by_person(claims), checked, names.get(one.person_id, "")) for one in declared.people
    ]
    credited = sum(one.credited for one in declared.people)
    return DeclarationShown(
        row=declaration_row(declared),
        people=tuple(sorted(people, key=lambda one: one.who)),
        credited=credited,
        credit=str(Fraction(credited, MONTHS_OF_A_YEAR)),
        steps=_steps(declared),
        can_be_taken_up=declared.state == "submitted",
        can_be_decided=declared.state == "in_review",
    )


def _person(
    one: DeclaredPerson,
    declared: Declaration,
    claims: Mapping[str, Sequence[MonthClaim]],
    checked: set[str],
    stated_name: str,
) -> DeclaredShown:
    own = claims.get(one.person_id, ())
    is_over = declared.state in {"confirmed", "rejected", "withdrawn"}
    if own and not is_over:
        this_month = clock.month_of(clock.today())
        cells = year_cells(declared.work_year, (), own, checked, this_month, Viewer.REVIEWER)
    else:
        cells = _as_declared(one, declared.work_year)
    return DeclaredShown(
        spell_id=one.id,
        who=one.person.name,
        stated_name="" if _plain(stated_name) == _plain(one.person.name) else stated_name,
        cells=tuple(map(cell_shown, cells)),
        reasons=reasons_shown(cells),
        counted=one.counted,
        credited=one.credited,
    )


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).replace("・", "·").lower()


def _as_declared(one: DeclaredPerson, year: int) -> list[Cell]:
    """The months as they were written down: what was decided stays, whatever became of the claims."""
    states = {"0": CellState.UNCOUNTED, "1": CellState.COUNTS, "2": CellState.DOUBLE}
    return [Cell(month, states[digit]) for month, digit in zip(months_of_year(year), one.by_month, strict=True)]


def _steps(declared: Declaration) -> tuple[Step, ...]:
    names = names_of({step.taken_by for step in declared.steps})
    return tuple(
        Step(str(DECLARATION_STATES[step.to_state.value]), _when(step.taken_at), names[step.taken_by], step.note or "")
        for step in reversed(declared.steps)
    )


def _when(at: datetime) -> str:
    return clock.day_of(at).isoformat()
