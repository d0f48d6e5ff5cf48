"""Following up somebody who was hired: when they are asked, what was found, and what comes next."""

from datetime import date
from typing import NamedTuple

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.accounts.queries import names_of
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.scope import person_or_404, spell_or_404
from jobmatch.employment.tables import Spell
from jobmatch.people.companion_tables import Task
from jobmatch.people.found_at_work import Found
from jobmatch.people.service import record_view
from jobmatch.referrals import following
from jobmatch.referrals.follow_up_rules import Answer, LeaveReason, list_due
from jobmatch.referrals.following import FollowUpRefusedError
from jobmatch.web.fields import ChoiceField, DayField, SelectField, TextField
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.names import name_of
from jobmatch.web.register_labels import FOUND_AT_WORK, LEAVE_REASONS
from jobmatch.web.signed_in import current_actor
from jobmatch.web.templating import moment
from jobmatch.web.validators import Choose, TooLong

NOTE_MOST = 200
FIELD_OF = {
    "follow_up.not_gone": "left_on",
    "follow_up.gone_when_and_why": "left_on",
    "follow_up.gone_on_another_day": "left_on",
}


class FollowUpForm(Form):
    """What was found; nothing is chosen beforehand."""

    found = ChoiceField(_l("本人现在怎么样？"), validators=[Choose()], choices=list(FOUND_AT_WORK.items()))
    left_on = DayField(_l("最后上班的日期"), hint=_l("离开了才填"))
    reason = SelectField(_l("离开的原因"), hint=_l("离开了才选"), choices=list(LEAVE_REASONS.items()))
    note = TextField(
        _l("补充说明（可以不填）"),
        validators=[TooLong(_l("补充说明"), high=NOTE_MOST)],
        hint=_l("不要写证件号码和病情。"),
    )

    @property
    def answer(self) -> Answer:
        """Return what was found, once the form is valid."""
        reason = LeaveReason(self.reason.data) if self.reason.data else None
        return Answer(Found(self.found.data), self.left_on.data, reason)


class DueShown(NamedTuple):
    """A day on which is asked: past, the next one, or still to come."""

    day: date
    state: str
    tone: str


class AskedShown(NamedTuple):
    """What was found once, and by whom; ``state`` empty: it was not needed any more."""

    when: str
    state: str
    tone: str
    by: str
    note: str


TONES = {Found.STILL: "because", Found.LEFT: "stop", Found.UNREACHED: "plain"}


@blueprint.route("/spells/<id:spell_id>/follow-up", methods=["GET", "POST"])
def follow_up(spell_id: str) -> ResponseReturnValue:
    """How does it go at work? What was found so far, and what is found now."""
    spell, form = spell_or_404(spell_id), FollowUpForm()
    status = 200
    if form.validate_on_submit():
        try:
            following.record(current_actor(), spell, form.answer, form.note.data)
        except FollowUpRefusedError as error:
            form.refuse(FIELD_OF.get(error.key), error.sentence(locale_code()))
            status = 422 if error.key in FIELD_OF else 409
        else:
            flash(_("已记下这次回访。"), "success")
            return redirect(url_for("casework.follow_up", spell_id=spell_id), 303)
    elif form.errors:
        status = 422
    return _page(spell_or_404(spell_id), form), status


def _page(spell: Spell, form: FollowUpForm) -> str:
    person = person_or_404(spell.person_id)
    tasks = following.list_follow_ups(person.id)
    booked = next((one for one in tasks if one.done_at is None), None)
    record_view(current_actor(), person.id, "follow_up")
    return render_template(
        "casework/follow_up.html",
        form=form,
        name=person.name,
        spell=spell,
        position=spell.position.title if spell.position else "",
        booked=booked,
        due=[_due(day, booked) for day in list_due(spell.started_on)],
        asked=_asked(tasks),
    )


def _due(day: date, booked: Task | None) -> DueShown:
    if booked is not None and booked.due_on == day:
        return DueShown(day, _("下一次"), "teal")
    return DueShown(day, _("已过"), "plain") if day < clock.today() else DueShown(day, _("还没有到"), "plain")


def _asked(tasks: list[Task]) -> list[AskedShown]:
    names = names_of(one.done_by for one in tasks if one.done_by)
    return [
        AskedShown(
            moment(one.done_at), name_of(one.found), TONES[one.found], names.get(one.done_by or "", ""), one.note or ""
        )
        for one in tasks
        if one.done_at is not None and one.found is not None
    ]
