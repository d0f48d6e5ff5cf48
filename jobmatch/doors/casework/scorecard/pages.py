"""The scorecard of a period, and the rows that a figure counts."""

from datetime import date
from typing import Any

from flask import Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.accounts.queries import get_district
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.scope import my_district
from jobmatch.doors.casework.scorecard.rows import rows_shown
from jobmatch.reports.files import FORMS
from jobmatch.reports.indicators import INDICATORS
from jobmatch.reports.periods import half_year_of
from jobmatch.reports.report import report_of
from jobmatch.reports.scorecard import figure_of
from jobmatch.reports.written import by_process, said
from jobmatch.web.filters import PeriodFilter
from jobmatch.web.language import locale_code
from jobmatch.web.paging import PAGE_ROWS, page_asked


@blueprint.get("/scorecard", endpoint="scorecard")
def scorecard_page() -> ResponseReturnValue:
    """Every figure of a period, this half year where none is chosen."""
    form = PeriodFilter.asked()
    first, last = _period(form)
    report = report_of(get_district(my_district()), first, last, locale_code(), clock.today())
    asked = _asked(first, last)
    return render_template(
        "casework/scorecard/scorecard.html",
        form=form,
        first=first,
        last=last,
        is_default=(first, last) == half_year_of(clock.today()),
        parts=list(by_process(report.figures, locale_code())),
        paragraphs=report.paragraphs,
        said=said,
        href=lambda key: url_for("casework.scorecard_rows", indicator=key, **asked),
        file_href=lambda form: url_for("casework.scorecard_file", form=form, **asked),
    )


@blueprint.get("/scorecard/<indicator>/rows")
def scorecard_rows(indicator: str) -> ResponseReturnValue:
    """What a figure counts, row by row."""
    if indicator not in INDICATORS:
        abort(404)
    first, last = _period(PeriodFilter.asked())
    district_id, one, asked = my_district(), INDICATORS[indicator], _asked(first, last)
    ids = one.find_rows(district_id, first, last)
    page = page_asked(len(ids))
    return render_template(
        "casework/scorecard/rows.html",
        figure=figure_of(one, one.worth(ids), locale_code()),
        said=said,
        first=first,
        last=last,
        rows=rows_shown(one.table, ids[page.offset : page.offset + PAGE_ROWS]),
        back=url_for("casework.scorecard", **asked),
        page=page,
        page_href=lambda number: url_for("casework.scorecard_rows", indicator=indicator, page=number, **asked),
    )


@blueprint.get("/scorecard/file/<form>")
def scorecard_file(form: str) -> ResponseReturnValue:
    """The scorecard of a period as Word, PDF or Excel: nobody's name is in it."""
    if form not in FORMS:
        abort(404)
    first, last = _period(PeriodFilter.asked())
    media_type, make = FORMS[form]
    made = make(report_of(get_district(my_district()), first, last, locale_code(), clock.today()))
    answer = Response(made, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="scorecard-{first}-{last}.{form}"'
    return answer


def _period(form: PeriodFilter) -> tuple[date, date]:
    """Return the chosen period; what is left open, or wrong, is the half year of the other day, or this one."""
    since, until = (None, None) if form.errors else (form.since.data, form.until.data)
    first, last = half_year_of(since or until or clock.today())
    return since or min(first, until or first), until or max(last, since or last)


def _asked(first: date, last: date) -> dict[str, Any]:
    """Return the period as the fields of the form carry it in an address."""
    return {name: [day.year, day.month, day.day] for name, day in (("since", first), ("until", last))}
