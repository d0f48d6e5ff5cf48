"""Special support (专项扶持) of a person: noted, and voided with a reason."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.forms import VoidForm
from jobmatch.doors.casework.scope import person_or_404, support_or_404
from jobmatch.referrals import support as acts
from jobmatch.referrals.support import NewSupport, SupportRefusedError
from jobmatch.referrals.support_tables import SupportKind
from jobmatch.web.fair_labels import SUPPORT_KINDS
from jobmatch.web.fields import AmountField, ChoiceField, DayField, TextField
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.web.validators import Choose, Required, TooLong, ValidationError

NOTE_MOST, YUAN_MOST = 200, 1_000_000


class SupportForm(Form):
    """What somebody was given."""

    kind = ChoiceField(_l("给了什么"), validators=[Choose()], choices=list(SUPPORT_KINDS.items()))
    given_on = DayField(_l("哪一天"), validators=[Required()], default=clock.today)
    amount = AmountField(_l("金额（不是钱就不填）"), suffix=_l("元"))
    note = TextField(
        _l("补充说明（可以不填）"),
        validators=[TooLong(_l("补充说明"), high=NOTE_MOST)],
        hint=_l("不要写证件号码和病情。"),
    )

    def validate_amount(self, field: AmountField) -> None:
        """Money given is more than nothing, and no more than anybody was ever given."""
        if field.data is not None and not 0 < field.data <= YUAN_MOST:
            raise ValidationError(_("金额应大于 0，不超过 %(most)s 元", most=YUAN_MOST))

    @property
    def new(self) -> NewSupport:
        """Return what was typed, once it is valid."""
        assert self.given_on.data is not None, "it is required"
        fen = None if self.amount.data is None else int(self.amount.data * 100)
        return NewSupport(SupportKind(self.kind.data), self.given_on.data, fen, self.note.data or None)


@blueprint.route("/people/<id:person_id>/supports/new", methods=["GET", "POST"])
def new_support(person_id: str) -> ResponseReturnValue:
    """This person was given special support."""
    person, form, status = person_or_404(person_id), SupportForm(), 200
    name = person.name
    if form.validate_on_submit():
        try:
            acts.record_support(current_actor(), person, form.new)
        except SupportRefusedError as error:
            form.refuse("given_on", error.sentence(locale_code()))
            status = 409
        else:
            flash(_("已保存。"), "success")
            return redirect(url_for("casework.person", person_id=person_id), 303)
    elif form.errors:
        status = 422
    title = _("%(name)s得到的专项扶持", name=name)
    return _page(person_id, name, title, form), status


@blueprint.route("/supports/<id:support_id>/void", methods=["GET", "POST"])
def support_voided(support_id: str) -> ResponseReturnValue:
    """Say that support was noted by mistake."""
    support, form = support_or_404(support_id), VoidForm()
    person = person_or_404(support.person_id)
    person_id, name = person.id, person.name
    if form.validate_on_submit():
        acts.void_support(current_actor(), support, form.reason.data)
        flash(_("已作废。"), "success")
        return redirect(url_for("casework.person", person_id=person_id), 303)
    return _page(person_id, name, _("作废%(name)s的一项扶持", name=name), form), 422 if form.errors else 200


def _page(person_id: str, name: str, title: str, form: Form) -> str:
    return render_template("casework/people/beside.html", person_id=person_id, name=name, title=title, form=form)
