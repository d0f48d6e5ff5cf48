"""How a certificate stands on a day, and when somebody has to be reminded of it. Plain values in, a decision out.

*Decision:* an expired card never shuts anybody out (残疾人证管理办法 2017 lets it be renewed late); it books a task.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

WATCHED_DAYS = (90, 60, 30)
"""How many days before its end a certificate is looked at, the first time first."""


class Standing(StrEnum):
    """How somebody's certificate stands."""

    NONE = "none"
    NOT_CHECKED = "not_checked"
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    FROZEN = "frozen"
    CANCELLED = "cancelled"
    MOVED_OUT = "moved_out"


class CertificateFacts(NamedTuple):
    """What is known: where the person's row came from, the end of the newest version, the last event's word."""

    source: str
    home_code: str | None
    valid_until: date | None
    last_event: str | None = None


class Judged(NamedTuple):
    """``days`` until the end (negative = past), ``within`` which of the watched days; None where neither counts."""

    standing: Standing
    days: int | None = None
    within: int | None = None


_ENDED = {"cancelled": Standing.CANCELLED, "moved_out": Standing.MOVED_OUT, "frozen": Standing.FROZEN}


def judge(facts: CertificateFacts, today: date) -> Judged:
    """Decide how a certificate stands. It is good on its last day.

    Who is of another register, or only on an employer's roster, is "not checked": nobody here has seen that card.
    """
    if facts.home_code is not None or facts.source == "roster":
        return Judged(Standing.NOT_CHECKED)
    if facts.last_event in _ENDED:
        return Judged(_ENDED[facts.last_event])
    if facts.valid_until is None:
        return Judged(Standing.NONE)
    days = (facts.valid_until - today).days
    if days < 0:
        return Judged(Standing.EXPIRED, days)
    within = min((one for one in WATCHED_DAYS if days <= one), default=None)
    return Judged(Standing.VALID if within is None else Standing.EXPIRING, days, within)


def needs_renewal(facts: CertificateFacts, today: date, last_done_on: date | None) -> bool:
    """Tell whether a renewal has to be booked: at 90, 60 and 30 days and once it is over, unless done since then."""
    judged = judge(facts, today)
    if judged.standing not in {Standing.EXPIRING, Standing.EXPIRED} or facts.valid_until is None:
        return False
    begun_on = facts.valid_until - timedelta(days=-1 if judged.within is None else judged.within)
    return last_done_on is None or last_done_on < begun_on
