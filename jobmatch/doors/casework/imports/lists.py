"""The lists of a preview, page by page, and its findings as a file."""

from collections.abc import Iterator

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.documents.csv_out import csv_lines
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.imports import labels
from jobmatch.doors.casework.imports.routes import import_or_404
from jobmatch.doors.casework.imports.shown import column_name, import_row, list_line
from jobmatch.people.import_tables import PartKind, RegisterImport
from jobmatch.people.importing import staging
from jobmatch.storage.act import act
from jobmatch.web.language import locale_code
from jobmatch.web.paging import page_asked
from jobmatch.web.signed_in import current_actor
from jobmatch.wording import sentence


@blueprint.get("/register/imports/<id:import_id>/people")
def register_import_list(import_id: str) -> ResponseReturnValue:
    """Who is new, who changes and how, who is not in the file."""
    one, kind = import_or_404(import_id), request.args.get("list", "new")
    if kind not in labels.LISTS or kind == "conflict":
        abort(404)
    page = page_asked(one.counts.get(kind, 0))
    return render_template(
        "casework/imports/list.html",
        row=import_row(one),
        kind=kind,
        title=labels.LISTS[kind],
        lines=[list_line(line) for line in staging.read_part(one.id, PartKind(kind), page.number)],
        page=page,
        href=lambda number: url_for("casework.register_import_list", import_id=import_id, list=kind, page=number),
    )


@blueprint.post("/register/imports/<id:import_id>/findings")
def register_import_findings(import_id: str) -> ResponseReturnValue:
    """Every finding as a file, to mend the export by; it says where, never what a cell said."""
    one = import_or_404(import_id)
    with act(by=current_actor(), action="register_import.findings_taken", about=one):
        pass
    header = [_("行"), _("列"), _("怎么处理"), _("问题")]
    # What the pages know of the request is gone while the file is sent: words are put together beforehand.
    columns = {place: column_name(one, place) for place in {-1, *one.columns.values()}}
    levels = {level: str(label) for level, label in labels.LEVELS.items()}
    lines = csv_lines(header, _cells(one, columns, levels, locale_code()))
    answer = Response("".join(lines), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=findings.csv"
    return answer


def _cells(one: RegisterImport, columns: dict[int, str], levels: dict[str, str], locale: str) -> Iterator[list[object]]:
    for found in staging.read_parts(one.id, PartKind.FINDINGS):
        said = sentence(found["code"], found["values"], locale)
        yield [found["row"], columns.get(found["column"], ""), levels[found["level"]], said]
