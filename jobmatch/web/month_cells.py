"""Cells of a year and their reasons as pages show them: a word, a colour, every reason once with its months."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from jobmatch.employment.grid import Cell, CellState, group_reasons
from jobmatch.employment.said import say_reason
from jobmatch.web.claim_labels import CELLS
from jobmatch.web.facts import joined
from jobmatch.web.language import locale_code

TONES = {
    CellState.STATED: "open",
    CellState.COUNTS: "credited",
    CellState.DOUBLE: "credited",
    CellState.UNCOUNTED: "uncounted",
    CellState.UNCLAIMED: "unclaimed",
    CellState.CHECKED: "contested",
    CellState.NOT_WORKED: "none",
    CellState.NOT_BEGUN: "none",
}


@dataclass(frozen=True)
class CellShown:
    """One month in the grid; ``number`` is 1 to 12."""

    number: int
    state: str
    tone: str
    label: str
    has_reason: bool
    claim_id: str | None


@dataclass(frozen=True)
class ReasonShown:
    """A reason, and the months that it is about."""

    months: str
    text: str
    is_caution: bool


def cell_shown(cell: Cell) -> CellShown:
    """Return a cell with its word and its colour."""
    label, number = str(CELLS[cell.state.value]), int(cell.month[-2:])
    return CellShown(number, cell.state.value, TONES[cell.state], label, bool(cell.told), cell.claim_id)


def reasons_shown(cells: Iterable[Cell]) -> tuple[ReasonShown, ...]:
    """Return every reason once with its months, those against first."""
    found = [
        ReasonShown(joined(map(_month, months)), say_reason(told.kept, locale_code()), told.is_caution)
        for told, months in group_reasons(cells)
    ]
    return tuple(sorted(found, key=lambda one: one.is_caution))


def _month(month: str) -> str:
    return _("%(number)s月", number=int(month[-2:]))
