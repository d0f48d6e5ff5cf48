"""Writing a position: section by section, each kept as it is typed, then checked, then published."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.draft_read import part_form, read_draft, typed_into
from jobmatch.doors.portal.position_parts import (
    PARTS,
    TEXT_MOST,
    TITLE_MOST,
    OccupationPart,
    WorkPart,
    known_occupation,
    part_after,
)
from jobmatch.doors.portal.scope import draft_or_404, my_employer, position_or_404
from jobmatch.doors.portal.suggested import offer
from jobmatch.employers import drafts
from jobmatch.employers.draft_tables import PositionDraft
from jobmatch.employers.drafts import Owner, TooManyDraftsError
from jobmatch.employers.posting import PostingRefusedError, find_faults, publish
from jobmatch.employers.posting_rules import TEXTS, taken_over
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor


@blueprint.route("/positions/new", methods=["GET", "POST"])
def new_position() -> ResponseReturnValue:
    """Begin a position with what the work is; from then on it is a draft."""
    form = WorkPart()
    if not form.is_submitted():
        return _section("work", form, None)
    typed = typed_into("work", request.form.to_dict(flat=False))
    if not any("".join(values).strip() for values in typed.values()):
        form.validate()
        return _section("work", form, None), 422
    try:
        draft = drafts.begin(current_actor(), Owner(*my_employer()), typed)
    except TooManyDraftsError as error:
        form.refuse(None, error.sentence(locale_code()))
        return _section("work", form, None), 409
    return _onwards(draft, "work", form)


@blueprint.post("/positions/<id:position_id>/edit")
def edit_position(position_id: str) -> ResponseReturnValue:
    """Change one of our positions: in a draft, so that the public reads the old words until we publish."""
    try:
        draft = drafts.begin_from(current_actor(), position_or_404(position_id))
    except TooManyDraftsError as error:
        flash(error.sentence(locale_code()), "message")
        return redirect(url_for("portal.positions"), 303)
    return redirect(url_for("portal.draft", draft_id=draft.id), 303)


@blueprint.route(
    "/positions/drafts/<id:draft_id>/<any(work, occupation, terms, needs, offers):part>", methods=["GET", "POST"]
)
def draft_part(draft_id: str, part: str) -> ResponseReturnValue:
    """Fill in one section; what was typed is kept even where it is not right yet."""
    draft = draft_or_404(draft_id)
    if part == "occupation":
        return _occupation(draft)
    if request.method == "GET":
        return _section(part, part_form(part, draft.fields), draft)
    drafts.keep(current_actor(), draft, typed_into(part, request.form.to_dict(flat=False)))
    return _onwards(draft_or_404(draft_id), part, PARTS[part].form())


@blueprint.get("/positions/drafts/<id:draft_id>")
def draft(draft_id: str) -> ResponseReturnValue:
    """Read the whole draft back: what is missing, what the law says, and the button to publish."""
    return _checked(draft_or_404(draft_id), Form())


@blueprint.post("/positions/drafts/<id:draft_id>/better")
def better_wording(draft_id: str) -> ResponseReturnValue:
    """Take over the better wording of one finding."""
    draft, name = draft_or_404(draft_id), request.form.get("field", "")
    if name not in TEXTS:
        abort(400)
    typed = next(iter(draft.fields.get(name, [])), "")
    if len(typed) <= TEXT_MOST:
        drafts.keep(current_actor(), draft, {name: [taken_over(request.form.get("rule", ""), typed)]})
    flash(_("已经换成更好的写法，请再看一遍。"), "success")
    return redirect(url_for("portal.draft", draft_id=draft_id), 303)


@blueprint.post("/positions/drafts/<id:draft_id>/publish")
def publish_position(draft_id: str) -> ResponseReturnValue:
    """Publish a draft, unless something is missing or the law forbids it."""
    draft, form = draft_or_404(draft_id), Form()
    content = read_draft(draft).content
    if content is None:
        return _checked(draft, form), 422
    try:
        position = publish(current_actor(), draft, content)
    except PostingRefusedError as error:
        form.refuse(None, error.sentence(locale_code()))
        return _checked(draft_or_404(draft_id), form), 409
    flash(_("已发布，求职的人马上能看到。"), "success")
    return redirect(url_for("portal.position", position_id=position.id), 303)


@blueprint.post("/positions/drafts/<id:draft_id>/discard")
def discard_draft(draft_id: str) -> ResponseReturnValue:
    """Give a draft up."""
    drafts.discard(current_actor(), draft_or_404(draft_id))
    flash(_("草稿已删除。"), "success")
    return redirect(url_for("portal.positions"), 303)


def _onwards(draft: PositionDraft, part: str, form: Form) -> ResponseReturnValue:
    """Go to the next section, to the list for later, or stay with what is not right yet; all of it is kept."""
    if request.form.get("then") == "later":
        flash(_("草稿已保存，什么时候接着填都可以。"), "success")
        return redirect(url_for("portal.positions"), 303)
    if not form.validate():
        return _section(part, form, draft), 422
    return redirect(_address_after(draft, part), 303)


def _address_after(draft: PositionDraft, part: str) -> str:
    following = part_after(part)
    if following is None or draft.position_id or request.form.get("then") == "check":
        return url_for("portal.draft", draft_id=draft.id)
    return url_for("portal.draft_part", draft_id=draft.id, part=following)


def _occupation(draft: PositionDraft) -> ResponseReturnValue:
    """Choose the occupation; other words bring other suggestions and keep nothing."""
    title = next(iter(draft.fields.get("title", [])), "")[:TITLE_MOST]
    now = known_occupation(next(iter(draft.fields.get("code", [])), None))
    form = OccupationPart(code=now)
    asked = form.asked.data[:TITLE_MOST] if form.asked.data else title
    if form.is_submitted() and form.words.validate(form) and form.words.data and request.form.get("then") != "later":
        asked, form = form.words.data, OccupationPart(formdata=None, code=now)
        offer(form, asked, draft.district_id, now)
        return _section("occupation", form, draft, asked)
    offer(form, asked, draft.district_id, now)
    if not form.is_submitted():
        return _section("occupation", form, draft, asked)
    if form.validate():
        drafts.keep(current_actor(), draft, {"code": [form.code.data] if form.code.data else []})
    return _onwards(draft_or_404(draft.id), "occupation", form)


def _section(part: str, form: Form, draft: PositionDraft | None, asked: str = "") -> str:
    title = next(iter(draft.fields.get("title", [])), "") if draft else ""
    order = list(PARTS)
    here = url_for("portal.draft_part", draft_id=draft.id, part=part) if draft else url_for("portal.new_position")
    return render_template(
        "portal/position_part.html",
        part=PARTS[part],
        form=form,
        draft=draft,
        title=title,
        asked=asked,
        here=here,
        number=order.index(part) + 1,
        count=len(order) + 1,
        is_change=bool(draft and draft.position_id),
    )


def _checked(draft: PositionDraft, form: Form) -> str:
    read = read_draft(draft)
    findings = find_faults(read.posting)
    return render_template(
        "portal/position_draft.html",
        draft=draft,
        form=form,
        read=read,
        findings=findings,
        title=read.posting.title,
        can_publish=read.content is not None and not any(one.blocks for one in findings),
    )
