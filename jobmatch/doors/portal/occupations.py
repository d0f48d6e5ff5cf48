"""Which occupation a position of ours is: suggested from its title, chosen by us."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.scope import position_or_404
from jobmatch.employers.occupations import find_occupation
from jobmatch.employers.queries import list_coded_titles
from jobmatch.employers.service import choose_occupation
from jobmatch.employers.tables import Position
from jobmatch.matching.coding.suggesting import Suggested, suggest_codes
from jobmatch.matching.coding.wishes import SURE
from jobmatch.web.fields import Choice, ChoiceField, HiddenField, TextField
from jobmatch.web.forms import Form
from jobmatch.web.signed_in import current_actor
from jobmatch.web.validators import TooLong

TITLE_MOST = 80


class OccupationForm(Form):
    """One of the suggested occupations, or other words to find more. ``asked``: the words that these are for."""

    asked = HiddenField()
    code = ChoiceField(_l("这个岗位属于哪个职业"))
    words = TextField(
        _l("都不合适？换个说法再找"),
        hint=_l("例如：打扫卫生、看大门、踩缝纫机。填了这里，先找职业，不保存上面的选择。"),
        validators=[TooLong(high=TITLE_MOST)],
    )


@blueprint.route("/positions/<id:position_id>/occupation", methods=["GET", "POST"])
def occupation(position_id: str) -> ResponseReturnValue:
    """Choose a position's occupation; other words bring other suggestions."""
    position = position_or_404(position_id)
    form = OccupationForm(code=position.occupation_code)
    asked = form.asked.data[:TITLE_MOST] if form.asked.data else position.title
    if form.is_submitted() and form.words.validate(form) and form.words.data:
        return _page(position, OccupationForm(formdata=None, code=position.occupation_code), form.words.data)
    _offer(form, asked, position)
    if form.validate_on_submit() and not form.code.data:
        form.refuse("code", _("请选一个职业，或者换个说法再找"))
    if not form.is_submitted() or form.errors:
        return _page(position, form, asked), 422 if form.errors else 200
    choose_occupation(current_actor(), position, form.code.data)
    flash(_("已保存职业。"), "success")
    return redirect(url_for("portal.home"), 303)


def _offer(form: OccupationForm, asked: str, position: Position) -> None:
    """Put the suggestions into the form, and the occupation that the position has now if it is not among them."""
    found = suggest_codes(asked, list_coded_titles(position.district_id))
    now = find_occupation(position.occupation_code) if position.occupation_code else None
    if now and now.code not in {one.code for one in found}:
        found.append(Suggested(now.code, now.name, 0.0, 0))
    choices = [_choice(one, position) for one in found]
    form.code.choices = ChoiceField(choices=choices).bind(form, "code").choices
    form.asked.data = asked


def _choice(one: Suggested, position: Position) -> Choice:
    percent = round(100 * one.confidence)
    if one.code == position.occupation_code:
        hint = _("现在选的")
    elif one.chosen:
        hint = _("同名岗位有 %(count)s 个选了它", count=one.chosen)
    elif one.confidence >= SURE:
        hint = _("很可能（%(percent)s%%）", percent=percent)
    elif percent:
        hint = _("把握不大（%(percent)s%%）", percent=percent)
    else:
        hint = _("把握不大")
    return one.code, f"{one.name}（{one.code}）", hint


def _page(position: Position, form: OccupationForm, asked: str) -> str:
    if form.asked.data != asked:
        _offer(form, asked, position)
    return render_template("portal/occupation.html", position=position, form=form, asked=asked)
