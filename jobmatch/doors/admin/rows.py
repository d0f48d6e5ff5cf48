"""Lines of the account lists: who, which role, for what, when last here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.accounts.listing import count_good_tokens, last_sign_ins, second_factors
from jobmatch.accounts.tables import Role, User
from jobmatch.accounts.villages import list_my_villages
from jobmatch.employers.queries import find_employer
from jobmatch.web.admin_labels import SECOND_FACTORS
from jobmatch.web.facts import joined, village_name
from jobmatch.web.labels import ROLES


@dataclass(frozen=True)
class AccountRow:
    """An account as administrators see it."""

    id: str
    login: str
    name: str
    role: str
    role_name: str
    scope: str
    is_disabled: bool
    must_change_password: bool
    last_signed_in_at: datetime | None
    days_quiet: int | None
    factors: str
    tokens: int


def account_rows(users: Sequence[User]) -> list[AccountRow]:
    """Return the lines of ``users``, whose sign-ins, factors and tokens are asked for all at once."""
    keys = [user.id for user in users]
    signed_in, factors, tokens = last_sign_ins(keys), second_factors(keys), count_good_tokens(keys)
    return [
        AccountRow(
            user.id,
            user.login,
            user.name,
            user.role,
            str(ROLES[user.role]),
            scope_name(user),
            user.disabled_at is not None,
            user.must_change_password,
            signed_in.get(user.id),
            _days_since(signed_in.get(user.id)),
            joined(str(SECOND_FACTORS[kind]) for kind in sorted(factors.get(user.id, ()))),
            tokens.get(user.id, 0),
        )
        for user in users
    ]


def scope_name(user: User) -> str:
    """Say what an account is for: an employer's name, an officer's villages, or the whole district."""
    if user.scope_id is None and user.role is not Role.EMPLOYER:
        return _("全区")
    if user.role is Role.VILLAGE_OFFICER:
        return joined(village_name(one) for one in list_my_villages(user)) or _("村、社区已不在")
    if user.role is not Role.EMPLOYER:
        return str(user.scope_id)
    employer = find_employer(user.district_id, user.scope_id) if user.scope_id else None
    return employer.name if employer else _("单位已不在")


def _days_since(at: datetime | None) -> int | None:
    return None if at is None else (clock.now() - at).days
