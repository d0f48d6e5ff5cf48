"""The parameters in force on a day: by which document, how sure, and what is still to be confirmed."""

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.doors.admin import blueprint
from jobmatch.doors.admin.house_rules import house_rows
from jobmatch.doors.admin.parameters_shown import (
    absent_names,
    history_rows,
    local_wages,
    parameter_groups,
    setting_rows,
)
from jobmatch.law import words
from jobmatch.law.installed import installed_law, law_on
from jobmatch.web.filters import DayFilter
from jobmatch.web.language import locale_code


@blueprint.get("/parameters")
def parameters() -> ResponseReturnValue:
    """What is in force on the chosen day, today where none is chosen."""
    form = DayFilter.asked()
    day = form.day.data if form.day.data and not form.errors else clock.today()
    law = law_on(day)
    return render_template(
        "admin/parameters.html",
        form=form,
        day=day,
        is_today=day == clock.today(),
        groups=parameter_groups(law),
        absent=absent_names(law),
        wages=local_wages(law),
        house=house_rows(locale_code()),
        settings=setting_rows(),
        href=lambda key: url_for("admin.parameter", key=key),
    )


@blueprint.get("/parameters/<key>")
def parameter(key: str) -> ResponseReturnValue:
    """Every period of one value: what it was, what it is, what it is based on."""
    if key not in installed_law().keys:
        abort(404)
    rows = history_rows(key, law_on(clock.today()))
    return render_template("admin/parameter.html", name=words.key_name(key, locale_code()), rows=rows)
