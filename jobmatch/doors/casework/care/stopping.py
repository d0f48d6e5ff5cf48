"""The person no longer agrees that their data is kept: what that ends and what stays is read before anybody presses."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.data_care import requests
from jobmatch.data_care.erasing import holds_now
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.care.forms import StopForm
from jobmatch.doors.casework.care.holds_shown import hold_line
from jobmatch.doors.casework.scope import person_or_404
from jobmatch.employers.queries import find_position
from jobmatch.people.service import record_view
from jobmatch.people.tables import Consent
from jobmatch.web.labels import PURPOSES
from jobmatch.web.signed_in import current_actor


@blueprint.get("/people/<id:person_id>/stop")
def storing(person_id: str) -> ResponseReturnValue:
    """What would end now, what stays, until when and why: to be read to the person."""
    return _page(person_id, StopForm())


@blueprint.post("/people/<id:person_id>/stop")
def storing_stopped(person_id: str) -> ResponseReturnValue:
    """The person knows it and no longer agrees: what rests on it ends now, the rest is looked at."""
    form = StopForm()
    if not form.validate_on_submit():
        return _page(person_id, form), 422
    requests.stop_storing(current_actor(), person_or_404(person_id).id)
    flash(_("已经停止使用本人的资料：同意全部撤回，推荐也撤回了。下面看哪些现在可以删。"), "success")
    return redirect(url_for("casework.erasure", person_id=person_id), 303)


def _page(person_id: str, form: StopForm) -> str:
    person = person_or_404(person_id)
    stopping = requests.what_stops(person)
    context = {
        "name": person.name,
        "consents": [_consent(one) for one in stopping.consents],
        "referrals": [(one.position.employer.name, one.position.title) for one in stopping.referrals],
        "due_on": stopping.due_on,
        "holds": [hold_line(one) for one in holds_now(person.id)],
    }
    record_view(current_actor(), person_id, "care")
    return render_template("casework/care/stop.html", person_id=person_id, form=form, **context)


def _consent(consent: Consent) -> str:
    """Say what was agreed to, and for which employer where it is for one."""
    position = find_position(consent.district_id, consent.position_id) if consent.position_id else None
    told = _("把姓名告诉%(employer)s", employer=position.employer.name) if position else ""
    return told or str(PURPOSES[consent.purpose])
