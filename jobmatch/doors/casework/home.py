"""The first page of a caseworker's day: what waits, and what to do next."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.data_care.requests import list_open_requests
from jobmatch.data_care.retention import count_warnings
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.care.request_rows import request_row
from jobmatch.doors.casework.month_contests_shown import contest_row
from jobmatch.doors.casework.rows import ReferralRow, referral_row, seeker_row, submission_row
from jobmatch.doors.casework.scope import my_district
from jobmatch.employment.claims import list_contests
from jobmatch.referrals.queries import count_by_state, list_referrals, list_unreferred
from jobmatch.referrals.rules import OPEN
from jobmatch.referrals.tables import ReferralState
from jobmatch.seekers.queries import count_seekers, count_unseen, list_unseen
from jobmatch.web.labels import REFERRAL_STATES

SHOWN = 5
ANSWERED = ("offered", "trial", "interview")


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Today: who waits to be verified, who waits for a suggestion, what employers answered."""
    district_id = my_district()
    counts = count_by_state(district_id)
    return render_template(
        "casework/home.html",
        today=clock.today(),
        unseen=count_unseen(district_id),
        waiting=count_seekers(district_id),
        under_way=sum(counts.get(state, 0) for state in OPEN),
        hired=counts.get(ReferralState.HIRED, 0),
        states=[
            (label, counts.get(state, 0), url_for("casework.referrals", state=state))
            for state, label in REFERRAL_STATES.items()
        ],
        submissions=[submission_row(one) for one in list_unseen(district_id, SHOWN)],
        answered=_rows(district_id, ANSWERED),
        unanswered=_rows(district_id, ("sent",)),
        requests=[request_row(one, one.person.name) for one in list_open_requests(district_id, SHOWN)],
        contests=[contest_row(one) for one in list_contests(district_id, are_open=True)[:SHOWN]],
        warned=count_warnings(district_id),
        unreferred=[seeker_row(one) for one in list_unreferred(district_id, SHOWN)],
    )


def _rows(district_id: str, states: tuple[str, ...]) -> list[ReferralRow]:
    return [referral_row(one) for one in list_referrals(district_id, states=states, limit=SHOWN, oldest_first=True)]
