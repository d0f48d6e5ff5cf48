"""The form that takes a roster file, and the page that it stands on."""

from typing import Any

from flask import render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from jobmatch import clock
from jobmatch.doors.portal.scope import my_employer
from jobmatch.employers.queries import find_employer
from jobmatch.web.fields import ChoiceField, FileField
from jobmatch.web.forms import Form
from jobmatch.web.validators import Choose

_YEARS_BACK = 3


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


def roster_page(form: RosterForm, shown: Any = None, changes: Any = None) -> str:
    """Draw the page: what was found in a file, what it would change, the form for the next one."""
    district_id, employer_id = my_employer()
    employer = find_employer(district_id, employer_id)
    name = employer.name if employer else ""
    return render_template("portal/roster.html", form=form, shown=shown, changes=changes, employer=name)
