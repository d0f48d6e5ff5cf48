"""A scorecard as a file to keep."""

from flask import Response, abort

from jobmatch.reports.files import FORMS
from jobmatch.reports.report import Report


def file_answer(report: Report, form: str) -> Response:
    """Answer with the scorecard in that form; 404 for any other."""
    if form not in FORMS:
        abort(404)
    media_type, make = FORMS[form]
    answer = Response(make(report), mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="scorecard-{report.first}-{report.last}.{form}"'
    return answer
