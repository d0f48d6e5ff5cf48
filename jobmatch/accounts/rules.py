"""Decisions about accounts: what a password needs, when guessing is slowed down. Plain values in, reasons out."""

from datetime import datetime, timedelta

PASSWORD_LEAST = 12
PASSWORD_MOST = 128
FAILURES_ALLOWED = 5
FAILURE_WINDOW = timedelta(minutes=15)
SESSION_LASTS = timedelta(hours=12)


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


def has_ended(created_at: datetime, ended_at: datetime | None, at: datetime) -> bool:
    """Tell whether a session made at ``created_at`` is over at ``at``."""
    return ended_at is not None or at - created_at >= SESSION_LASTS
