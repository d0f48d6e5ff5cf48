"""The imports of the register: history with the upload, and one import as it stands."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.documents.spreadsheet import SpreadsheetError
from jobmatch.documents.spreadsheet_limits import MOST_BYTES
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.imports.forms import ConfirmForm, ConfirmWithLeftForm, UploadForm
from jobmatch.doors.casework.imports.shown import (
    event_rows,
    finding_rows,
    header_of,
    import_row,
    list_rows,
)
from jobmatch.doors.casework.scope import my_district
from jobmatch.people.import_tables import ImportState, RegisterImport
from jobmatch.people.importing import service
from jobmatch.people.importing.decisions import is_decided_since
from jobmatch.people.importing.queries import count_imports, find_import, find_same_file, list_imports
from jobmatch.people.importing.service import ImportRefusedError
from jobmatch.web.language import locale_code
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import current_actor

WORKING = {ImportState.CHECKING, ImportState.CONFIRMING}
OVER = {ImportState.CONFIRMED, ImportState.DISCARDED}


def import_or_404(import_id: str) -> RegisterImport:
    """Return the import of my district, or answer 404."""
    return find_import(my_district(), import_id) or abort(404)


@blueprint.get("/register/imports")
def register_imports() -> ResponseReturnValue:
    """Every import so far, newest first, and the way to begin another."""
    return _history(UploadForm())


@blueprint.post("/register/imports")
def register_import_uploaded() -> ResponseReturnValue:
    """A file comes in; nothing of the register changes."""
    form = UploadForm()
    if not form.validate_on_submit():
        return _history(form), 422
    chosen = form.file.data
    try:
        one = service.receive(current_actor(), my_district(), chosen.filename or "", chosen.stream.read(MOST_BYTES + 1))
    except (SpreadsheetError, ImportRefusedError) as error:
        form.refuse("file", error.sentence(locale_code()))
        return _history(form), 422
    if find_same_file(one.district_id, one.file_hash) is not None:
        flash(_("这个文件以前写入过。同一个文件再写一次，什么都不会变。"), "message")
    return redirect(url_for("casework.register_import_columns", import_id=one.id), 303)


def _history(form: UploadForm) -> str:
    district_id = my_district()
    page = page_asked(count_imports(district_id))
    return render_template(
        "casework/imports/history.html",
        form=form,
        rows=[import_row(one) for one in list_imports(district_id, PAGE_ROWS, page.offset)],
        page=page,
        href=lambda number: url_for("casework.register_imports", page=number),
    )


@blueprint.get("/register/imports/<id:import_id>")
def register_import(import_id: str) -> ResponseReturnValue:
    """Where this import stands: how far the work is, what it would change, or what became of it."""
    return import_page(import_or_404(import_id))


def import_page(one: RegisterImport, form: ConfirmForm | None = None) -> str:
    """Draw the page of an import."""
    return render_template(
        "casework/imports/import.html",
        row=import_row(one),
        one=_facts(one),
        others=header_of(one)[1],
        lists=list_rows(one),
        events=event_rows(one),
        findings=finding_rows(one),
        form=(form or confirm_form(one)) if one.state is ImportState.PREVIEWED else None,
        is_decided_since=is_decided_since(one),
    )


def confirm_form(one: RegisterImport) -> ConfirmForm:
    """Return the form that confirms what the import shows now."""
    is_left = one.counts.get("refused") or one.counts.get("conflict")
    form = ConfirmWithLeftForm() if is_left else ConfirmForm()
    if not form.seen.data:
        form.seen.data = one.plan_hash
    return form


def _facts(one: RegisterImport) -> dict[str, Any]:
    names = ("new", "changed", "same", "conflict", "gone", "refused")
    return {
        "id": one.id,
        "state": one.state.value,
        "is_working": one.state in WORKING,
        "is_over": one.state in OVER,
        "percent": min(99, 100 * one.done // max(one.total, 1)),
        "confirmed_at": one.confirmed_at,
        "is_renewed": one.is_renewed,
        "has_preview": bool(one.counts) and one.state not in {ImportState.CHECKING, ImportState.UPLOADED},
        **{name: one.counts.get(name, 0) for name in names},
    }
