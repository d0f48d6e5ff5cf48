"""Which occupation a position of ours is: suggested from its title, chosen by us."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.position_parts import TITLE_MOST, OccupationPart
from jobmatch.doors.portal.scope import position_or_404
from jobmatch.doors.portal.suggested import offer
from jobmatch.employers.service import choose_occupation
from jobmatch.employers.tables import Position
from jobmatch.web.signed_in import current_actor


@blueprint.route("/positions/<id:position_id>/occupation", methods=["GET", "POST"])
def occupation(position_id: str) -> ResponseReturnValue:
    """Choose a position's occupation; other words bring other suggestions."""
    position = position_or_404(position_id)
    form = OccupationPart(code=position.occupation_code)
    asked = form.asked.data[:TITLE_MOST] if form.asked.data else position.title
    if form.is_submitted() and form.words.validate(form) and form.words.data:
        return _page(position, OccupationPart(formdata=None, code=position.occupation_code), form.words.data)
    offer(form, asked, position.district_id, position.occupation_code)
    if form.validate_on_submit() and not form.code.data:
        form.refuse("code", _("请选一个职业，或者换个说法再找"))
    if not form.is_submitted() or form.errors:
        return _page(position, form, asked), 422 if form.errors else 200
    choose_occupation(current_actor(), position, form.code.data)
    flash(_("已保存职业。"), "success")
    return redirect(url_for("portal.home"), 303)


def _page(position: Position, form: OccupationPart, asked: str) -> str:
    if form.asked.data != asked:
        offer(form, asked, position.district_id, position.occupation_code)
    return render_template("portal/occupation.html", position=position, form=form, asked=asked)
