"""A published scorecard: its figures as they were signed, what has changed since, and its files."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.accounts.queries import get_district, names_of
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.scope import my_district, publication_or_404
from jobmatch.doors.casework.scorecard.files import file_answer
from jobmatch.doors.casework.scorecard.rows import CountedRow, rows_shown
from jobmatch.reports.indicators import INDICATORS
from jobmatch.reports.publication_rules import Changes
from jobmatch.reports.publication_tables import Publication, PublishedFigure
from jobmatch.reports.publications import (
    changes_since,
    list_changes,
    list_published_rows,
    report_of_publication,
    value_of,
)
from jobmatch.reports.scorecard import figure_of
from jobmatch.reports.written import by_process, said
from jobmatch.web.language import locale_code
from jobmatch.web.paging import PAGE_ROWS, page_asked

MOST_CHANGES = 200


@blueprint.get("/scorecard/publications/<id:publication_id>")
def publication(publication_id: str) -> ResponseReturnValue:
    """A published scorecard, and which of its figures would be others today."""
    published = publication_or_404(publication_id)
    report = report_of_publication(get_district(published.district_id), published, locale_code())

    return render_template(
        "casework/scorecard/publication.html",
        published=published,
        signed_by=names_of([published.published_by])[published.published_by],
        report=report,
        parts=list(by_process(report.figures, locale_code())),
        said=said,
        since={key: since_said(one) for key, one in list_changes(published).items()},
        reasons={one.key: one.small_reason for one in published.figures},
        href=lambda key: url_for("casework.publication_rows", publication_id=publication_id, indicator=key),
        file_href=lambda form: url_for("casework.publication_file", publication_id=publication_id, form=form),
    )


@blueprint.get("/scorecard/publications/<id:publication_id>/rows/<indicator>")
def publication_rows(publication_id: str, indicator: str) -> ResponseReturnValue:
    """What a published figure counted, and what it would count now: what came, what went, and why."""
    published = publication_or_404(publication_id)
    figure = next((one for one in published.figures if one.key == indicator), None) or abort(404)
    ids, changes = list_published_rows(figure), changes_since(published, figure)
    page = page_asked(len(ids))
    return render_template(
        "casework/scorecard/publication_rows.html",
        published=published,
        figure=figure_of(INDICATORS[indicator], value_of(figure), locale_code()),
        said=said,
        since=since_said(changes) if changes.is_any else "",
        appeared=_appeared(published, figure, changes.appeared[:MOST_CHANGES]),
        vanished=_vanished(figure, changes.vanished[:MOST_CHANGES]),
        is_cut=max(len(changes.appeared), len(changes.vanished)) > MOST_CHANGES,
        rows=rows_shown(INDICATORS[indicator].table, ids[page.offset : page.offset + PAGE_ROWS]),
        page=page,
        page_href=lambda number: url_for(
            "casework.publication_rows", publication_id=publication_id, indicator=indicator, page=number
        ),
    )


@blueprint.get("/scorecard/publications/<id:publication_id>/file/<form>")
def publication_file(publication_id: str, form: str) -> ResponseReturnValue:
    """A published scorecard as Word, PDF or Excel."""
    published = publication_or_404(publication_id)
    report = report_of_publication(get_district(my_district()), published, locale_code())
    answer: Response = file_answer(report, form)
    return answer


def since_said(changes: Changes) -> str:
    """Say what has changed since a figure was published: 发布后 +2, 发布后 +1 −1."""
    parts = [f"+{len(changes.appeared)}" if changes.appeared else ""]
    parts += [f"−{len(changes.vanished)}" if changes.vanished else ""]
    return _("发布后 %(changes)s", changes=" ".join(filter(None, parts)))


def _appeared(published: Publication, figure: PublishedFigure, ids: Sequence[str]) -> list[CountedRow]:
    """Say of each row that came when: entered after the signature, or there before and counted only now."""

    def why(row: Any) -> str:
        entered = getattr(row, "recorded_at", None) or getattr(row, "registered_at", None)
        return _("发布以后才记入") if entered and entered > published.published_at else _("发布以后改过，现在计入")

    return rows_shown(INDICATORS[figure.key].table, ids, why)


def _vanished(figure: PublishedFigure, ids: Sequence[str]) -> list[CountedRow]:
    """Say of each row that went whether it is still on record; of one that is gone only that it was there."""
    table = INDICATORS[figure.key].table
    left = rows_shown(table, ids, lambda _row: _("还在台账里，发布以后改过，现在不计入"))
    gone = len(ids) - len(left)
    return left + [CountedRow(_("已不在台账里的记录"), "", [_("发布以后删除或者合并")])] * gone
