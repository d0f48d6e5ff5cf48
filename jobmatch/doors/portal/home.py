"""An employer's first page: who waits for an answer, what is under way, the own positions."""

from datetime import date
from typing import NamedTuple

from flask import render_template
from flask.typing import ResponseReturnValue

from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.referral_shown import ReferralLine, referral_lines
from jobmatch.doors.portal.scope import my_employer
from jobmatch.employers.queries import find_employer, list_positions
from jobmatch.employers.silence import closes_for_silence_on
from jobmatch.employers.tables import Position, PositionState
from jobmatch.employment.queries import count_filled
from jobmatch.referrals.queries import count_by_position, list_referrals
from jobmatch.web.facts import occupation_name, pay_range
from jobmatch.web.names import name_of

SHOWN = 20
UNDER_WAY = ("interview", "trial", "offered")
OVER = ("hired", "declined", "withdrawn")


class PositionLine(NamedTuple):
    """One of the employer's positions."""

    id: str
    title: str
    pay: str
    seats: int
    filled: int
    waiting: int
    occupation: str
    state_name: str
    is_open: bool


class Silent(NamedTuple):
    """A position that will be closed on ``day`` unless its employer says something."""

    id: str
    title: str
    day: date


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """What the federation recommends to us, who waits for our answer first."""
    district_id, employer_id = my_employer()
    employer, positions = find_employer(district_id, employer_id), list_positions(district_id, employer_id)
    return render_template(
        "portal/home.html",
        employer=employer.name if employer else "",
        waiting=_lines(("sent",), oldest_first=True),
        under_way=_lines(UNDER_WAY),
        over=_lines(OVER),
        positions=_positions(positions),
        silent=[Silent(one.id, one.title, day) for one in positions if (day := closes_for_silence_on(one))],
    )


def _lines(states: tuple[str, ...], *, oldest_first: bool = False) -> list[ReferralLine]:
    district_id, employer_id = my_employer()
    found = list_referrals(district_id, employer_id=employer_id, states=states, limit=SHOWN, oldest_first=oldest_first)
    return referral_lines(found)


def _positions(positions: list[Position]) -> list[PositionLine]:
    keys = [one.id for one in positions]
    filled, waiting = count_filled(keys), count_by_position(keys, "sent")
    return [
        PositionLine(
            one.id,
            one.title,
            pay_range(one.wage_min_fen, one.wage_max_fen),
            one.seats,
            filled.get(one.id, 0),
            waiting.get(one.id, 0),
            occupation_name(one.occupation_code),
            name_of(one.state),
            one.state is PositionState.OPEN,
        )
        for one in positions
    ]
