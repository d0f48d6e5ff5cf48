"""The security administrator's review: who may what, who has not come for long, who has no second factor."""

from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.accounts import management
from jobmatch.accounts.listing import Wanted, count_accounts, list_accounts
from jobmatch.accounts.management import ManagementRefusedError, RoleReason
from jobmatch.accounts.tables import Role, User
from jobmatch.accounts.villages import list_my_villages
from jobmatch.doors.admin import blueprint
from jobmatch.doors.admin.accounts import back_to
from jobmatch.doors.admin.forms import RoleForm
from jobmatch.doors.admin.quiet import quiet_since, stale_days
from jobmatch.doors.admin.role_pages import role_pages
from jobmatch.doors.admin.rows import account_rows
from jobmatch.doors.admin.scope import account_or_404, my_district
from jobmatch.employers.queries import find_employer
from jobmatch.web.language import locale_code
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import get_signed_in_user

VIEWS = ("all", "stale", "no_factor")


@blueprint.get("/rights")
def rights() -> ResponseReturnValue:
    """Every active account with its role, its scope and how it is protected; what each role may open."""
    asked, district_id = request.args.get("show", "all"), my_district()
    view = asked if asked in VIEWS else "all"
    wanted = _wanted(view)
    page = page_asked(count_accounts(district_id, wanted))
    return render_template(
        "admin/rights.html",
        view=view,
        counts={name: count_accounts(district_id, _wanted(name)) for name in VIEWS},
        rows=account_rows(list_accounts(district_id, wanted, PAGE_ROWS, page.offset)),
        page=page,
        stale_days=stale_days(),
        roles=role_pages(district_id),
        href=lambda number: url_for("admin.rights", show=view, page=number),
    )


def _wanted(view: str) -> Wanted:
    return Wanted(
        is_disabled=False,
        quiet_since=quiet_since() if view == "stale" else None,
        without_second_factor=view == "no_factor",
    )


@blueprint.route("/accounts/<id:user_id>/role", methods=["GET", "POST"])
def change_role(user_id: str) -> ResponseReturnValue:
    """Give somebody another role or scope, and say why; they are signed out everywhere."""
    user = account_or_404(user_id)
    form = RoleForm(role=user.role, uscc=_uscc(user), villages=_villages(user))
    status = 200
    if form.validate_on_submit():
        try:
            management.change_role(get_signed_in_user(), user_id, form.rights, RoleReason(form.reason.data))
        except LookupError:
            abort(404)
        except ManagementRefusedError as error:
            form.refuse("role", error.sentence(locale_code()))
            status = 409
        else:
            flash(_("角色和范围已经改好。本人的登录都已退出，接口令牌已作废。"), "success")
            return back_to(user_id)
    (row,) = account_rows([account_or_404(user_id)])
    return render_template("admin/role.html", form=form, row=row), 422 if form.errors and status == 200 else status


def _uscc(user: User) -> str:
    employer = find_employer(user.district_id, user.scope_id) if user.scope_id else None
    return employer.uscc if employer else ""


def _villages(user: User) -> str:
    """The villages as they are typed: with their towns, so that none is taken for another of its name."""
    if user.role is not Role.VILLAGE_OFFICER or user.scope_id is None:
        return ""
    return "、".join(one.town.name + one.name for one in list_my_villages(user))
