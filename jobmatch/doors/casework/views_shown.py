"""Who looked at a person, in words that can be read to them: an employer by its name, staff by role and name."""

from collections.abc import Sequence

from flask_babel import gettext as _

from jobmatch.accounts.tables import Role, User
from jobmatch.employers.queries import employer_names
from jobmatch.people.tables import OpenReason, PersonView
from jobmatch.web.labels import OPEN_REASONS, ROLES, VIEWS
from jobmatch.web.templating import moment


def view_rows(district_id: str, views: Sequence[PersonView]) -> list[list[str]]:
    """Return one line a look, in the order given: when, who, what, and why where a full number was opened."""
    firms = {one.user.scope_id for one in views if one.user.role is Role.EMPLOYER and one.user.scope_id}
    names = employer_names(district_id, firms)
    return [[moment(one.at), _who(one.user, names), str(VIEWS[one.what]), _why(one)] for one in views]


def _who(user: User, employers: dict[str, str]) -> str:
    """*Decision:* of an employer its own name: the person does not know, and need not know, who sat there."""
    if user.role is Role.EMPLOYER:
        return _("单位：%(name)s", name=employers.get(user.scope_id or "", ""))
    return f"{ROLES[user.role]} {user.name}"


def _why(view: PersonView) -> str:
    if view.reason is None:
        return ""
    said = str(OPEN_REASONS[view.reason])
    return f"{said}：{view.note}" if view.reason is OpenReason.OTHER else said
