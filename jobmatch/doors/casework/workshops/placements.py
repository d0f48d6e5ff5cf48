"""One placement at the desk, and the steps that it can take: trial, agreement, rest, return, end."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.scope import my_district, placement_or_404
from jobmatch.doors.casework.workshops.forms import AgreementForm, EndForm
from jobmatch.doors.casework.workshops.shown import NOTHING, TONES, is_over, placement_facts, say, turns_of
from jobmatch.people.service import record_view
from jobmatch.storage.act import Actor
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.web.workshop_labels import PLACEMENT_STATES
from jobmatch.wording import sentence
from jobmatch.workshops import rules, service
from jobmatch.workshops.placement_tables import EndReason, Placement, PlacementState
from jobmatch.workshops.queries import list_placements, occupancies
from jobmatch.workshops.service import PlacingRefusedError

Forms = tuple[AgreementForm, EndForm]
_BLANK: Mapping[str, Any] = {"formdata": None}


@blueprint.get("/placements/<id:placement_id>")
def placement(placement_id: str) -> ResponseReturnValue:
    """Who, where, since when, and what can be done next."""
    found = placement_or_404(placement_id)
    return _page(found, _forms(found))


@blueprint.post("/placements/<id:placement_id>/trial")
def placement_tried(placement_id: str) -> ResponseReturnValue:
    """Give a free place, on trial from today."""
    return _stepped(placement_id, service.start_trial, _("试工从今天开始，名额已经留好。"))


@blueprint.post("/placements/<id:placement_id>/suspended")
def placement_suspended(placement_id: str) -> ResponseReturnValue:
    """Let it rest from today; the place stays taken."""
    return _stepped(placement_id, service.suspend, _("从今天起暂停，名额还在。"))


@blueprint.post("/placements/<id:placement_id>/resumed")
def placement_resumed(placement_id: str) -> ResponseReturnValue:
    """Come back."""
    return _stepped(placement_id, service.resume, _("已经恢复。"))


@blueprint.post("/placements/<id:placement_id>/agreement")
def placement_agreed(placement_id: str) -> ResponseReturnValue:
    """Write down the agreement."""
    found = placement_or_404(placement_id)
    agreement, ending = _forms(found, AgreementForm)
    if not agreement.validate_on_submit():
        return _page(found, (agreement, ending)), 422
    try:
        service.agree(current_actor(), found, agreement.agreement)
    except (PlacingRefusedError, BrokenRuleError) as error:
        agreement.refuse(None, _said(error))
        return _page(placement_or_404(placement_id), (agreement, ending)), 409
    flash(_("协议记好了，从这一天起算辅助性就业。"), "success")
    return redirect(url_for("casework.placement", placement_id=placement_id), 303)


@blueprint.post("/placements/<id:placement_id>/end")
def placement_ended(placement_id: str) -> ResponseReturnValue:
    """End it, with the reason; the place is free again."""
    found = placement_or_404(placement_id)
    agreement, ending = _forms(found, EndForm)
    if not ending.validate_on_submit():
        return _page(found, (agreement, ending)), 422
    assert ending.ended_on.data is not None, "it is required"
    reason = EndReason(ending.reason.data)
    try:
        service.end(current_actor(), found, reason, ending.ended_on.data, ending.note.data)
    except (PlacingRefusedError, BrokenRuleError) as error:
        ending.refuse(None, _said(error))
        return _page(placement_or_404(placement_id), (agreement, ending)), 409
    flash(_("已经结束，名额空出来了。"), "success")
    return redirect(url_for("casework.placement", placement_id=placement_id), 303)


def _stepped(placement_id: str, step: Callable[[Actor, Placement], None], told: str) -> ResponseReturnValue:
    try:
        step(current_actor(), placement_or_404(placement_id))
    except (PlacingRefusedError, BrokenRuleError) as error:
        flash(_said(error))
    else:
        flash(told, "success")
    return redirect(url_for("casework.placement", placement_id=placement_id), 303)


def _said(error: PlacingRefusedError | BrokenRuleError) -> str:
    if isinstance(error, PlacingRefusedError):
        return error.sentence(locale_code())
    return sentence(f"rule.{error.rule}", {}, locale_code())


def _forms(found: Placement, posted: type[Form] | None = None) -> Forms:
    """Return both forms of the page; what was posted to the one is not taken for the other's."""
    agreement = AgreementForm(my_district(), **({} if posted is AgreementForm else _BLANK))
    ending = EndForm(**({} if posted is EndForm else _BLANK))
    ending.offer(rules.WITHOUT_AGREEMENT if found.began_on is None else rules.AFTER_AGREEMENT)
    return agreement, ending


def _page(found: Placement, forms: Forms) -> str:
    record_view(current_actor(), found.person_id, "placement")
    full = occupancies(found.district_id).get(found.institution_id, NOTHING)
    turn = None
    if found.state is PlacementState.WAITING:
        line = list_placements(found.institution_id, PlacementState.WAITING)
        turn = turns_of(line, full.free)[found.id]
    return render_template(
        "casework/workshops/placement.html",
        placement=found,
        state=str(PLACEMENT_STATES[found.state]),
        tone=TONES.get(found.state, "done"),
        facts=placement_facts(found),
        turn=turn,
        why=say(turn.reason) if turn else "",
        free=full.free,
        is_over=is_over(found),
        form=next((one for one in forms if one.errors or one.form_errors), None),
        agreement=forms[0],
        ending=forms[1],
    )
