"""The scorecard of a period, and the rows that a figure counts."""

from datetime import date

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.accounts.queries import get_district
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.scope import my_district
from jobmatch.doors.casework.scorecard.files import file_answer
from jobmatch.doors.casework.scorecard.period import asked_of, period_of
from jobmatch.doors.casework.scorecard.publishing import is_over
from jobmatch.doors.casework.scorecard.rows import rows_shown
from jobmatch.reports.indicators import INDICATORS
from jobmatch.reports.periods import half_year_of
from jobmatch.reports.publications import list_publications
from jobmatch.reports.report import report_of
from jobmatch.reports.scorecard import figure_of
from jobmatch.reports.written import by_process, said
from jobmatch.web.access_groups import HEADS
from jobmatch.web.filters import PeriodFilter
from jobmatch.web.language import locale_code
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import get_signed_in_user


@blueprint.get("/scorecard", endpoint="scorecard")
def scorecard_page() -> ResponseReturnValue:
    """Every figure of a period, this half year where none is chosen."""
    form = PeriodFilter.asked()
    first, last = period_of(form)
    report = report_of(get_district(my_district()), first, last, locale_code(), clock.today())
    asked = asked_of(first, last)
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
        publications=list_publications(my_district()),
        publish_href=url_for("casework.publish_scorecard", **asked) if _may_publish(last) else "",
    )


def _may_publish(last: date) -> bool:
    return get_signed_in_user().role in HEADS and is_over(last)


@blueprint.get("/scorecard/<indicator>/rows")
def scorecard_rows(indicator: str) -> ResponseReturnValue:
    """What a figure counts, row by row."""
    if indicator not in INDICATORS:
        abort(404)
    first, last = period_of(PeriodFilter.asked())
    district_id, one, asked = my_district(), INDICATORS[indicator], asked_of(first, last)
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
        comparison_href=url_for("casework.scorecard_comparison", indicator=indicator, **asked),
        page=page,
        page_href=lambda number: url_for("casework.scorecard_rows", indicator=indicator, page=number, **asked),
    )


@blueprint.get("/scorecard/file/<form>")
def scorecard_file(form: str) -> ResponseReturnValue:
    """The scorecard of a period as Word, PDF or Excel: nobody's name is in it."""
    first, last = period_of(PeriodFilter.asked())
    return file_answer(report_of(get_district(my_district()), first, last, locale_code(), clock.today()), form)
