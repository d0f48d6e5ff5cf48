"""Decisions about what officers report: what may be undone, what may be made of it. Plain values in, reasons out."""

from datetime import datetime, timedelta

UNDONE_WITHIN = timedelta(hours=1)
"""A wrong tap is noticed at once; what has stood for longer is corrected by saying how it is now."""

OUTCOMES = {
    "died": ("cancelled", "unchanged"),
    "moved": ("moved_out", "moved_within", "unchanged"),
    "willing": ("contacted", "unchanged"),
}
"""What a caseworker can make of each report. None of them follows by itself (残疾人证管理办法 2017: a card is cancelled
by the federation, on proof)."""

AGE_STEP = 10


def find_undo_fault(*, is_mine: bool, is_settled: bool, is_undone: bool, age: timedelta) -> str | None:
    """Return why a report cannot be undone any more, or None."""
    if is_undone:
        return "situation.is_undone"
    if is_settled:
        return "situation.is_settled"
    if not is_mine:
        return "situation.is_another_s"
    return "situation.is_too_old" if age > UNDONE_WITHIN else None


def find_settle_fault(kind: str, outcome: str, *, is_settled: bool, is_undone: bool, has_village: bool) -> str | None:
    """Return why a report cannot be settled like that, or None."""
    if is_undone:
        return "situation.is_undone"
    if is_settled:
        return "situation.is_settled"
    if outcome not in OUTCOMES.get(kind, ()):
        return "situation.has_no_such_outcome"
    return "situation.needs_a_village" if outcome == "moved_within" and not has_village else None


def is_again(kind: str, newest: str | None, *, is_open: bool, said_at: datetime | None, now: datetime) -> bool:
    """Tell whether a tap says what was said already: a second press of the same button within an hour, or a report
    that still waits for the desk."""
    if newest != kind or said_at is None:
        return False
    return (kind in OUTCOMES and is_open) or now - said_at <= UNDONE_WITHIN


def age_group(age: int | None) -> tuple[int, int] | None:
    """Return the years of age between which somebody is, in steps of ten (both included); None where unknown."""
    if age is None or age < 0:
        return None
    low = age // AGE_STEP * AGE_STEP
    return low, low + AGE_STEP - 1
