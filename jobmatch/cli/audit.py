"""``jobmatch audit``: the end of the chain, to be kept elsewhere; and whom an account saw, for notices of a breach."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from jobmatch import clock
from jobmatch.accounts.queries import find_user
from jobmatch.accounts.tables import Role
from jobmatch.cli.common import as_json, in_app, print_json, refuse
from jobmatch.data_care.affected import Affected, Thing, Touched, find_affected
from jobmatch.storage import anchors
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db

DESK = frozenset({Role.CASEWORKER, Role.HEAD})
NOT_TRACED = (
    "Lists at the desk show names without an entry for each: this account could read the names of everybody in the"
    " district who was on one."
)
a_day = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def audit() -> None:
    """The audit trail."""


@audit.command()
@as_json
@in_app
def anchor(json_out: bool) -> None:
    """Print the end of the audit chain; jobmatch db check --anchor FILE compares it later."""
    taken = anchors.take(db.session())
    if json_out:
        print_json(taken._asdict())
    else:
        click.echo(f"{taken.seq} {taken.hash} {taken.at}")


@audit.command()
@click.option("--user", "login", required=True, help="The login of the account.")
@click.option("--from", "first", type=a_day, required=True, help="The first Beijing day, YYYY-MM-DD.")
@click.option("--to", "last", type=a_day, required=True, help="The last Beijing day; it is included.")
@as_json
@in_app
def affected(login: str, first: datetime, last: datetime, json_out: bool) -> None:
    """List whom an account saw or changed in a period (PIPL art. 57): keys, kinds of act and counts, no names."""
    user = find_user(login)
    if user is None:
        refuse(f"There is no account with the login {login}.")
    if last < first:
        refuse("--to must not be before --from.")
    user_id, is_desk = user.id, user.role in DESK
    found = find_affected(user_id, _midnight(first.date()), _midnight(last.date() + timedelta(days=1)))
    with act(by=MACHINE, action="audit.affected_listed") as this:
        this.note(user=user_id, since=str(first.date()), until=str(last.date()), people=len(found.people))
    if json_out:
        asked = {"user": user_id, "login": login, "from": first.date(), "to": last.date()}
        print_json({**asked, **_as_json(found), "not_traced": [NOT_TRACED] if is_desk else []})
        return
    _print_people(found)
    if found.nobody:
        _print_nobody(found)
    click.echo(f"{len(found.people)} people in {found.entries} entries of the audit trail.")
    if is_desk:
        click.echo(NOT_TRACED)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=clock.BEIJING)


def _as_json(found: Affected) -> dict[str, Any]:
    return {
        "entries": found.entries,
        "people": [
            {"id": key, "merged_into": found.merged_into.get(key), **_touched(one)}
            for key, one in sorted(found.people.items())
        ],
        "nobody": [{"table": table, "id": key, **_touched(one)} for (table, key), one in sorted(found.nobody.items())],
    }


def _touched(one: Touched) -> dict[str, Any]:
    counts = {"saw": dict(sorted(one.saw.items())), "changed": dict(sorted(one.changed.items()))}
    return {**counts, "what": dict(sorted(one.what.items())), "first_at": one.first_at, "last_at": one.last_at}


def _print_people(found: Affected) -> None:
    table = Table("person", "saw", "changed", "what", "first", "last")
    for key, one in sorted(found.people.items()):
        survivor = found.merged_into.get(key)
        table.add_row(f"{key}\nnow {survivor}" if survivor else key, *_cells(one))
    _print(table)


def _print_nobody(found: Affected) -> None:
    table = Table("leads to nobody (yet, or any more)", "saw", "changed", "what", "first", "last")
    for thing, one in sorted(found.nobody.items()):
        table.add_row(_named(thing), *_cells(one))
    _print(table)


def _named(thing: Thing) -> str:
    return "\n".join(thing)


def _cells(one: Touched) -> list[str]:
    at = [str(clock.day_of(when)) if when else "" for when in (one.first_at, one.last_at)]
    return [_lines(one.saw), _lines(one.changed), _lines(one.what), *at]


def _lines(counts: Counter[str]) -> str:
    return "\n".join(f"{count} × {name}" for name, count in sorted(counts.items()))


def _print(table: Table) -> None:
    # Wide enough that no key is ever cut, wherever it is printed to.
    Console(width=200).print(table)
