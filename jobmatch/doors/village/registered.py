"""What became of the people I registered, in words: no employer's name, no reason, nothing about the person."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.village import blueprint
from jobmatch.doors.village.rows import VIEWER
from jobmatch.doors.village.scope import my_district
from jobmatch.matching.queries import list_shown_seekers
from jobmatch.people.disclosure import name_for
from jobmatch.referrals.queries import list_referrals_of
from jobmatch.referrals.rules import OPEN
from jobmatch.referrals.tables import Referral
from jobmatch.seekers.queries import count_taken_in, list_taken_in
from jobmatch.seekers.service import answers_of
from jobmatch.seekers.tables import Submission
from jobmatch.web.labels import ENTRANCES
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import get_signed_in_user

Stage = tuple[str, str]


@dataclass(frozen=True)
class TakenIn:
    """A registration of mine: who, when, how far it has come (``step`` of 5), and what comes next."""

    name: str
    at: datetime
    how: str
    state: str
    tone: str
    step: int
    following: str


@blueprint.get("/registered")
def registered() -> ResponseReturnValue:
    """Show how far each of my registrations is, the newest first."""
    district_id, me = my_district(), get_signed_in_user().id
    page = page_asked(count_taken_in(district_id, me))
    found = list_taken_in(district_id, me, PAGE_ROWS, page.offset)
    return render_template(
        "village/registered.html",
        rows=_rows(district_id, found),
        page=page,
        href=lambda number: url_for("village.registered", page=number),
    )


def _rows(district_id: str, found: list[Submission]) -> list[TakenIn]:
    people = {one.link.person_id for one in found if one.link}
    shown = list_shown_seekers(people)
    referrals: dict[str, list[Referral]] = {}
    for referral in list_referrals_of(district_id, people):
        referrals.setdefault(referral.seeker_id, []).append(referral)
    rows = []
    for one in found:
        person_id = one.link.person_id if one.link else None
        stage = _stage(person_id, person_id in shown, referrals.get(person_id or "", []))
        name = name_for(VIEWER, answers_of(one).name)
        rows.append(TakenIn(name, one.received_at, str(ENTRANCES[one.entrance]), *stage))
    return rows


def _stage(person_id: str | None, is_suggested: bool, referrals: list[Referral]) -> tuple[str, str, int, str]:
    """Return how far it is in words, the colour that repeats them, the step, and what comes next."""
    states = {one.state for one in referrals}
    if "hired" in states:
        return _("已经上班"), "done", 5, _("有变动，请告诉经办人。")
    if states & OPEN:
        return _("已经推荐给单位"), "teal", 4, _("等单位答复。单位约面试，经办人会联系本人。")
    if states:
        return _("推荐过，还没有成"), "caution", 3, _("经办人接着找别的岗位。")
    if is_suggested:
        return _("有了合适的岗位"), "teal", 3, _("经办人和本人商量以后推荐。")
    if person_id:
        return _("看过证件，正在找岗位"), "teal", 2, _("有合适的岗位，经办人会联系本人。")
    return _("已经登记"), "plain", 1, _("请本人带上身份证、残疾人证，到残联让经办人看一下。")
