"""Decisions about accounts: what a password needs, when guessing is slowed down. Plain values in, reasons out."""

import enum
from datetime import datetime, timedelta
from typing import NamedTuple

PASSWORD_LEAST = 12
PASSWORD_MOST = 128
ONE_TIME_PASSWORD_LASTS = timedelta(days=7)
HAND_OVER_LASTS = timedelta(days=7)
FAILURES_ALLOWED = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=15), timedelta(minutes=30)
"""Five tries, then 15 to 30 minutes: what assessors of GB/T 22239-2019 8.1.4.1 b usually ask for."""

FAILURE_WINDOW = timedelta(hours=1)
ADDRESS_ALLOWED, ADDRESS_WINDOW = 30, timedelta(minutes=15)
"""Failures from one address, whatever the login: guessing one password for many accounts."""

ACCOUNT_ALLOWED = 50
"""Failures of one login in an hour, wherever from: guessing from many addresses."""

KNOWN_FOR = timedelta(days=30)
TRACES_KEPT = timedelta(days=1)
"""How long an address counts as known, and how long failures and half sign-ins stay in the database."""

SESSION_LASTS = timedelta(hours=12)
STAFF_IDLE, EMPLOYER_IDLE = timedelta(minutes=15), timedelta(minutes=30)
"""Idle and absolute ends: OWASP ASVS 5.0 7.3.1 and 7.3.2; GB/T 22239-2019 8.1.4.1 b asks for an end after idleness."""

HALF_LASTS = timedelta(minutes=10)
"""For how long a right password waits for the second factor."""

CHALLENGE_LASTS = timedelta(minutes=5)
RECOVERY_CODES = 10
ADMINS = frozenset({"system_admin", "security_admin", "auditor"})
POLICIES = ("admins", "staff", "everyone")
"""Who must have a second factor: `admins` always; `staff` = everybody but employers (GB/T 22239-2019, level 3)."""

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


class Failure(NamedTuple):
    """A failed sign-in: when, and whether it was of the same login and from the same address as the one now asked."""

    at: datetime
    same_login: bool
    same_address: bool


def find_wait(failures: list[Failure], is_known: bool, at: datetime) -> timedelta | None:
    """Return how long a login must still wait at this address, or None when it may be tried at ``at``.

    ``failures`` are those of the last hour. ``is_known``: the account has signed in from this address of late.
    *Decision:* a stranger's wrong guesses cannot lock the owner out (ASVS 6.1.1): only failures of the same login from
    the same address make its owner wait there; what others do elsewhere, or with other logins, slows down unknown
    places only.
    """
    here = [one.at for one in failures if one.same_login and one.same_address]
    waits = [_wait_after(here)]
    if not is_known:
        from_here = [one.at for one in failures if one.same_address and at - one.at < ADDRESS_WINDOW]
        waits.append(_end_of_crowd(from_here, ADDRESS_ALLOWED, ADDRESS_WINDOW))
        of_login = [one.at for one in failures if one.same_login and at - one.at < FAILURE_WINDOW]
        waits.append(_end_of_crowd(of_login, ACCOUNT_ALLOWED, FAILURE_WINDOW))
    left = max((end - at for end in waits if end is not None), default=timedelta())
    return left if left > timedelta() else None


def _wait_after(failures: list[datetime]) -> datetime | None:
    """The wait after the fifth failure, and a longer one after each further one."""
    more = len(failures) - FAILURES_ALLOWED
    return max(failures) + min(FIRST_WAIT * 2 ** min(more, 9), LONGEST_WAIT) if more >= 0 else None


def _end_of_crowd(failures: list[datetime], allowed: int, window: timedelta) -> datetime | None:
    """The instant at which fewer than ``allowed`` failures lie within ``window`` again."""
    return sorted(failures)[-allowed] + window if len(failures) >= allowed else None


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


def needs_second_factor(role: str, policy: str) -> bool:
    """Tell whether an account of ``role`` must have a second factor where the setting says ``policy``."""
    return role in ADMINS or policy == "everyone" or (policy == "staff" and role != "employer")


def can_have_passkeys(scheme: str, host: str) -> bool:
    """Tell whether browsers allow passkeys at ``host`` (without a port): over https or on this machine, by a name.

    An address in numbers cannot be what a passkey is bound to (WebAuthn level 2, 5.1.2, effective domain).
    """
    if host == "localhost" or host.endswith(".localhost"):
        return True
    is_number = host.replace(".", "").isdigit()
    return scheme == "https" and "." in host and not is_number


def scope_kind_of(role: str) -> str:
    """Return what the scope of an account of ``role`` may be, besides the whole district.

    ``employer`` is a must for employers; a village's officer and a workshop's supervisor may be for one or for all.
    """
    return {"employer": "employer", "village_officer": "village", "workshop_supervisor": "workshop"}.get(
        role, "district"
    )
