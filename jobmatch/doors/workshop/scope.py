"""The supervisor's own institutions, or 404: another's is not told apart from nothing."""

from datetime import date

from flask import abort, request

from jobmatch import clock
from jobmatch.web.signed_in import get_signed_in_user
from jobmatch.workshops.queries import find_institution, list_institutions
from jobmatch.workshops.tables import Institution


def my_institutions() -> list[Institution]:
    """Return the institutions for work of the signed-in supervisor: the account's own one, or all of the district."""
    user = get_signed_in_user()
    listed = list_institutions(user.district_id)
    return [one for one in listed if one.gives_work and user.scope_id in {None, one.id}]


def institution_or_404(institution_id: str) -> Institution:
    """Return one of my institutions, or answer 404."""
    user = get_signed_in_user()
    found = find_institution(user.district_id, institution_id) if user.scope_id in {None, institution_id} else None
    return found if found is not None and found.gives_work else abort(404)


def day_asked() -> date:
    """Return the day that the address names (``on``), today where it names none; anything else is answered 404."""
    raw = request.args.get("on")
    if raw is None:
        return clock.today()
    try:
        return date.fromisoformat(raw)
    except ValueError:
        abort(404)


def month_asked() -> date:
    """Return the first day of the month that the address names (``month``, YYYY-MM), this month where it names none."""
    raw = request.args.get("month")
    if raw is None:
        return clock.today().replace(day=1)
    try:
        return date.fromisoformat(f"{raw}-01")
    except ValueError:
        abort(404)
