"""The month ledger of one person as cells and lines: whole months, parts with their days, months taken back."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from flask_babel import gettext as _

from jobmatch.employment.rules import WorkedMonth
from jobmatch.employment.tables import MonthState, PersonMonth
from jobmatch.web.facts import month_name

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
