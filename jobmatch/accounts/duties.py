"""Who may manage whose account: the administrators' duties kept apart (三权分立; GB/T 22239-2019).

The system's administrator keeps accounts, the security's administrator says what they may do, the auditor watches
both. Roles are plain words here; ``Role`` holds the same ones.

*Decision:* whoever resets a password can sign in as its owner. So the accounts that watch (security administrators,
auditors) are appointed and reset by a security administrator, all others are added and reset by a system
administrator; and nobody manages the own account. Each such act stands in the audit trail, and the owner notices,
because every session of theirs ends.
"""

import enum
from collections.abc import Mapping
from typing import NamedTuple

SYSTEM, SECURITY, AUDIT = "system_admin", "security_admin", "auditor"
WATCHERS = frozenset({SECURITY, AUDIT})
NEVER_NONE = frozenset({SYSTEM, SECURITY})
"""Roles of which one active account must be left, or nobody could let anybody in again."""


class Duty(enum.StrEnum):
    """What an administrator does to an account."""

    ADD = "add"
    DISABLE = "disable"
    ENABLE = "enable"
    UNLOCK = "unlock"
    RESET_PASSWORD = "reset_password"  # noqa: S105  # the name of a duty
    RESET_SECOND_FACTOR = "reset_second_factor"
    CHANGE_ROLE = "change_role"


class Account(NamedTuple):
    """As much of an account as decides: who, with which role (None: there is no account yet)."""

    id: str | None
    role: str


_RESETS = frozenset({Duty.RESET_PASSWORD, Duty.RESET_SECOND_FACTOR})
_BY: Mapping[Duty, frozenset[str]] = {
    Duty.ADD: frozenset({SYSTEM}),
    Duty.DISABLE: frozenset({SYSTEM}),
    Duty.ENABLE: frozenset({SYSTEM}),
    Duty.UNLOCK: frozenset({SYSTEM}),
    Duty.RESET_PASSWORD: frozenset({SYSTEM, SECURITY}),
    Duty.RESET_SECOND_FACTOR: frozenset({SYSTEM, SECURITY}),
    Duty.CHANGE_ROLE: frozenset({SECURITY}),
}


def find_duty_fault(duty: Duty, by: Account, subject: Account) -> str | None:
    """Return the key of why ``by`` must not do that to ``subject``, or None."""
    if by.role not in _BY[duty]:
        return "account.not_your_duty"
    if by.id == subject.id:
        return "account.is_your_own"
    if duty is Duty.ADD and subject.role in WATCHERS:
        return "account.watchers_are_appointed"
    if duty in _RESETS and by.role == SYSTEM and subject.role in WATCHERS:
        return "account.watchers_are_reset_by_security"
    if duty in _RESETS and by.role == SECURITY and subject.role not in WATCHERS:
        return "account.others_are_reset_by_the_system"
    return None


def find_last_fault(role_before: str, role_after: str | None, others_active: int) -> str | None:
    """Return the key of why an active account cannot leave ``role_before``, or None.

    ``role_after`` None means that it is disabled; ``others_active`` counts the other active accounts of that role.
    """
    is_leaving = role_before in NEVER_NONE and role_after != role_before
    return "account.is_the_last_of_its_kind" if is_leaving and others_active == 0 else None


def list_duties(by: Account, subject: Account, *, is_disabled: bool) -> list[Duty]:
    """List what ``by`` may do to ``subject`` now, in the order of a page."""
    senseless = {Duty.ADD, Duty.DISABLE if is_disabled else Duty.ENABLE}
    return [duty for duty in Duty if duty not in senseless and find_duty_fault(duty, by, subject) is None]
