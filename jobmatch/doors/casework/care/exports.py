"""The person's copy of everything that is held about them, by a press with a reason: a page to print, or a file."""

from flask import Response, current_app, render_template
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.data_care.exporting import Document, ExportReason
from jobmatch.data_care.exporting import export as take_out
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.care.forms import ExportForm
from jobmatch.doors.casework.care.held_shown import empty_sections, sections_shown
from jobmatch.doors.casework.scope import my_district, person_or_404
from jobmatch.people.service import record_view
from jobmatch.storage.act import act
from jobmatch.web.signed_in import current_actor


@blueprint.route("/people/<id:person_id>/export", methods=["GET", "POST"])
def export(person_id: str) -> ResponseReturnValue:
    """Who asks, and in which shape; then everything, once, with a trace of who took it out."""
    person, form = person_or_404(person_id), ExportForm()
    name = person.name
    if not form.validate_on_submit():
        return render_template("casework/care/export.html", form=form, person_id=person_id, name=name), (
            422 if form.errors else 200
        )
    with act(by=current_actor(), action="person.copied"):
        document = take_out(current_actor(), person_or_404(person_id), ExportReason(form.reason.data))
        record_view(current_actor(), person_id, "export")
    return _file(document) if form.shape.data == "file" else _page(document, person_id, name)


def _file(document: Document) -> Response:
    response = Response(current_app.json.dumps(document, indent=1), mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="personal-data.json"'
    return response


def _page(document: Document, person_id: str, name: str) -> str:
    return render_template(
        "casework/care/exported.html",
        person_id=person_id,
        name=name,
        made_at=clock.now(),
        sections=sections_shown(document["sections"], my_district()),
        nothing=empty_sections(document["sections"]),
    )
