"""Recording what a person agreed to, and taking it back as easily (PIPL art. 15, 29)."""

from typing import NamedTuple

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.forms import ConsentForm
from jobmatch.doors.casework.referrals import referral_page
from jobmatch.doors.casework.scope import my_district, referral_or_404, seeker_or_404
from jobmatch.doors.casework.seekers import seeker_page
from jobmatch.people.queries import find_consent_by_id
from jobmatch.people.service import ConsentRefusedError, Given, give_consent, withdraw_consent
from jobmatch.people.tables import Capacity, Consent, Person, Purpose
from jobmatch.people.tables import ConsentForm as Notice
from jobmatch.seekers.service import set_order as set_seekers_order
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.wording import sentence

# Changes whenever the words of the consent on the page change; it is kept with every consent.
TEXT_VERSION = "desk-2026-11"


class What(NamedTuple):
    """What a consent allows: to recommend, or to tell one employer the name."""

    person: Person
    purpose: Purpose
    position_id: str | None = None


@blueprint.post("/referrals/<id:referral_id>/consent")
def consent(referral_id: str) -> ResponseReturnValue:
    """The person agrees that this employer learns their name for this position."""
    referral, form = referral_or_404(referral_id), ConsentForm()
    employer = referral.position.employer.name
    what = What(referral.seeker.person, Purpose.DISCLOSE, referral.position_id)
    if not (form.validate_on_submit() and _keeps(form, what)):
        return referral_page(referral_or_404(referral_id), consent_form=form), 422
    flash(_("已记下本人同意，%(employer)s现在看得到姓名。", employer=employer), "success")
    return redirect(url_for("casework.referral", referral_id=referral_id), 303)


@blueprint.post("/seekers/<id:seeker_id>/consent")
def recommend_consent(seeker_id: str) -> ResponseReturnValue:
    """The person agrees to be recommended to employers."""
    seeker, form = seeker_or_404(seeker_id), ConsentForm()
    if not (form.validate_on_submit() and _keeps(form, What(seeker.person, Purpose.RECOMMEND))):
        return seeker_page(seeker_or_404(seeker_id), form), 422
    flash(_("已记下本人同意，可以推荐了。"), "success")
    return redirect(url_for("casework.seeker", seeker_id=seeker_id), 303)


@blueprint.post("/seekers/<id:seeker_id>/order")
def set_order(seeker_id: str) -> ResponseReturnValue:
    """The person wants positions in an order that does not turn on them, or in the usual one again."""
    wants = request.form.get("job_facts_only") == "yes"
    set_seekers_order(current_actor(), seeker_or_404(seeker_id), wants)
    flash(_("已记下：只按岗位本身的情况排序。") if wants else _("已记下：按本人的情况排序。"), "success")
    return redirect(url_for("casework.seeker", seeker_id=seeker_id), 303)


@blueprint.post("/consents/<id:consent_id>/withdraw")
def consent_withdrawn(consent_id: str) -> ResponseReturnValue:
    """The person takes a consent back; what it allowed ends at once."""
    found = find_consent_by_id(my_district(), consent_id)
    if found is None or found.purpose is Purpose.STORE:  # to take that back is to ask for erasure: another act
        abort(404)
    withdraw_consent(current_actor(), found)
    flash(_("已撤回同意，马上生效。"), "success")
    return redirect(_page_of(found), 303)


def _page_of(withdrawn: Consent) -> str:
    """Return the page from which it was withdrawn: the referral named in the form, else the person's."""
    if referral_id := request.form.get("referral"):
        return url_for("casework.referral", referral_id=referral_or_404(referral_id).id)
    return url_for("casework.seeker", seeker_id=withdrawn.person_id)


def _keeps(form: ConsentForm, what: What) -> bool:
    given = Given(TEXT_VERSION, Notice(form.notice.data), Capacity(form.capacity.data))
    try:
        give_consent(current_actor(), what.person, what.purpose, given, what.position_id)
    except BrokenRuleError as error:
        form.refuse("agreed", sentence(f"rule.{error.rule}", {}, locale_code()))
        return False
    except ConsentRefusedError as error:
        form.refuse("capacity", error.sentence(locale_code()))
        return False
    return True
