"""Questions that administrators ask about accounts: who is there, who may what, who has not come for long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select

from jobmatch.accounts.tables import ApiToken, Passkey, Role, SignInFailure, TotpFactor, User
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db

SIGNED_IN = "user.signed_in"


@dataclass(frozen=True)
class Wanted:
    """Which accounts: ``text`` is part of a login or a name, ``is_disabled`` None means either."""

    text: str = ""
    role: Role | None = None
    is_disabled: bool | None = None
    quiet_since: datetime | None = None
    """Only accounts that nobody has signed in to since that instant, or ever."""

    without_second_factor: bool = False
    is_new: bool = False
    """Only accounts to which nobody has ever signed in."""


def find_account(district_id: str, user_id: str) -> User | None:
    """Return the account of that key in that district, or None."""
    return db.session.scalar(select(User).where(User.district_id == district_id, User.id == user_id))


def list_accounts(district_id: str, wanted: Wanted, limit: int | None = None, offset: int = 0) -> list[User]:
    """List accounts by login."""
    query = select(User).where(*_matching(district_id, wanted)).order_by(User.login, User.id)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_accounts(district_id: str, wanted: Wanted) -> int:
    """Count what ``list_accounts`` lists."""
    return db.session.scalar(select(func.count()).select_from(User).where(*_matching(district_id, wanted))) or 0


def count_by_role(district_id: str) -> dict[Role, int]:
    """Count the active accounts of each role that has one."""
    query = select(User.role, func.count()).where(User.district_id == district_id, User.disabled_at.is_(None))
    return {row[0]: row[1] for row in db.session.execute(query.group_by(User.role))}


def last_sign_ins(user_ids: Iterable[str]) -> dict[str, datetime]:
    """Return when somebody last signed in to each account; who never did is left out.

    *Decision:* read from the audit trail, because old sessions are forgotten after a month.
    """
    query = select(AuditEntry.user_id, func.max(AuditEntry.at)).where(
        AuditEntry.user_id.in_(set(user_ids)), AuditEntry.action == SIGNED_IN
    )
    return {str(row[0]): row[1] for row in db.session.execute(query.group_by(AuditEntry.user_id))}


def second_factors(user_ids: Iterable[str]) -> dict[str, set[str]]:
    """Return which kinds of second factor (``app``, ``passkey``) each account has set up; none: left out."""
    wanted, found = set(user_ids), dict[str, set[str]]()
    app = select(TotpFactor.user_id).where(TotpFactor.user_id.in_(wanted), TotpFactor.confirmed_at.is_not(None))
    passkey = select(Passkey.user_id).where(Passkey.user_id.in_(wanted))
    for kind, query in (("app", app), ("passkey", passkey)):
        for user_id in db.session.scalars(query):
            found.setdefault(user_id, set()).add(kind)
    return found


def count_good_tokens(user_ids: Iterable[str]) -> dict[str, int]:
    """Count the API tokens of each account that open something; none: left out."""
    query = select(ApiToken.user_id, func.count()).where(
        ApiToken.user_id.in_(set(user_ids)), ApiToken.revoked_at.is_(None)
    )
    return {row[0]: row[1] for row in db.session.execute(query.group_by(ApiToken.user_id))}


def count_sign_in_failures(since: datetime) -> int:
    """Count the refused sign-ins after ``since``."""
    return db.session.scalar(select(func.count()).select_from(SignInFailure).where(SignInFailure.at > since)) or 0


def logins_of(user_ids: Iterable[str]) -> dict[str, str]:
    """Return the logins of accounts by key; all of them in one question."""
    query = select(User.id, User.login).where(User.id.in_(set(user_ids)))
    return {row.id: row.login for row in db.session.execute(query)}


def all_logins(district_id: str) -> dict[str, str]:
    """Return every login of a district by key."""
    query = select(User.id, User.login).where(User.district_id == district_id)
    return {row.id: row.login for row in db.session.execute(query)}


def _signed_in() -> Select[str]:
    return select(AuditEntry.id).where(AuditEntry.user_id == User.id, AuditEntry.action == SIGNED_IN)


def _matching(district_id: str, wanted: Wanted) -> list[ColumnElement[bool]]:
    rules: list[ColumnElement[bool]] = [User.district_id == district_id]
    if wanted.text:
        text = {"autoescape": True}
        rules.append(or_(User.login.icontains(wanted.text, **text), User.name.icontains(wanted.text, **text)))
    if wanted.role is not None:
        rules.append(User.role == wanted.role)
    if wanted.is_disabled is not None:
        rules.append(User.disabled_at.is_not(None) if wanted.is_disabled else User.disabled_at.is_(None))
    if wanted.quiet_since is not None:
        rules.append(~_signed_in().where(AuditEntry.at > wanted.quiet_since).exists())
    if wanted.is_new:
        rules.append(~_signed_in().exists())
    if wanted.without_second_factor:
        app = select(TotpFactor.id).where(TotpFactor.user_id == User.id, TotpFactor.confirmed_at.is_not(None))
        passkey = select(Passkey.id).where(Passkey.user_id == User.id)
        rules.append(~app.exists() & ~passkey.exists())
    return rules
