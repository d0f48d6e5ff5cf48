"""The review desk of declarations: what waits, one with its months and reasons, and what becomes of it."""

from datetime import timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.declarations_shown import declaration_row, declaration_shown
from jobmatch.doors.casework.scope import declaration_or_404, my_district
from jobmatch.levy import service
from jobmatch.levy.letter_pdf import letter_number
from jobmatch.levy.letters import find_valid
from jobmatch.levy.queries import count_by_state, list_declarations
from jobmatch.levy.tables import Declaration, DeclarationState
from jobmatch.people.service import record_view
from jobmatch.storage.act import act
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.fields import ChoiceField, DayField, LongTextField
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.letters import letter_answer
from jobmatch.web.refusals import refusal
from jobmatch.web.signed_in import current_actor
from jobmatch.web.validators import Choose, Required, TooLong
from jobmatch.wording import SentenceError

MOST_ROWS = 200
ANSWER_DAYS = 10
SHELVES = {
    "waiting": (DeclarationState.SUBMITTED, DeclarationState.IN_REVIEW),
    "returned": (DeclarationState.RETURNED,),
    "confirmed": (DeclarationState.CONFIRMED,),
    "others": (DeclarationState.REJECTED, DeclarationState.WITHDRAWN),
}
CONFIRM, RETURN, REJECT = "confirm", "return", "reject"


class ReviewForm(Form):
    """What becomes of a declaration; whatever goes back says everything that is missing, once."""

    decision = ChoiceField(
        _l("审核结果"),
        validators=[Choose(_l("审核结果"))],
        choices=[
            (CONFIRM, _l("确认"), _l("按现在的月份重新计算后确认")),
            (RETURN, _l("退回补正"), _l("把缺的材料一次说全")),
            (REJECT, _l("不通过"), _l("写明原因，单位可以改正后重新提交")),
        ],
    )
    note = LongTextField(
        _l("要补的材料或者不通过的原因"),
        hint=_l("确认的不用填。单位会看到这里的话。"),
        validators=[TooLong(_l("这一项"), high=service.LONGEST_NOTE)],
    )
    answer_by = DayField(_l("补正到哪一天"), hint=_l("退回补正的才看这一项"))


class ReopenForm(Form):
    """Why a confirmation is taken back, and until when it is to be mended."""

    note = LongTextField(
        _l("哪里确认错了，要单位改什么"),
        hint=_l("一次说全。单位会看到这里的话。"),
        validators=[Required(), TooLong(high=service.LONGEST_NOTE)],
    )
    answer_by = DayField(_l("补正到哪一天"))


@blueprint.get("/declarations")
def declarations() -> ResponseReturnValue:
    """Declarations: those to review first, those sent back, those that are over; the oldest first."""
    shelf = request.args.get("state", "waiting")
    shelf = shelf if shelf in SHELVES else "waiting"
    counts = count_by_state(my_district())
    found = list_declarations(my_district(), SHELVES[shelf], MOST_ROWS)
    return render_template(
        "casework/declarations.html",
        shelf=shelf,
        shelves={name: sum(counts.get(state, 0) for state in states) for name, states in SHELVES.items()},
        rows=[declaration_row(one) for one in found],
        most=MOST_ROWS,
    )


@blueprint.route("/declarations/<id:declaration_id>", methods=["GET", "POST"])
def declaration(declaration_id: str) -> ResponseReturnValue:
    """One declaration: everybody's months with every reason, its steps, and the decision."""
    declared, form = declaration_or_404(declaration_id), ReviewForm()
    if request.method == "GET" and form.answer_by.data is None:
        form.answer_by.data = clock.today() + timedelta(days=ANSWER_DAYS)
    if not form.validate_on_submit():
        return _page(declared, form), 422 if form.errors else 200
    if form.decision.data != CONFIRM and not str(form.note.data or "").strip():
        form.refuse("note", _("退回或者不通过，请写明缺什么、为什么"))
        return _page(declared, form), 422
    if form.decision.data == RETURN and form.answer_by.data is None:
        form.refuse("answer_by", _("请填写补正到哪一天"))
        return _page(declared, form), 422
    try:
        _decide(declared, form)
    except (SentenceError, BrokenRuleError) as error:
        form.refuse(None, refusal(error))
        return _page(declaration_or_404(declaration_id), form), 409
    flash(_("已办好，单位会看到结果。"), "success")
    return redirect(url_for("casework.declaration", declaration_id=declaration_id), 303)


@blueprint.post("/declarations/<id:declaration_id>/taken-up")
def declaration_taken_up(declaration_id: str) -> ResponseReturnValue:
    """I review this one."""
    declared, form = declaration_or_404(declaration_id), ReviewForm()
    try:
        service.take_up(current_actor(), declared)
    except (SentenceError, BrokenRuleError) as error:
        form.refuse(None, refusal(error))
        return _page(declaration_or_404(declaration_id), form), 409
    flash(_("已受理，由您审核。"), "success")
    return redirect(url_for("casework.declaration", declaration_id=declaration_id), 303)


@blueprint.get("/declarations/<id:declaration_id>/letter")
def declaration_letter(declaration_id: str) -> ResponseReturnValue:
    """The letter that confirms it, the same file that the employer gets."""
    declared = declaration_or_404(declaration_id)
    return letter_answer(current_actor(), declared, find_valid(declared.id) or abort(404))


@blueprint.post("/declarations/<id:declaration_id>/reopened")
def declaration_reopened(declaration_id: str) -> ResponseReturnValue:
    """I take the confirmation back: the employer mends it, and the letter is valid no longer."""
    declared, form = declaration_or_404(declaration_id), ReopenForm()
    note, answer_by = str(form.note.data or "").strip(), form.answer_by.data
    if not form.validate_on_submit() or answer_by is None:
        if answer_by is None:
            form.refuse("answer_by", _("请填写补正到哪一天"))
        return _page(declared, form), 422
    try:
        service.reopen(current_actor(), declared, note, answer_by)
    except (SentenceError, BrokenRuleError) as error:
        form.refuse(None, refusal(error))
        return _page(declaration_or_404(declaration_id), form), 409
    flash(_("确认已经撤回，确认书失效。单位会看到要改什么。"), "success")
    return redirect(url_for("casework.declaration", declaration_id=declaration_id), 303)


def _decide(declared: Declaration, form: ReviewForm) -> None:
    by, note, answer_by = current_actor(), str(form.note.data or "").strip(), form.answer_by.data
    if form.decision.data == CONFIRM:
        service.confirm(by, declared)
    elif form.decision.data == REJECT:
        service.reject(by, declared, note)
    else:
        assert answer_by is not None, "asked for above"
        service.send_back(by, declared, note, answer_by)


def _page(declared: Declaration, form: Form) -> str:
    people = [person.person_id for person in declared.people]
    with act(by=current_actor(), action="declaration.viewed", about=declared):
        for person_id in people:
            record_view(current_actor(), person_id, "months")
    letter = find_valid(declared.id)
    if isinstance(form, ReviewForm) and letter is not None:
        form = ReopenForm(formdata=None, answer_by=clock.today() + timedelta(days=ANSWER_DAYS))
    number = letter_number(letter, locale_code()) if letter else ""
    return render_template("casework/declaration.html", shown=declaration_shown(declared), form=form, letter=number)
