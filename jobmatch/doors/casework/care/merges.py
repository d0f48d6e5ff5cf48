"""Two rows that are one person: find the other, look at both, merge, decide what is contested, take it back."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.data_care import merging, queries, undoing
from jobmatch.data_care.merging import MergeRefusedError
from jobmatch.data_care.plan import Plan, make_plan
from jobmatch.data_care.tables import Decision, Merge, MergeReason, UndoReason
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.care import merge_shown as shown
from jobmatch.doors.casework.care.forms import DecideForm, MergeForm, UndoForm, decide_form_for, merge_form_for
from jobmatch.doors.casework.people.reasons import reasons_said
from jobmatch.doors.casework.scope import my_district, person_or_404
from jobmatch.finding.queries import Scope, find_people
from jobmatch.finding.rules import WORDS_MOST, read
from jobmatch.finding.service import find_search, look_for
from jobmatch.people.duplicates import list_like
from jobmatch.people.lines import one_line
from jobmatch.people.queries import find_person
from jobmatch.people.service import record_view
from jobmatch.people.tables import Person
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.language import locale_code
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import current_actor, get_signed_in_user
from jobmatch.wording import sentence

FOUND_MOST = 20


@blueprint.route("/people/<id:person_id>/merge", methods=["GET", "POST"])
def merge_search(person_id: str) -> ResponseReturnValue:
    """Who may be the same person: those who look like them, or who answer the words of a search that was posted."""
    person = person_or_404(person_id)
    if typed := one_line(request.form.get("q", ""))[:WORDS_MOST]:
        made = look_for(current_actor(), typed)
        return redirect(url_for("casework.merge_search", person_id=person_id, search=made.id), 303)
    kept = find_search(get_signed_in_user().id, one_line(request.args.get("search", "")))
    name = kept.words or "" if kept else ""
    rows: list[tuple[str, str, str, tuple[str, ...]]]
    if name:
        found = find_people(Scope(person.district_id), read(name), FOUND_MOST).rows
        rows = [(one.id, one.name, shown.person_hint(one), ()) for one in found if one.id != person.id]
    else:
        rows = [
            (pair.other.id, pair.other.name, shown.person_hint(pair.other), reasons_said(pair.likeness)[0])
            for pair in list_like(person, FOUND_MOST)
        ]
    return render_template("casework/care/merge_search.html", person=person, name=name, rows=rows)


@blueprint.route("/people/<id:person_id>/merge/<id:other_id>", methods=["GET", "POST"])
def merge_preview(person_id: str, other_id: str) -> ResponseReturnValue:
    """Both side by side, everything that would go over, and the press that does it."""
    plan = make_plan(person_or_404(person_id), _other_or_404(person_id, other_id))
    form, status = merge_form_for(plan), 200
    if form.validate_on_submit():
        try:
            return _merged(form, plan)
        except (MergeRefusedError, BrokenRuleError) as error:
            plan, form = _look_again(person_id, other_id, form)
            form.refuse(None, _said(error))
            status = 409
    elif form.errors:
        status = 422
    return _preview(plan, form), status


def _merged(form: MergeForm, plan: Plan) -> ResponseReturnValue:
    made = merging.merge(
        current_actor(), plan.kept.id, plan.gone.id, form.seen.data, form.choices, MergeReason(form.reason.data)
    )
    flash(_("已合并成一份。错了可以撤销，原来的内容都留着。"), "success")
    return redirect(url_for("casework.merge", merge_id=made.id), 303)


def _look_again(person_id: str, other_id: str, sent: MergeForm) -> tuple[Plan, MergeForm]:
    """Show what is there now, with the choices made before where they are still asked for."""
    db.session.expire_all()
    plan = make_plan(person_or_404(person_id), _other_or_404(person_id, other_id))
    form = merge_form_for(plan)
    form.look_again(plan)
    return plan, form


def _preview(plan: Plan, form: MergeForm) -> str:
    kept, gone = plan.kept, plan.gone
    context = {
        "kept": (kept.id, kept.name, shown.person_hint(kept)),
        "gone": (gone.id, gone.name, shown.person_hint(gone)),
        "numbers_differ": bool(
            kept.citizen_number and gone.citizen_number and kept.citizen_number != gone.citizen_number
        ),
        "lines": shown.people_side_by_side(plan),
        "moves": shown.going_over(plan),
        "contests": shown.contested(plan),
    }
    for key in (kept.id, gone.id):
        record_view(current_actor(), key, "merge")
    return render_template("casework/care/merge_preview.html", form=form, **context)


def _other_or_404(person_id: str, other_id: str) -> Person:
    found = find_person(my_district(), other_id)
    if found is None or found.merged_into_id is not None or other_id == person_id:
        abort(404)
    return found


@blueprint.get("/merges")
def merges() -> ResponseReturnValue:
    """What was merged, newest first, and what is still contested."""
    district_id = my_district()
    page = page_asked(queries.count_merges(district_id))
    rows = [shown.merge_shown(one) for one in queries.list_merges(district_id, PAGE_ROWS, page.offset)]
    return render_template(
        "casework/care/merges.html",
        rows=rows,
        page=page,
        open_contests=queries.count_open_contests(district_id),
        href=lambda number: url_for("casework.merges", page=number),
    )


@blueprint.get("/merges/<id:merge_id>")
def merge(merge_id: str) -> ResponseReturnValue:
    """One merge: what it moved, what is contested, and the way back."""
    return _merge_page(_merge_or_404(merge_id), UndoForm())


@blueprint.post("/merges/<id:merge_id>/undo")
def merge_undone(merge_id: str) -> ResponseReturnValue:
    """They were two people after all, or the wrong values were chosen: everything goes back."""
    found, form = _merge_or_404(merge_id), UndoForm()
    if not form.validate_on_submit():
        return _merge_page(found, form), 422
    try:
        left = undoing.undo(current_actor(), found, UndoReason(form.reason.data))
    except (MergeRefusedError, BrokenRuleError) as error:
        form.refuse(None, _said(error))
        return _merge_page(_merge_or_404(merge_id), form), 409
    if left:
        flash(_("已撤销。有 %(count)s 处后来改过，没有覆盖，请看下面。", count=len(left)))
    else:
        flash(_("已撤销，两份资料都恢复了原样。"), "success")
    return redirect(url_for("casework.merge", merge_id=merge_id), 303)


@blueprint.post("/merge-contests/<id:contest_id>")
def merge_contest_decided(contest_id: str) -> ResponseReturnValue:
    """I have asked: this one stands, the other does not."""
    contest = queries.find_contest(my_district(), contest_id) or abort(404)
    merge_id, form = contest.merge_id, decide_form_for(contest_id, *shown.both_sides(contest))
    if not form.validate_on_submit():
        return _merge_page(_merge_or_404(merge_id), UndoForm(), {contest_id: form}), 422
    try:
        merging.decide(current_actor(), contest, Decision(form[form.name].data))
    except (MergeRefusedError, BrokenRuleError) as error:
        form.refuse(form.name, _said(error))
        return _merge_page(_merge_or_404(merge_id), UndoForm(), {contest_id: form}), 409
    flash(_("已记下您的决定。"), "success")
    return redirect(url_for("casework.merge", merge_id=merge_id), 303)


def _merge_or_404(merge_id: str) -> Merge:
    return queries.find_merge(my_district(), merge_id) or abort(404)


def _merge_page(found: Merge, undo_form: UndoForm, refused: dict[str, DecideForm] | None = None) -> str:
    merge, forms = shown.merge_shown(found), dict(refused or {})
    for one in merge.contests:
        if one.id not in forms:
            forms[one.id] = decide_form_for(one.id, one.against, one.other)
    record_view(current_actor(), merge.kept_id, "merge")
    return render_template(
        "casework/care/merge.html",
        merge=merge,
        form=next(iter(refused.values())) if refused else undo_form,
        forms=forms,
        undo_form=undo_form,
        may_undo=get_signed_in_user().role == "head",
    )


def _said(error: MergeRefusedError | BrokenRuleError) -> str:
    if isinstance(error, BrokenRuleError):
        return sentence(f"rule.{error.rule}", {}, locale_code())
    return error.sentence(locale_code())
