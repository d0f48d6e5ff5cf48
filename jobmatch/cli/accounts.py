"""``jobmatch user``: accounts and API tokens."""

import click

from jobmatch.accounts import rules, service
from jobmatch.accounts.queries import find_totp, find_user
from jobmatch.accounts.second_factor import present_code
from jobmatch.accounts.tables import District, Role
from jobmatch.accounts.villages import VillageTypedError, get_village_typed
from jobmatch.cli.common import as_json, in_app, print_json, refuse, the_district
from jobmatch.employers.queries import find_employer, find_employer_by_uscc
from jobmatch.storage.act import MACHINE
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.workshops.queries import list_institutions

LOGIN_MOST = 60


@click.group()
def user() -> None:
    """Accounts and API tokens."""


@user.command()
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--name", required=True)
@click.option("--login", required=True)
@click.option("--scope", help="District, village, workshop or the employer's credit code; none = whole district.")
@as_json
@in_app
def add(role: str, name: str, login: str, scope: str | None, json_out: bool) -> None:
    """Make an account; its password is printed once and must be changed at the first sign-in."""
    district = the_district()
    name, login = name.strip(), login.strip()
    if not name or not login or len(login) > LOGIN_MOST or len(name) > LOGIN_MOST:
        refuse(f"Give a name and a login of 1 to {LOGIN_MOST} characters.")
    scope_id = _scope_id(Role(role), scope, district)
    try:
        account = service.add_user(MACHINE, district.id, Role(role), name, login, scope_id)
    except BrokenRuleError as error:
        if error.rule != "users_have_a_login_of_their_own":
            raise
        refuse(f"There is an account with the login '{login}' already. Choose another login.")
    if json_out:
        print_json({"login": login, "password_once": account.password_once})
    else:
        click.echo(f"{login}: {account.password_once} (to be changed at the first sign-in)")


@user.command()
@click.argument("login")
@as_json
@in_app
def token(login: str, json_out: bool) -> None:
    """Make a bearer token for /api/v1; it is printed once."""
    account = find_user(login)
    if account is None or account.disabled_at is not None:
        refuse(f"There is no active account with the login '{login}'.")
    made = service.make_token(MACHINE, account)
    if json_out:
        print_json({"token": made})
    else:
        click.echo(made)


@user.command()
@click.argument("login")
@as_json
@in_app
def code(login: str, json_out: bool) -> None:
    """Print the present code of an account's authenticator app: in an invented district only."""
    if not the_district().is_invented:
        refuse("Codes are printed in an invented district only. Use the phone's app, or reset the second factor.")
    account = find_user(login)
    factor = find_totp(account.id) if account is not None else None
    if factor is None:
        refuse(f"The account '{login}' has no authenticator app.")
    present = present_code(factor)
    if json_out:
        print_json({"code": present})
    else:
        click.echo(present)


def _scope_id(role: Role, scope: str | None, district: District) -> str | None:
    """Return the key that ``scope`` means for ``role``; a district's own key or code means the whole district.

    The kind may stand before a colon. All of them are ones that are entered: a village is named by its key, code or
    name, a workshop by its key or name.
    """
    kind, wanted = rules.scope_kind_of(role), (scope or "").strip()
    if role is not Role.EMPLOYER and wanted in {"", district.id, district.code}:
        return None
    if kind == "district":
        refuse(f"The role '{role}' is for the whole district: leave --scope out, or give the district's code.")
    if kind == "employer":
        return _employer_id(wanted, district)
    wanted = wanted.removeprefix(f"{kind}:")
    if ":" in wanted:
        refuse(f"The scope of the role '{role}' is a {kind}: give its id or name.")
    return _village_id(wanted, district) if kind == "village" else _institution_id(wanted, district)


def _institution_id(wanted: str, district: District) -> str:
    there = {one.id: one.name for one in list_institutions(district.id)}
    found = [key for key, name in there.items() if wanted in {key, name}]
    if not found:
        refuse(f"No institution has the id or name '{wanted}'.")
    return found[0]


def _employer_id(wanted: str, district: District) -> str:
    if not wanted:
        refuse("An employer's account needs --scope with the employer's unified social credit code.")
    wanted = wanted.removeprefix("employer:")
    employer = find_employer_by_uscc(wanted.upper()) or find_employer(district.id, wanted)
    if employer is None:
        refuse(f"No employer has the credit code '{wanted}'.")
    return employer.id


def _village_id(wanted: str, district: District) -> str:
    try:
        return get_village_typed(district.id, wanted).id
    except VillageTypedError as error:
        if not error.found:
            refuse(f"No village has the id, code or name '{wanted}'.")
        towns = ", ".join(f"{one.town.name}{one.name}" for one in error.found)
        refuse(f"Several villages are called '{wanted}'. Give the code, or the town's name before it: {towns}.")
