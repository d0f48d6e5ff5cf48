"""People who look for work: the list, and one person with what is suggested, why, and what stands in the way."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from jobmatch import logs
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.forms import ConsentForm
from jobmatch.doors.casework.matches_shown import matches_shown
from jobmatch.doors.casework.referring import refer_now
from jobmatch.doors.casework.rows import referral_row, seeker_row
from jobmatch.doors.casework.scope import my_district, seeker_or_404
from jobmatch.doors.casework.seeker_shown import consent_rows, seeker_shown, spell_rows
from jobmatch.matching.base import TableError
from jobmatch.matching.service import what_orders
from jobmatch.matching.showing import show_for_seeker
from jobmatch.matching.suggest import Suggestions
from jobmatch.people.queries import count_views, find_consent, list_consents
from jobmatch.people.service import record_view
from jobmatch.people.tables import Purpose
from jobmatch.referrals.queries import count_open_by_seeker, list_referrals
from jobmatch.seekers.queries import count_seekers, list_seekers
from jobmatch.seekers.tables import Seeker, SeekerState
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import current_actor

SUGGESTED = 10

log = logs.get(__name__)


@blueprint.get("/seekers")
def seekers() -> ResponseReturnValue:
    """Who waits, longest first. Somebody of a name is found by the search, which keeps names out of addresses."""
    district_id = my_district()
    page = page_asked(count_seekers(district_id))
    found = list_seekers(district_id, limit=PAGE_ROWS, offset=page.offset)
    under_way = count_open_by_seeker(one.id for one in found)
    return render_template(
        "casework/seekers.html",
        rows=[seeker_row(one, under_way) for one in found],
        page=page,
        href=lambda number: url_for("casework.seekers", page=number),
    )


@blueprint.get("/seekers/<id:seeker_id>")
def seeker(seeker_id: str) -> ResponseReturnValue:
    """One person: what they look for, what is suggested and why, what was tried."""
    return seeker_page(seeker_or_404(seeker_id), ConsentForm())


@blueprint.post("/seekers/<id:seeker_id>/referrals")
def refer(seeker_id: str) -> ResponseReturnValue:
    """Recommend this person to the employer of a position."""
    if why_not := refer_now(seeker_or_404(seeker_id), request.form.get("position", "")):
        flash(why_not)
        return seeker_page(seeker_or_404(seeker_id), ConsentForm()), 409
    return redirect(url_for("casework.seeker", seeker_id=seeker_id), 303)


def seeker_page(seeker: Seeker, consent_form: ConsentForm) -> str:
    """Draw the page of a seeker. That somebody looked, and the list they saw, are kept in one act."""
    may_recommend = find_consent(seeker.id, Purpose.RECOMMEND) is not None
    found = _suggestions(seeker, may_recommend)
    past = list_referrals(seeker.district_id, seeker_id=seeker.id)
    return render_template(
        "casework/seeker.html",
        seeker=seeker_shown(seeker),
        may_recommend=may_recommend,
        orders=what_orders(seeker),
        matches=matches_shown(seeker.district_id, found, past) if found else None,
        consents=consent_rows(list_consents(seeker.id)),
        referrals=[referral_row(one) for one in past],
        spells=spell_rows(seeker.id),
        view_count=count_views(seeker.id),
        form=consent_form,
    )


def _suggestions(seeker: Seeker, may_recommend: bool) -> Suggestions | None:
    """Return what is suggested; None where nothing may be, or where the table of points cannot be read."""
    if may_recommend and seeker.state is SeekerState.OPEN:
        try:
            return show_for_seeker(current_actor(), seeker.district_id, seeker.id, SUGGESTED)
        except TableError as error:
            log.error("no base score", failure=str(error))
    record_view(current_actor(), seeker.id, "profile")
    return None
