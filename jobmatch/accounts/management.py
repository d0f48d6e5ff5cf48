"""Acts of administrators on other people's accounts: add, disable, enable, reset, unlock, change role and scope.

Every act holds the accounts that decide (the administrator's, the subject's, all accounts of the roles that must not
die out) in the order of their keys before it decides, so that two administrators who disable each other at the same
moment wait for each other on both databases, and one of them is refused.
"""

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import or_, select

from jobmatch import clock
from jobmatch.accounts import duties, service
from jobmatch.accounts.duties import Account, Duty
from jobmatch.accounts.service import NewAccount, actor_for
from jobmatch.accounts.sessions import end_sessions
from jobmatch.accounts.tables import Role, User
from jobmatch.accounts.villages import further_villages, set_further_villages
from jobmatch.storage.act import Act, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError


class ManagementRefusedError(SentenceError):
    """An administrator must not do that; the sentence says why and who can."""


class RoleReason(enum.StrEnum):
    """Why somebody's role or scope changes: a closed list, because the audit trail keeps no free text."""

    NEW_TASK = "new_task"
    OTHER_PLACE = "other_place"
    STAND_IN = "stand_in"
    LEFT = "left"
    MISTAKE = "mistake"
    REVIEW = "review"


@dataclass(frozen=True)
class Rights:
    """What an account may do and for what: ``scope_id`` is the employer of an employer's account, the (first) village
    of an officer's, else None; ``further`` are an officer's other villages.
    """

    role: Role
    scope_id: str | None
    further: tuple[str, ...] = ()


def add_account(by: User, rights: Rights, name: str, login: str) -> NewAccount:
    """Make an account; its one-time password is in what is returned and nowhere else.

    Raises ``ManagementRefusedError``, and ``BrokenRuleError`` when the login is taken.
    """
    _refuse(duties.find_duty_fault(Duty.ADD, Account(by.id, by.role), Account(None, rights.role)))
    with act(by=actor_for(by), action="account.added") as this:
        _hold(by, None)
        made = service.add_user(actor_for(by), by.district_id, rights.role, name, login, rights.scope_id)
        set_further_villages(made.user, rights.further)
        this.about(made.user)
        this.note(role=rights.role.value, scope=rights.scope_id)
    return made


def disable(by: User, user_id: str) -> None:
    """Close an account: it signs in no more, its sessions end, its API tokens are revoked."""
    with _managing(by, user_id, Duty.DISABLE) as (_this, user):
        _refuse(duties.find_last_fault(user.role, None, _count_others(user)))
        user.disabled_at = user.disabled_at or clock.now()
        _end_everything(by, user)


def enable(by: User, user_id: str) -> None:
    """Open an account again; its second factors and password are as they were, its tokens stay revoked."""
    with _managing(by, user_id, Duty.ENABLE) as (_this, user):
        user.disabled_at = None


def unlock(by: User, user_id: str) -> int:
    """Forget the failed sign-ins of an account; returns how many there were."""
    with _managing(by, user_id, Duty.UNLOCK) as (_this, user):
        return service.unlock(actor_for(by), user)


def reset_password(by: User, user_id: str) -> str:
    """Give an account a one-time password and return it; every session of its owner ends."""
    with _managing(by, user_id, Duty.RESET_PASSWORD) as (_this, user):
        return service.reset_password(actor_for(by), user)


def reset_second_factor(by: User, user_id: str) -> None:
    """Take away the second factors of an account, whose owner sets up a new one; every session ends."""
    with _managing(by, user_id, Duty.RESET_SECOND_FACTOR) as (_this, user):
        service.reset_second_factor(actor_for(by), user)


def change_role(by: User, user_id: str, rights: Rights, reason: RoleReason) -> None:
    """Give an account another role or scope; every session ends and every API token is revoked, so that no sign-in
    goes on with rights that are gone (ASVS 7.4.2; GB/T 22239-2019 8.1.4.2).
    """
    with _managing(by, user_id, Duty.CHANGE_ROLE) as (this, user):
        further = tuple(further_villages(user.id))
        if (user.role, user.scope_id, further) == (rights.role, rights.scope_id, tuple(sorted(rights.further))):
            _refuse("account.has_that_role_already")
        if user.disabled_at is None:
            _refuse(duties.find_last_fault(user.role, rights.role, _count_others(user)))
        this.note(role_before=user.role.value, role=rights.role.value, reason=reason.value)
        this.note(scope_before=user.scope_id, scope=rights.scope_id)
        user.role, user.scope_id = rights.role, rights.scope_id
        set_further_villages(user, rights.further)
        _end_everything(by, user)


@contextmanager
def _managing(by: User, user_id: str, duty: Duty) -> Iterator[tuple[Act, User]]:
    """Hold both accounts and ask whether the duties allow it. Raises ``LookupError`` for nobody of this district."""
    with act(by=actor_for(by), action=f"account.{_PAST[duty]}") as this:
        me, user = _hold(by, user_id)
        if user is None:
            raise LookupError(user_id)
        this.about(user)
        _refuse(duties.find_duty_fault(duty, Account(me.id, me.role), Account(user.id, user.role)))
        yield this, user


_PAST = {
    Duty.DISABLE: "disabled",
    Duty.ENABLE: "enabled",
    Duty.UNLOCK: "unlocked",
    Duty.RESET_PASSWORD: "password_reset",
    Duty.RESET_SECOND_FACTOR: "second_factor_reset",
    Duty.CHANGE_ROLE: "role_changed",
}


def _hold(by: User, user_id: str | None) -> tuple[User, User | None]:
    """Lock and read again the administrator, the subject and everybody of the roles that must not die out.

    An administrator who was disabled or demoted a moment ago is refused here, whatever their session says.
    """
    query = select(User).where(
        User.district_id == by.district_id,
        or_(User.id.in_([by.id, user_id or by.id]), User.role.in_(sorted(duties.NEVER_NONE))),
    )
    locked = db.session.scalars(query.order_by(User.id).with_for_update().execution_options(populate_existing=True))
    held = {user.id: user for user in locked}
    me = held.get(by.id)
    if me is None or me.disabled_at is not None or me.role not in {duties.SYSTEM, duties.SECURITY}:
        raise ManagementRefusedError("account.not_your_duty")
    return me, held.get(user_id or "")


def _count_others(user: User) -> int:
    """Count the other active accounts of the same role; they are held, so the number stays true until the commit."""
    query = select(User.id).where(
        User.district_id == user.district_id, User.role == user.role, User.disabled_at.is_(None), User.id != user.id
    )
    return len(db.session.scalars(query).all())


def _end_everything(by: User, user: User) -> None:
    end_sessions(actor_for(by), user)
    service.revoke_tokens(actor_for(by), user)


def _refuse(fault: str | None) -> None:
    if fault is not None:
        raise ManagementRefusedError(fault)
