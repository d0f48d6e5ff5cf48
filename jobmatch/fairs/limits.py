"""How many registrations may come within a while: from one device, from one address, at one fair, in all.

Counted among the submissions that were kept, so that it holds whichever process is asked, and asked before the act, so
that whoever sends too many costs the others no lock. *Decision* (docs/decisions/0062): a refusal loses nothing, it says
when to send the same again; a retry of what was kept is never counted or refused.
"""

import math
from datetime import UTC, datetime, timedelta

from flask import current_app
from sqlalchemy import select

from jobmatch import clock
from jobmatch.config import Settings
from jobmatch.fairs import queries
from jobmatch.fairs.queries import Standing
from jobmatch.fairs.tables import LimitReached, LimitScope
from jobmatch.seekers.service import Arrival
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.wording import SentenceError

_NOTED_ALREADY = "limits_reached_are_noted_once_a_window"


class TooManyError(SentenceError):
    """Registrations come too thick; the same may be sent again after ``retry_after`` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("fair.too_many", minutes=math.ceil(retry_after / 60))
        self.retry_after = retry_after


def window_begins() -> datetime:
    """Return the instant since which registrations are counted."""
    return clock.now() - timedelta(seconds=_settings().limit_seconds)


def check(by: Actor, arrival: Arrival, standing: Standing) -> None:
    """Let one more registration come, or note the first refusal of a window and raise ``TooManyError``.

    Workers that ask at the same instant may let one each through beyond the limit: it bounds a flood, no more.
    """
    settings = _settings()
    source = arrival.source
    counted = [
        (LimitScope.FAIR, arrival.fair_id or "", standing.at_fair, settings.limit_fair),
        (LimitScope.ALL, "all", standing.in_all, settings.limit_all),
    ]
    if source is not None:
        most = settings.limit_address if source.kind == "address" else settings.limit_device
        counted.insert(0, (LimitScope(source.kind), source.key, standing.of_source, most))
    for scope, key, count, most in counted:
        if count >= most:
            wait = _seconds_to_wait(scope, key, settings)
            _note(by, scope, key, settings)
            raise TooManyError(wait)


def _seconds_to_wait(scope: LimitScope, key: str, settings: Settings) -> int:
    """Return after how many seconds the oldest of those counted leaves the window."""
    oldest = queries.find_oldest_since(scope, key, window_begins())
    left = oldest + timedelta(seconds=settings.limit_seconds) - clock.now() if oldest else timedelta()
    return max(1, math.ceil(left.total_seconds()))


def _note(by: Actor, scope: LimitScope, key: str, settings: Settings) -> None:
    length = settings.limit_seconds
    window = datetime.fromtimestamp(clock.now().timestamp() // length * length, UTC)
    same = (LimitReached.scope == scope, LimitReached.key == key, LimitReached.window_began_at == window)
    if db.session.scalar(select(LimitReached.id).where(*same)) is not None:
        return
    try:
        with act(by=by, action="fair.registrations_limited") as this:
            reached = LimitReached(scope=scope, key=key, window_began_at=window)
            db.session.add(reached)
            this.about(reached)
            this.note(scope=scope.value)
    except BrokenRuleError as error:
        if error.rule != _NOTED_ALREADY:
            raise


def _settings() -> Settings:
    settings: Settings = current_app.config["JOBMATCH"]
    return settings
