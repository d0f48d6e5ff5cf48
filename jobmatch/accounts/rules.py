"""Decisions about accounts: what a password needs, when guessing is slowed down. Plain values in, reasons out."""

import enum
from datetime import datetime, timedelta
from typing import NamedTuple

PASSWORD_LEAST = 12
PASSWORD_MOST = 128
ONE_TIME_PASSWORD_LASTS = timedelta(days=7)
FAILURES_ALLOWED = 5
FAILURE_WINDOW = timedelta(minutes=15)
SESSION_LASTS = timedelta(hours=12)
STAFF_IDLE, EMPLOYER_IDLE = timedelta(minutes=15), timedelta(minutes=30)
"""Idle and absolute ends: OWASP ASVS 5.0 7.3.1 and 7.3.2; GB/T 22239-2019 8.1.4.1 b asks for an end after idleness."""

SEEN_EVERY = timedelta(minutes=1)
"""How often it is written down that a session is in use; an idle end comes at most this much early, never late."""


def find_password_fault(password: str, login: str) -> str | None:
    """Return the key of what is wrong with a new ``password``, or None.

    Decision: length, not composition (OWASP ASVS 5.0 6.2.1, 6.2.5).
    """
    if len(password) < PASSWORD_LEAST:
        return "password.too_short"
    if len(password) > PASSWORD_MOST:
        return "password.too_long"
    if login.casefold() in password.casefold():
        return "password.contains_the_login"
    return None


def must_wait(failures: list[datetime], at: datetime) -> bool:
    """Tell whether the same login from the same address failed too often of late to be tried again at ``at``.

    Decision: by login *and* address, so that a stranger's wrong guesses cannot lock the owner out (ASVS 6.1.1).
    """
    return sum(at - failure < FAILURE_WINDOW for failure in failures) >= FAILURES_ALLOWED


class Ended(enum.StrEnum):
    """Why a session is over."""

    ELSEWHERE = "elsewhere"
    IDLE = "idle"
    TOO_LONG = "too_long"


def idle_end_of(role: str) -> timedelta:
    """Return after which idleness a session of ``role`` ends: employers sign in seldom, from offices of their own."""
    return EMPLOYER_IDLE if role == "employer" else STAFF_IDLE


class SessionTimes(NamedTuple):
    """When a session was made, when somebody was last seen in it, when somebody ended it (None = nobody has)."""

    created_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None


def find_end(role: str, times: SessionTimes, at: datetime) -> Ended | None:
    """Return why a session of ``role`` is over at ``at``, or None while it is good."""
    if times.ended_at is not None:
        return Ended.ELSEWHERE
    if at - times.created_at >= SESSION_LASTS:
        return Ended.TOO_LONG
    return Ended.IDLE if at - times.seen_at >= idle_end_of(role) else None


def is_expired(expires_at: datetime | None, at: datetime) -> bool:
    """Tell whether a one-time password or a code that is good until ``expires_at`` is no longer; None = no end."""
    return expires_at is not None and at >= expires_at
