"""The system administrator's accounts: the list, one account, a new one."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from jobmatch.accounts import duties, management
from jobmatch.accounts.duties import Account
from jobmatch.accounts.listing import Wanted, count_accounts, list_accounts
from jobmatch.accounts.management import ManagementRefusedError
from jobmatch.accounts.tables import Role, User
from jobmatch.doors.admin import blueprint
from jobmatch.doors.admin.forms import AccountFilter, AccountForm
from jobmatch.doors.admin.rows import account_rows
from jobmatch.doors.admin.scope import account_or_404, my_district
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.language import locale_code
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import get_signed_in_user
from jobmatch.wording import sentence


@blueprint.get("/accounts")
def accounts() -> ResponseReturnValue:
    """Everybody who can sign in, by login."""
    form, district_id = AccountFilter.asked(), my_district()
    wanted = _wanted(form)
    page = page_asked(count_accounts(district_id, wanted))
    found = list_accounts(district_id, wanted, PAGE_ROWS, page.offset)
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name in form.data and value}
    return render_template(
        "admin/accounts.html",
        form=form,
        rows=account_rows(found),
        page=page,
        is_narrowed=bool(kept),
        href=lambda number: url_for("admin.accounts", **kept, page=number),
    )


def _wanted(form: AccountFilter) -> Wanted:
    """Read the filter; what is wrong in it narrows nothing, and the page says what is wrong."""
    role = Role(form.role.data) if form.role.data and not form.role.errors else None
    states = {"active": False, "disabled": True}
    return Wanted(text=form.q.data if not form.q.errors else "", role=role, is_disabled=states.get(form.state.data))


@blueprint.get("/accounts/<id:user_id>")
def account(user_id: str) -> ResponseReturnValue:
    """One account: what it is for, when it was last used, and what I may do to it."""
    return account_page(account_or_404(user_id))


def account_page(user: User, password: str | None = None) -> str:
    """Draw the page of an account; ``password`` is a one-time password that is on this page and nowhere else."""
    (row,) = account_rows([user])
    me = get_signed_in_user()
    allowed = duties.list_duties(
        Account(me.id, me.role), Account(user.id, user.role), is_disabled=user.disabled_at is not None
    )
    return render_template(
        "admin/account.html",
        row=row,
        password=password,
        is_mine=me.id == user.id,
        allowed={str(duty) for duty in allowed},
        list_href=url_for("admin.accounts" if me.role == duties.SYSTEM else "admin.rights"),
    )


@blueprint.route("/accounts/new", methods=["GET", "POST"])
def add_account() -> ResponseReturnValue:
    """Make an account for somebody; the password on the next page is handed over by word or on paper."""
    form = AccountForm()
    form.offer_roles()
    if form.validate_on_submit():
        try:
            made = management.add_account(get_signed_in_user(), form.rights, form.name.data, form.login.data)
        except ManagementRefusedError as error:
            form.refuse("role", error.sentence(locale_code()))
        except BrokenRuleError as error:
            form.refuse("login", sentence(f"rule.{error.rule}", {}, locale_code()))
        else:
            return account_page(made.user, made.password_once), 201
    return render_template("admin/add_account.html", form=form), 422 if form.errors else 200


def back_to(user_id: str) -> ResponseReturnValue:
    """Return to the page of an account after something was done to it."""
    return redirect(url_for("admin.account", user_id=user_id), 303)
