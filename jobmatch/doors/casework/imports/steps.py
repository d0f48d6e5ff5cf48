"""The steps of an import: settle the columns, confirm, put aside."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.imports.forms import ColumnsForm, columns_form
from jobmatch.doors.casework.imports.routes import confirm_form, import_or_404, import_page
from jobmatch.doors.casework.imports.shown import header_of, import_row
from jobmatch.people.import_tables import ImportState, RegisterImport
from jobmatch.people.importing import service
from jobmatch.people.importing.rules.columns import repeated
from jobmatch.people.importing.service import ImportRefusedError
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.wording import sentence

_MAY_SETTLE = {ImportState.UPLOADED, ImportState.PREVIEWED}
_TWICE = "import.column_twice"
_MISSING = "import.column_missing."


@blueprint.get("/register/imports/<id:import_id>/columns")
def register_import_columns(import_id: str) -> ResponseReturnValue:
    """Which column says what: guessed, or as somebody settled it for this form of the export."""
    one = import_or_404(import_id)
    if one.state not in _MAY_SETTLE:
        return redirect(url_for("casework.register_import", import_id=import_id))
    return _columns_page(one, columns_form(header_of(one)[0], one.columns))


@blueprint.post("/register/imports/<id:import_id>/columns")
def register_import_settled(import_id: str) -> ResponseReturnValue:
    """The columns are said; the worker works out what the file would change."""
    one = import_or_404(import_id)
    form = columns_form(header_of(one)[0], one.columns)
    if not form.validate_on_submit():
        return _columns_page(one, form), 422
    if twice := form.find_twice():
        form.refuse(twice, sentence(_TWICE, {}, locale_code()))
        return _columns_page(one, form), 422
    try:
        service.settle_columns(current_actor(), one, form.columns)
    except ImportRefusedError as error:
        if error.key.startswith(_MISSING):
            form.refuse(error.key.removeprefix(_MISSING), error.sentence(locale_code()))
            return _columns_page(one, form), 422
        flash(error.sentence(locale_code()))
        return import_page(import_or_404(import_id)), 409
    return redirect(url_for("casework.register_import", import_id=import_id), 303)


def _columns_page(one: RegisterImport, form: ColumnsForm) -> str:
    header, others = header_of(one)
    row = import_row(one)
    return render_template(
        "casework/imports/columns.html", form=form, row=row, repeated=repeated(header), others=others, id=one.id
    )


@blueprint.post("/register/imports/<id:import_id>/confirm")
def register_import_confirmed(import_id: str) -> ResponseReturnValue:
    """What is shown is meant; the worker writes it, all or nothing."""
    one = import_or_404(import_id)
    form = confirm_form(one)
    if one.state is ImportState.PREVIEWED and not form.validate_on_submit():
        return import_page(one, form), 422
    try:
        service.ask_confirmation(current_actor(), one, form.seen.data or "")
    except ImportRefusedError as error:
        flash(error.sentence(locale_code()))
        return import_page(import_or_404(import_id)), 409
    return redirect(url_for("casework.register_import", import_id=import_id), 303)


@blueprint.post("/register/imports/<id:import_id>/discard")
def register_import_discarded(import_id: str) -> ResponseReturnValue:
    """It is not meant: everything that waited of the file is deleted."""
    try:
        service.discard(current_actor(), import_or_404(import_id))
    except ImportRefusedError as error:
        flash(error.sentence(locale_code()))
        return import_page(import_or_404(import_id)), 409
    flash(_("已放弃这份导入，读入的内容已经删除。名册没有变。"), "success")
    return redirect(url_for("casework.register_imports"), 303)
