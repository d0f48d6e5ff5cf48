"""The month ledger of one person as cells and lines: whole months, parts with their days, months taken back."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from flask_babel import gettext as _

from jobmatch.employment.claim_tables import ClaimState, MonthClaim
from jobmatch.employment.rules import WorkedMonth
from jobmatch.employment.said import say_reason
from jobmatch.employment.tables import MonthState, PersonMonth
from jobmatch.employment.told import is_double_told, tell
from jobmatch.people.disclosure import Viewer
from jobmatch.web.claim_labels import CELLS, CLAIM_STATES
from jobmatch.web.facts import month_name
from jobmatch.web.language import locale_code

Cell = dict[str, str]


def month_cells(months: Iterable[PersonMonth]) -> list[Cell]:
    """Return one cell a month for the grid; two employers in one month stand in it together."""
    by_month = groupby(sorted(months, key=lambda row: row.month), key=lambda row: row.month)
    return [_cell(month, list(rows)) for month, rows in by_month]


def _cell(month: str, rows: Sequence[PersonMonth]) -> Cell:
    worked = [row for row in rows if row.state is MonthState.WORKED]
    if not worked:
        return {"month": month, "state": "none", "label": _("已作废")}
    if len({row.employer_id for row in worked}) > 1:
        return {"month": month, "state": "contested", "label": _("两家单位")}
    return {"month": month, "state": "credited" if _is_whole(worked[0]) else "open", "label": _days(worked[0])}


def month_rows(months: Iterable[PersonMonth]) -> list[list[str]]:
    """Return one line a month and employer, newest first: month, employer, days, state."""
    states = {MonthState.WORKED: _("在岗"), MonthState.VOID: _("已作废")}
    ordered = sorted(months, key=lambda row: (row.month, row.first_on), reverse=True)
    return [[month_name(row.month), row.employer.name, _days(row), states[row.state]] for row in ordered]


def claim_rows(claims: Iterable[MonthClaim]) -> list[list[str]]:
    """Return one line a claim, newest month first: month, employer, what became of it, every reason."""
    ordered = sorted(claims, key=lambda claim: (claim.month, claim.claimed_at), reverse=True)
    return [[month_name(one.month), one.employer.name, _claim_state(one), _claim_reasons(one)] for one in ordered]


def _claim_state(claim: MonthClaim) -> str:
    is_double = claim.state is ClaimState.ACCEPTED and is_double_told(claim.weight, Viewer.DESK)
    return str(CELLS["double"] if is_double else CLAIM_STATES[claim.state])


def _claim_reasons(claim: MonthClaim) -> str:
    return " ".join(say_reason(one.kept, locale_code()) for one in tell(claim.reasons, Viewer.DESK))


def _is_whole(row: PersonMonth) -> bool:
    return WorkedMonth(row.month, row.first_on, row.last_on).is_whole


def _days(row: PersonMonth) -> str:
    if _is_whole(row):
        return _("整月")
    if row.last_on is None:
        return _("进行中") if row.first_on.day == 1 else _("%(first)s日起", first=row.first_on.day)
    if row.last_on == row.first_on:
        return _("%(first)s日", first=row.first_on.day)
    return _("%(first)s–%(last)s日", first=row.first_on.day, last=row.last_on.day)
