"""The roll of a day: everybody is there with one tap; who was not is tapped before."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.doors.workshop import blueprint
from jobmatch.doors.workshop.scope import day_asked, institution_or_404
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.fields import AmountField, ChoiceField
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.web.validators import Choose, ValidationError
from jobmatch.web.workshop_labels import PRESENCES
from jobmatch.wording import sentence
from jobmatch.workshops.attendance import AttendanceRefusedError, Entry, enter_roll, list_days, list_roll
from jobmatch.workshops.attendance_rules import MINUTES_AN_HOUR, MOST_MINUTES, OPEN_DAYS, minutes_of
from jobmatch.workshops.attendance_tables import Attendance, Presence
from jobmatch.workshops.placement_tables import Placement, PlacementState
from jobmatch.workshops.tables import Institution

MOST_HOURS = MOST_MINUTES // MINUTES_AN_HOUR


class RollForm(Form):
    """A choice and hours for each person on the roll; ``roll_form`` names them."""


def _within_a_day(_form: Form, field: AmountField) -> None:
    """Hours of a day, where any were typed."""
    if field.data is not None and not 0 < field.data <= MOST_HOURS:
        raise ValidationError(_("工时要在 0 到 %(most)s 小时之间", most=MOST_HOURS))


def roll_form(roll: Sequence[Placement], entered: dict[str, Attendance]) -> RollForm:
    """Return the form about one day; whoever was not entered yet is there, who rests is away with leave."""
    fields: dict[str, Any] = {}
    for one in roll:
        name, before = one.person.name, entered.get(one.id)
        fields[f"at_{one.id}"] = ChoiceField(
            name, choices=list(PRESENCES.items()), validators=[Choose(name)], default=_presence(one, before)
        )
        fields[f"hours_{one.id}"] = AmountField(
            _l("%(name)s的工时", name=name), validators=[_within_a_day], default=_unusual_hours(one, before)
        )
    form: RollForm = type("RollFormNamed", (RollForm,), fields)()
    return form


def _presence(one: Placement, before: Attendance | None) -> Presence:
    if before is not None:
        return before.presence
    return Presence.EXCUSED if one.state is PlacementState.SUSPENDED else Presence.FULL


def _unusual_hours(one: Placement, before: Attendance | None) -> Decimal | None:
    """Return the hours to be shown: only those that are not what the agreement makes of such a day."""
    if before is None or before.minutes == minutes_of(before.presence, one.hours_week):
        return None
    return (Decimal(before.minutes) / MINUTES_AN_HOUR).quantize(Decimal("0.01"))


@blueprint.route("/<id:institution_id>", methods=["GET", "POST"])
def roll(institution_id: str) -> ResponseReturnValue:
    """Who was there on a day; one button enters everybody."""
    found, on = institution_or_404(institution_id), day_asked()
    people = list_roll(found.id, on)
    form = roll_form(people, {one.placement_id: one for one in list_days(found.id, on, on)})
    if not form.validate_on_submit():
        return _page(found, on, form), 422 if form.errors else 200
    try:
        done = enter_roll(current_actor(), found, on, {one.id: _entry(form, one) for one in people})
    except (AttendanceRefusedError, BrokenRuleError) as error:
        form.refuse(None, _said(error))
        return _page(institution_or_404(institution_id), on, form), 409
    if done.corrected:
        flash(_("已改 %(count)s 人，原来记的还留着。", count=done.corrected), "success")
    else:
        flash(_("记好了，共 %(count)s 人。", count=len(people)), "success")
    return redirect(url_for("workshop.roll", institution_id=institution_id, on=on.isoformat()), 303)


def _entry(form: RollForm, one: Placement) -> Entry:
    hours: Decimal | None = form[f"hours_{one.id}"].data
    minutes = None if hours is None else round(hours * MINUTES_AN_HOUR)
    return Entry(Presence(form[f"at_{one.id}"].data), minutes)


def _said(error: AttendanceRefusedError | BrokenRuleError) -> str:
    if isinstance(error, AttendanceRefusedError):
        return error.sentence(locale_code())
    return sentence(f"rule.{error.rule}", {}, locale_code())


def _page(found: Institution, on: date, form: RollForm) -> str:
    today = clock.today()
    entered = {one.placement_id: one for one in list_days(found.id, on, on)}
    people = list_roll(found.id, on)
    return render_template(
        "workshop/roll.html",
        institution=found,
        on=on,
        form=form,
        people=[(one, form[f"at_{one.id}"], form[f"hours_{one.id}"]) for one in people if f"at_{one.id}" in form],
        is_entered=bool(entered),
        is_open=today - timedelta(days=OPEN_DAYS) <= on <= today,
        is_today=on == today,
        before=(on - timedelta(days=1)).isoformat(),
        after=(on + timedelta(days=1)).isoformat() if on < today else "",
    )
