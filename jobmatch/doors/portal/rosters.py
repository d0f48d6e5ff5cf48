"""A roster file checked on screen, with what it would change, or given back with its findings; nothing is kept."""

from dataclasses import dataclass

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.documents.spreadsheet import SpreadsheetError, Table
from jobmatch.documents.spreadsheet_limits import MOST_BYTES
from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.roster_changes import roster_changes
from jobmatch.doors.portal.roster_form import roster_form, roster_page
from jobmatch.law.installed import law_on
from jobmatch.levy.roster import Finding, Level, Roster, check_roster
from jobmatch.levy.roster.annotated import annotated
from jobmatch.levy.roster.reading import read_roster
from jobmatch.levy.roster.stated import blocking, people_of
from jobmatch.levy.roster.template import template
from jobmatch.people.importing.rules.columns import letter
from jobmatch.web.language import locale_code
from jobmatch.wording import SentenceError

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 300
_WORST_FIRST = (Level.ERROR, Level.WARNING)
LEVELS = {Level.ERROR: _l("错误"), Level.WARNING: _l("提醒")}


@dataclass(frozen=True)
class CheckedShown:
    """A checked roster on screen: counts, and the worst findings first."""

    year: int
    people: int
    errors: int
    warnings: int
    fine: int
    rows: list[list[str]]
    is_cut: bool


@blueprint.get("/roster")
def roster() -> ResponseReturnValue:
    """Choose a roster file to have it checked."""
    return roster_page(roster_form())


@blueprint.post("/roster")
def roster_checked() -> ResponseReturnValue:
    """Every finding at once, on screen or in the workbook given back."""
    form = roster_form()
    if not form.validate_on_submit():
        return roster_page(form), 422
    year, today = int(form["year"].data), clock.today()
    try:
        table = read_roster(form.file.data.stream.read(MOST_BYTES + 1))
        found = check_roster(table, year, today, law_on)
    except (SpreadsheetError, SentenceError) as error:
        form.refuse("file", error.sentence(locale_code()))
        return roster_page(form), 422
    if form["back"].data == "workbook":
        return _as_workbook(table, found)
    if blocking(found.findings):
        return roster_page(form, _shown(found, year))
    return roster_page(form, _shown(found, year), roster_changes(year, people_of(found, year, today)))


@blueprint.get("/roster/template")
def roster_template() -> ResponseReturnValue:
    """An empty roster to fill in."""
    return _sent(template(locale_code()), "roster.xlsx")


def _as_workbook(table: Table, found: Roster) -> Response:
    return _sent(annotated(table, found, locale_code()), "roster-checked.xlsx")


def _sent(data: bytes, name: str) -> Response:
    answer = Response(data, mimetype=WORKBOOK)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


def _shown(found: Roster, year: int) -> CheckedShown:
    told = sorted(
        (one for one in found.findings if one.level is not Level.OK), key=lambda one: _WORST_FIRST.index(one.level)
    )
    return CheckedShown(
        year=year,
        people=len(found.rows),
        errors=sum(one.level is Level.ERROR for one in told),
        warnings=sum(one.level is Level.WARNING for one in told),
        fine=sum(one.code == "row_ok" for one in found.findings),
        rows=[_row(one) for one in told[:MOST_SHOWN]],
        is_cut=len(told) > MOST_SHOWN,
    )


def _row(one: Finding) -> list[str]:
    where = f"{letter(one.column) if one.column >= 0 else ''}{one.row or ''}"
    return [where or _("整个文件"), str(LEVELS[one.level]), one.sentence(locale_code())]
