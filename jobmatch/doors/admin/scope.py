"""Accounts of the administrator's own district, or 404."""

from flask import abort

from jobmatch.accounts.listing import find_account
from jobmatch.accounts.tables import User
from jobmatch.web.signed_in import get_signed_in_user


def my_district() -> str:
    """Return the key of the signed-in administrator's district."""
    return get_signed_in_user().district_id


def account_or_404(user_id: str) -> User:
    """Return the account of my district, or answer 404."""
    return find_account(my_district(), user_id) or abort(404)
