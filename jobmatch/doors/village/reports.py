"""One tap a report: at home, away, moved, died, willing to work; and taking a wrong one back."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.village import blueprint
from jobmatch.doors.village.people import person_page
from jobmatch.doors.village.rows import VIEWER
from jobmatch.doors.village.scope import person_or_404
from jobmatch.people import situations
from jobmatch.people.disclosure import name_for
from jobmatch.people.situation_tables import SituationKind
from jobmatch.people.situations import SituationRefusedError
from jobmatch.people.tables import Person
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.web.village_labels import SITUATIONS

ASKED_AGAIN = (SituationKind.MOVED, SituationKind.DIED)
"""A slip of the finger must not tell the desk that somebody died."""


@blueprint.post("/people/<id:person_id>/report")
def report(person_id: str) -> ResponseReturnValue:
    """Say how it stands with somebody; what is grave is asked once more."""
    person = person_or_404(person_id)
    if request.form.get("kind") not in set(SituationKind):
        abort(400)
    kind = SituationKind(request.form["kind"])
    if kind in ASKED_AGAIN and request.form.get("sure") != "yes":
        return render_template("village/sure.html", person=person, name=name_for(VIEWER, person.name), kind=kind)
    situations.report(current_actor(), person, kind)
    flash(_told(person, kind), "success")
    return redirect(url_for("village.person", person_id=person.id), 303)


@blueprint.post("/people/<id:person_id>/undo")
def undo(person_id: str) -> ResponseReturnValue:
    """Take a wrong tap back."""
    person = person_or_404(person_id)
    said = situations.find_situation(person.district_id, request.form.get("situation", ""))
    if said is None or said.person_id != person.id:
        abort(404)
    try:
        situations.undo(current_actor(), said.id)
    except SituationRefusedError as error:
        flash(error.sentence(locale_code()))
        return person_page(person_or_404(person_id)), 409
    flash(_("已撤销“%(what)s”。", what=str(SITUATIONS[said.kind])), "success")
    return redirect(url_for("village.person", person_id=person.id), 303)


def _told(person: Person, kind: SituationKind) -> str:
    said = {"name": name_for(VIEWER, person.name), "what": str(SITUATIONS[kind])}
    if kind is SituationKind.WILLING:
        return _("已记下：%(name)s想找工作。经办人会联系。", **said)
    if kind in ASKED_AGAIN:
        return _("已报：%(name)s%(what)s。经办人核对以前，残疾人证不变。", **said)
    return _("已记下：%(name)s%(what)s。", **said)
