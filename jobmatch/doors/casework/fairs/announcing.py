"""Announcing a fair, changing it, and giving booths out."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.fairs.forms import BoothForm, FairForm
from jobmatch.doors.casework.fairs.shown import fair_page
from jobmatch.doors.casework.scope import booth_or_404, fair_or_404, my_district
from jobmatch.employers.queries import list_employers
from jobmatch.employers.tables import Employer
from jobmatch.fairs import managing
from jobmatch.fairs.managing import FairChangeRefusedError
from jobmatch.people.lines import one_line
from jobmatch.web.facts import joined
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor

ALIKE = 5


@blueprint.route("/fairs/new", methods=["GET", "POST"])
def new_fair() -> ResponseReturnValue:
    """Announce a fair."""
    form = FairForm()
    if form.validate_on_submit():
        fair = managing.announce(current_actor(), my_district(), form.facts)
        flash(_("招聘会已登记。下一步：安排展位。"), "success")
        return redirect(url_for("casework.fair", fair_id=fair.id), 303)
    title = _("登记一场招聘会")
    return render_template("casework/fairs/form.html", form=form, title=title, fair=None), 422 if form.errors else 200


@blueprint.route("/fairs/<id:fair_id>/edit", methods=["GET", "POST"])
def fair_changed(fair_id: str) -> ResponseReturnValue:
    """Change what is announced of a fair."""
    fair = fair_or_404(fair_id)
    form, status = FairForm.of(fair), 200
    if form.validate_on_submit():
        typed = request.form.get("version", "")
        seen = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
        try:
            managing.change(current_actor(), fair, seen, form.facts)
        except FairChangeRefusedError as error:
            form.refuse(None, error.sentence(locale_code()))
            status = 409
        else:
            flash(_("已保存。"), "success")
            return redirect(url_for("casework.fair", fair_id=fair_id), 303)
    elif form.errors:
        status = 422
    return render_template("casework/fairs/form.html", form=form, title=_("修改招聘会"), fair=fair), status


@blueprint.post("/fairs/<id:fair_id>/booths")
def booth_given(fair_id: str) -> ResponseReturnValue:
    """Give an employer a booth; the one that is meant must be the only one that is called so."""
    fair, form = fair_or_404(fair_id), BoothForm()
    if not form.validate_on_submit():
        return fair_page(fair, form), 422
    employer = _the_one(form)
    if employer is None:
        return fair_page(fair, form), 422
    try:
        booth = managing.give_booth(current_actor(), fair, employer)
    except FairChangeRefusedError as error:
        form.refuse("employer", error.sentence(locale_code()))
        return fair_page(fair_or_404(fair_id), form), 409
    flash(_("%(number)s 号展位给了%(employer)s。", number=booth.number, employer=booth.employer.name), "success")
    return redirect(url_for("casework.fair", fair_id=fair_id), 303)


def _the_one(form: BoothForm) -> Employer | None:
    words = one_line(form.employer.data)
    found = list_employers(my_district(), words, limit=ALIKE + 1, offset=0)
    exact = [one for one in found if words in {one.name, one.uscc}]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0]
    names = joined(one.name for one in found[:ALIKE])
    said = (
        _("有几家单位都叫这个：%(names)s。请把名称写全。", names=names)
        if found
        else _("没有找到这家单位。请核对写法，或用信用代码。")
    )
    form.refuse("employer", said)
    return None


@blueprint.post("/booths/<id:booth_id>/remove")
def booth_taken(booth_id: str) -> ResponseReturnValue:
    """Take a booth away again."""
    booth = booth_or_404(booth_id)
    fair_id = booth.fair_id
    try:
        managing.take_booth(current_actor(), booth)
    except FairChangeRefusedError as error:
        flash(error.sentence(locale_code()))
    else:
        flash(_("展位已取消。"), "success")
    return redirect(url_for("casework.fair", fair_id=fair_id), 303)
