"""A person's year as twelve cells: what has become of each month, and every reason that the viewer may read. Pure."""

import enum
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from jobmatch.employment.told import Told, is_double_told, tell, tell_own
from jobmatch.people.disclosure import Viewer

MONTHS_OF_A_YEAR = 12


class Telling(enum.StrEnum):
    """How much of what became of somebody's months their employer is told.

    ``STATED``: only what it stated itself; ``CHECKS``: also that a month is being checked; ``ALL``: everything.
    """

    STATED = "stated"
    CHECKS = "checks"
    ALL = "all"


class CellState(enum.StrEnum):
    """What has become of a month, as a grid shows it. ``stated``: handed in, the outcome is not told yet."""

    STATED = "stated"
    COUNTS = "counts"
    DOUBLE = "double"
    UNCOUNTED = "uncounted"
    UNCLAIMED = "unclaimed"
    CHECKED = "checked"
    NOT_WORKED = "not_worked"
    NOT_BEGUN = "not_begun"


class ClaimLike(Protocol):
    """What a cell is made of, of a claim."""

    @property
    def id(self) -> str: ...
    @property
    def month(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def weight(self) -> int: ...
    @property
    def reasons(self) -> list[Any]: ...


class Cell(NamedTuple):
    """One month: ``claim_id`` is the claim that it shows, None where none was made."""

    month: str
    state: CellState
    told: tuple[Told, ...] = ()
    claim_id: str | None = None


def months_of_year(year: int) -> list[str]:
    """List the months of a year as ``YYYY-MM``."""
    return [f"{year:04d}-{number:02d}" for number in range(1, MONTHS_OF_A_YEAR + 1)]


def year_cells(
    year: int,
    worked: Collection[str],
    claims: Iterable[ClaimLike],
    being_checked: Collection[str],
    this_month: str,
    viewer: Viewer,
    telling: Telling = Telling.ALL,
) -> list[Cell]:
    """Return the twelve cells of a year.

    ``worked`` are the months with work in the ledger, ``claims`` one employer's to this person's months, the newest
    last, ``being_checked`` the keys of those about which a contest is open. Whoever claimed first and whoever claimed
    second see the same until it is decided, so that neither can tell which of them it is.
    """
    newest = {claim.month: claim for claim in claims}
    cells = []
    for month in months_of_year(year):
        claim = newest.get(month)
        if claim is None:
            unclaimed = CellState.UNCLAIMED if month in worked else CellState.NOT_WORKED
            cells.append(Cell(month, CellState.NOT_BEGUN if month > this_month else unclaimed))
        else:
            cells.append(_claimed(claim, being_checked, viewer, telling))
    return cells


def _claimed(claim: ClaimLike, being_checked: Collection[str], viewer: Viewer, telling: Telling) -> Cell:
    month = claim.month
    is_checked = claim.id in being_checked or claim.state in {"contested", "lost"}
    if telling is Telling.STATED or (telling is Telling.CHECKS and not is_checked):
        return stated_cell(month, claim.reasons)
    if claim.id in being_checked or claim.state == "contested":
        return Cell(month, CellState.CHECKED, (_said("contested"),), claim.id)
    if claim.state == "lost":
        return Cell(month, CellState.UNCOUNTED, (_said("lost"),), claim.id)
    return judged_cell(month, claim.weight, claim.reasons, viewer)._replace(claim_id=claim.id)


def judged_cell(month: str, weight: int, reasons: Iterable[Mapping[str, Any]], viewer: Viewer) -> Cell:
    """Return what a month would be that was judged and not claimed yet."""
    state = CellState.UNCOUNTED
    if weight:
        state = CellState.DOUBLE if is_double_told(weight, viewer) else CellState.COUNTS
    return Cell(month, state, tell(reasons, viewer))


def stated_cell(month: str, reasons: Iterable[Mapping[str, Any]]) -> Cell:
    """Return a month of which nothing is told but what follows from the employer's own words, whatever is decided."""
    own = tell_own(reasons)
    is_against = any(not one.is_caution for one in own)
    return Cell(month, CellState.UNCOUNTED if is_against else CellState.STATED, own)


def _said(key: str) -> Told:
    return Told({"key": key, "values": {}}, is_caution=False)


def group_reasons(cells: Iterable[Cell]) -> list[tuple[Told, list[str]]]:
    """Return each reason once, with the months that it is about, in the order in which they first come."""
    groups: list[tuple[Told, list[str]]] = []
    for cell in cells:
        for told in cell.told:
            known = next((months for one, months in groups if one == told), None)
            if known is None:
                groups.append((told, [cell.month]))
            else:
                known.append(cell.month)
    return groups


def count_credited(cells: Iterable[Cell]) -> int:
    """Count the months that count, each once: whether one counts for two is nobody's to read from a sum."""
    return sum(cell.state in {CellState.COUNTS, CellState.DOUBLE} for cell in cells)


def by_person(claims: Iterable[Any]) -> Mapping[str, list[Any]]:
    """Return the claims of each person, the order kept."""
    found: dict[str, list[Any]] = {}
    for claim in claims:
        found.setdefault(claim.person_id, []).append(claim)
    return found
