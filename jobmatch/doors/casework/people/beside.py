"""Writing down what stands beside a person: relations, a military certificate, a task, where they live."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.people.forms import MilitaryForm, RelationForm, TaskForm, WhereaboutsForm
from jobmatch.doors.casework.scope import my_district, person_or_404
from jobmatch.people import companion_service as service
from jobmatch.people.companion_service import CompanionRefusedError
from jobmatch.people.companion_tables import TaskKind
from jobmatch.people.companions import find_relation
from jobmatch.people.tables import Person
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.wording import sentence


@blueprint.route("/people/<id:person_id>/relations/new", methods=["GET", "POST"])
def new_relation(person_id: str) -> ResponseReturnValue:
    """Somebody stands beside this person: a guardian, a companion, whom to ring."""
    person, form = person_or_404(person_id), RelationForm()
    title = _("%(name)s的监护人、陪同的人或联系人", name=person.name)
    return _answer(person, form, title, lambda: service.add_relation(current_actor(), person, form.new))


@blueprint.post("/relations/<id:relation_id>/end")
def relation_ended(relation_id: str) -> ResponseReturnValue:
    """From today they do so no longer."""
    relation = find_relation(my_district(), relation_id) or abort(404)
    person_id = person_or_404(relation.person_id).id
    try:
        service.end_relation(current_actor(), relation, clock.today())
    except CompanionRefusedError as error:
        flash(error.sentence(locale_code()))
    else:
        flash(_("已保存。"), "success")
    return redirect(url_for("casework.person", person_id=person_id), 303)


@blueprint.route("/people/<id:person_id>/military-certificates/new", methods=["GET", "POST"])
def new_military_certificate(person_id: str) -> ResponseReturnValue:
    """This person has shown a military certificate."""
    person, form = person_or_404(person_id), MilitaryForm()
    title = _("%(name)s的残疾军人证", name=person.name)
    return _answer(person, form, title, lambda: service.add_military_certificate(current_actor(), person, form.new))


@blueprint.route("/people/<id:person_id>/tasks/new", methods=["GET", "POST"])
def new_task(person_id: str) -> ResponseReturnValue:
    """I am to do something for this person."""
    person, form = person_or_404(person_id), TaskForm()
    title = _("要为%(name)s办的事", name=person.name)

    def keep() -> None:
        assert form.due_on.data is not None, "it is required"
        kind, note = TaskKind(form.kind.data), form.note.data or None
        service.add_task(current_actor(), person, kind, form.due_on.data, note)

    return _answer(person, form, title, keep, "kind")


@blueprint.route("/people/<id:person_id>/whereabouts", methods=["GET", "POST"])
def whereabouts(person_id: str) -> ResponseReturnValue:
    """Here they live, and so they want to be reached."""
    person = person_or_404(person_id)
    form = WhereaboutsForm(person)
    title = _("%(name)s住在哪里、怎么联系", name=person.name)
    version = request.form.get("version", "")  # what was seen, not what is there now
    seen = int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else 0
    return _answer(person, form, title, lambda: service.set_whereabouts(current_actor(), person, seen, form.new))


def _answer(
    person: Person, form: Form, title: str, keep: Callable[[], object], blamed: str | None = None
) -> ResponseReturnValue:
    """Show the form; keep what it says once it is right; ``blamed`` is the field that a refusal is written to."""
    person_id, name = person.id, person.name
    status = 200
    if form.validate_on_submit():
        try:
            keep()
        except (BrokenRuleError, CompanionRefusedError) as error:
            refused = error if isinstance(error, CompanionRefusedError) else None
            said = refused.sentence(locale_code()) if refused else _rule(error)
            form.refuse(blamed, said)
            db.session.expire_all()
            status = 409
        else:
            flash(_("已保存。"), "success")
            return redirect(url_for("casework.person", person_id=person_id), 303)
    elif form.errors:
        status = 422
    return render_template(
        "casework/people/beside.html", person_id=person_id, name=name, title=title, form=form
    ), status


def _rule(error: Exception) -> str:
    assert isinstance(error, BrokenRuleError)
    return sentence(f"rule.{error.rule}", {}, locale_code())
