"""A roster file checked on screen, or given back with its findings: nothing is kept, nobody is looked up."""

from dataclasses import dataclass

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from jobmatch import clock
from jobmatch.documents.spreadsheet import SpreadsheetError, Table
from jobmatch.documents.spreadsheet_limits import MOST_BYTES
from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.scope import my_employer
from jobmatch.employers.queries import find_employer
from jobmatch.law.installed import law_on
from jobmatch.levy.roster import Finding, Level, Roster, check_roster
from jobmatch.levy.roster.annotated import annotated
from jobmatch.levy.roster.reading import read_roster
from jobmatch.levy.roster.template import template
from jobmatch.people.importing.rules.columns import letter
from jobmatch.web.fields import ChoiceField, FileField
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.validators import Choose
from jobmatch.wording import SentenceError

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 300
_YEARS_BACK = 3
_WORST_FIRST = (Level.ERROR, Level.WARNING)
LEVELS = {Level.ERROR: _l("错误"), Level.WARNING: _l("提醒")}


class RosterForm(Form):
    """A file and the year that it is about; ``roster_form`` gives the years."""

    file = FileField(
        _l("花名册"),
        hint=_l(".xlsx、.xls、.ods 或 .csv，最大 10 MB、2 万行。"),
        accept=".xlsx,.xls,.ods,.csv",
    )

    def validate_file(self, field: FileField) -> None:
        """Something must be chosen."""
        if field.data is None:
            raise StopValidation(_("请选择文件"))


def roster_form() -> RosterForm:
    """Return the form with the years that may be checked, last year first."""
    last = clock.today().year - 1
    years = [last, last + 1, *(last - back for back in range(1, _YEARS_BACK))]
    said = [(str(year), _("%(work)s年度（%(filing)s年申报）", work=year, filing=year + 1)) for year in years]
    fields = {
        "year": ChoiceField(_l("哪一个年度"), choices=said, default=str(last), validators=[Choose(_l("哪一个年度"))])
    }
    fields["back"] = ChoiceField(
        _l("结果给在哪里"),
        choices=[("page", _l("在页面上看")), ("workbook", _l("拿回带批注的表格"))],
        default="page",
        validators=[Choose(_l("结果给在哪里"))],
    )
    form: RosterForm = type("RosterFormNamed", (RosterForm,), fields)()
    return form


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
    return _page(roster_form())


@blueprint.post("/roster")
def roster_checked() -> ResponseReturnValue:
    """Every finding at once, on screen or in the workbook given back."""
    form = roster_form()
    if not form.validate_on_submit():
        return _page(form), 422
    year = int(form["year"].data)
    try:
        table = read_roster(form.file.data.stream.read(MOST_BYTES + 1))
        found = check_roster(table, year, clock.today(), law_on)
    except (SpreadsheetError, SentenceError) as error:
        form.refuse("file", error.sentence(locale_code()))
        return _page(form), 422
    if form["back"].data == "workbook":
        return _as_workbook(table, found)
    return _page(form, _shown(found, year))


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


def _page(form: RosterForm, shown: CheckedShown | None = None) -> str:
    district_id, employer_id = my_employer()
    employer = find_employer(district_id, employer_id)
    return render_template("portal/roster.html", form=form, shown=shown, employer=employer.name if employer else "")


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
