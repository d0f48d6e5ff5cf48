"""The first page of roles that have no door of their own yet: what it will be for, and what is open now."""

from collections.abc import Mapping

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from jobmatch.accounts.tables import Role
from jobmatch.doors.public import blueprint
from jobmatch.web.access import home_of, who_may
from jobmatch.web.labels import ROLES
from jobmatch.web.signed_in import get_signed_in_user

LATER: Mapping[str, LazyString] = {
    Role.REVIEWER: _l("审核单位的年审申报：看证据、看计算过程，通过、退回补正或者不通过，并写明理由。"),
    Role.FAIR_STAFF: _l("招聘会现场：签到、叫号、补打号码，给终端配对，帮不方便的人登记。"),
    Role.STATISTICIAN: _l("成绩单和统计表：只有数目，人数少于 5 的格子不显示，看不到任何个人。"),
}


@blueprint.get("/welcome")
def welcome() -> ResponseReturnValue:
    """Say what this account is for; who has a door of their own is led there."""
    user = get_signed_in_user()
    if home_of(user.role) != "public.welcome":
        return redirect(url_for(home_of(user.role)))
    return render_template(
        "public/welcome.html",
        name=user.name,
        role_name=str(ROLES[user.role]),
        lead=_("您已经登录。您的角色是%(role)s。", role=str(ROLES[user.role])),
        later=str(LATER[user.role]) if user.role in LATER else "",
        parameters=user.role in (who_may("admin.parameters") or ()),
    )
