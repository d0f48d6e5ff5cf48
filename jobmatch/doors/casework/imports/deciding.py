"""The rows of an import that only a person can decide about: asked page by page, worked out anew when it is said."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.imports.asked_shown import asked_line
from jobmatch.doors.casework.imports.forms import DecisionsForm, decisions_form
from jobmatch.doors.casework.imports.routes import import_or_404, import_page
from jobmatch.doors.casework.imports.shown import count_listed, import_row
from jobmatch.people.import_tables import ImportState, PartKind, RegisterImport
from jobmatch.people.importing import decisions, staging
from jobmatch.people.importing.service import ImportRefusedError
from jobmatch.web.language import locale_code
from jobmatch.web.paging import Page, page_asked, page_of
from jobmatch.web.signed_in import current_actor


@blueprint.get("/register/imports/<id:import_id>/decisions")
def register_import_decisions(import_id: str) -> ResponseReturnValue:
    """The rows that only a person can decide about: why, whom each may be about, what was said of it."""
    one = import_or_404(import_id)
    return _asked_page(one, page_asked(count_listed(one, "conflict")))


@blueprint.post("/register/imports/<id:import_id>/decisions")
def register_import_decided(import_id: str) -> ResponseReturnValue:
    """What somebody says of the rows of a page; nothing of the register changes by it."""
    one = import_or_404(import_id)
    page = page_of(_number(request.form.get("page", "")), count_listed(one, "conflict"))
    form = _form(one, page)
    if not form.validate_on_submit():
        return _asked_page(one, page, form), 422
    try:
        shown = decisions.Shown(form.seen.data or "", page.number)
        decided = decisions.decide(current_actor(), one, shown, form.said)
    except ImportRefusedError as error:
        flash(error.sentence(locale_code()))
        return import_page(import_or_404(import_id)), 409
    flash(_("已记下，一共定了 %(count)s 行。写入以前要按这些决定重新核对。", count=decided), "success")
    if page.number < page.last:
        return redirect(url_for("casework.register_import_decisions", import_id=import_id, page=page.number + 1), 303)
    return redirect(url_for("casework.register_import", import_id=import_id), 303)


@blueprint.post("/register/imports/<id:import_id>/check")
def register_import_checked(import_id: str) -> ResponseReturnValue:
    """Have it worked out what the file would change by what was decided."""
    try:
        decisions.check_again(current_actor(), import_or_404(import_id))
    except ImportRefusedError as error:
        flash(error.sentence(locale_code()))
        return import_page(import_or_404(import_id)), 409
    return redirect(url_for("casework.register_import", import_id=import_id), 303)


def _lines(one: RegisterImport, page: Page) -> list[dict[str, object]]:
    """Return the staged rows of a page with what was said of them meanwhile."""
    said = staging.read_decisions(one.id)
    lines = staging.read_part(one.id, PartKind.CONFLICT, page.number)
    if one.state is not ImportState.PREVIEWED:
        return lines
    now = {row: {"verdict": kept.verdict, "said_of": kept.person_id} for row, kept in said.items()}
    return [{**line, **now.get(line["row"], {"verdict": "", "said_of": None})} for line in lines]


def _number(typed: str) -> int:
    """Return the page that the form was about: a query may not stand on what is posted."""
    return max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) <= 6 else 1


def _form(one: RegisterImport, page: Page) -> DecisionsForm:
    form = decisions_form(asked_line(line) for line in _lines(one, page))
    form.page.data = str(page.number)
    if not form.seen.data:
        form.seen.data = one.plan_hash
    return form


def _asked_page(one: RegisterImport, page: Page, form: DecisionsForm | None = None) -> str:
    is_open = one.state is ImportState.PREVIEWED
    return render_template(
        "casework/imports/decide.html",
        row=import_row(one),
        lines=[asked_line(line) for line in _lines(one, page)],
        form=(form or _form(one, page)) if is_open else None,
        page=page,
        action=url_for("casework.register_import_decided", import_id=one.id),
        href=lambda number: url_for("casework.register_import_decisions", import_id=one.id, page=number),
    )
