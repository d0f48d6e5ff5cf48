"""What officers and results report: somebody died, moved, would like to work. A caseworker looks, then settles it."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.data_care.correcting import settle_report
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.scope import my_district
from jobmatch.doors.casework.villages.forms import SettleForm
from jobmatch.doors.casework.villages.notice_rows import notice_row
from jobmatch.people.service import record_view
from jobmatch.people.situation_tables import ASKING, Outcome, PersonSituation
from jobmatch.people.situations import (
    Settling,
    SituationRefusedError,
    count_notices,
    find_situation,
    list_notices,
)
from jobmatch.seekers.queries import find_seeker
from jobmatch.web.language import locale_code
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import current_actor
from jobmatch.web.village_labels import OUTCOMES


@blueprint.get("/notices")
def notices() -> ResponseReturnValue:
    """What waits for us, the oldest first."""
    district_id = my_district()
    page = page_asked(count_notices(district_id))
    found = list_notices(district_id, limit=PAGE_ROWS, offset=page.offset)
    return render_template(
        "casework/villages/notices.html",
        rows=[notice_row(one) for one in found],
        page=page,
        href=lambda number: url_for("casework.notices", page=number),
    )


@blueprint.route("/notices/<id:situation_id>", methods=["GET", "POST"])
def notice(situation_id: str) -> ResponseReturnValue:
    """One report: check it, then say what it came to."""
    said, form = _notice_or_404(situation_id), SettleForm()
    form.offer(said)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        day = form.on_day.data or clock.today()
        settling = Settling(Outcome(form.outcome.data), day, form.village.data or None)
        try:
            settle_report(current_actor(), said, settling)
        except SituationRefusedError as error:
            form.refuse(None, error.sentence(locale_code()))
            status = 409
        else:
            flash(_("已处理。专职委员在手机上看得到结果。"), "success")
            return redirect(url_for("casework.notices"), 303)
    return _page(situation_id, form), status


def _page(situation_id: str, form: SettleForm) -> str:
    said = _notice_or_404(situation_id)
    record_view(current_actor(), said.person_id, "village")
    return render_template(
        "casework/villages/notice.html",
        form=form,
        row=notice_row(said),
        said=said,
        outcome=str(OUTCOMES[said.outcome]) if said.outcome else "",
        is_seeker=find_seeker(said.district_id, said.person_id) is not None,
    )


def _notice_or_404(situation_id: str) -> PersonSituation:
    """Return a report of my district that asks for something and was not undone, or answer 404."""
    found = find_situation(my_district(), situation_id)
    return found if found is not None and found.kind in ASKING and found.undone_at is None else abort(404)
