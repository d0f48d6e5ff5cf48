"""``jobmatch user``: accounts and API tokens."""

import click

from jobmatch.accounts import service
from jobmatch.accounts.queries import find_district, find_user
from jobmatch.accounts.tables import Role
from jobmatch.cli.common import as_json, in_app, print_json, refuse, the_district
from jobmatch.employers.queries import find_employer, find_employer_by_uscc
from jobmatch.storage.act import MACHINE
from jobmatch.storage.constraints import BrokenRuleError

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
    scope_id = _scope_id(Role(role), scope, district.id)
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


def _scope_id(role: Role, scope: str | None, district_id: str) -> str | None:
    """Return the key that ``scope`` means for ``role``; a district's own key or code means the whole district."""
    district = find_district()
    if role is Role.EMPLOYER:
        if not scope:
            refuse("An employer's account needs --scope with the employer's unified social credit code.")
        employer = find_employer_by_uscc(scope.upper()) or find_employer(district_id, scope)
        if employer is None:
            refuse(f"No employer has the credit code '{scope}'.")
        return employer.id
    if scope and (district is None or scope not in {district.id, district.code}):
        refuse(f"The scope '{scope}' is unknown: give the district's code, or leave it out for the whole district.")
    return None
