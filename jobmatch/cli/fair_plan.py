"""``jobmatch fair plan``: the timetable of a fair, and how far from the best possible it can be."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jobmatch.cli.common import as_json, in_app, print_json, refuse
from jobmatch.cli.fairs import the_fair
from jobmatch.fairs.talks import Drawn, Hours, draw_up, short_of
from jobmatch.fairs.timetable import Hall

CLOCK = click.DateTime(["%H:%M"])
FEW = click.IntRange(min=0)
SOME = click.IntRange(min=1)


@click.command("plan")
@click.argument("fair_id", metavar="FAIR")
@click.option("--opens", type=CLOCK, default="09:00", show_default=True, help="When the first talk begins.")
@click.option("--closes", type=CLOCK, default="11:30", show_default=True, help="When the last talk is over.")
@click.option("--minutes", type=click.IntRange(1, 240), default=15, show_default=True, help="A talk and the way on.")
@click.option("--at-once", type=SOME, default=1, show_default=True, help="Talks at a booth at the same time.")
@click.option("--interpreters", type=FEW, default=1, show_default=True, help="Sign interpreters at work.")
@click.option("--fewest", type=FEW, default=2, show_default=True, help="Talks that everybody shall have.")
@click.option("--most", type=SOME, default=4, show_default=True, help="Talks that nobody has more of.")
@click.option("--stay", type=click.Path(path_type=Path), help="An earlier plan (JSON) whose talks are not moved.")
@as_json
@in_app
def plan(
    fair_id: str,
    opens: datetime,
    closes: datetime,
    minutes: int,
    at_once: int,
    interpreters: int,
    fewest: int,
    most: int,
    stay: Path | None,
    json_out: bool,
) -> None:
    """Say who talks at which booth and when. Nothing is kept: print it, or pass it on with --stay.

    The objective is the points of all talks, less a penalty for each talk that somebody is short of; no timetable of
    this hall has more than the bound.
    """
    hours = Hours(opens.time(), closes.time(), minutes)
    hall = Hall(hours.slots, at_once, interpreters, fewest, most)
    drawn = draw_up(the_fair(fair_id), hours, hall, _earlier(stay) if stay else ())
    _print(drawn, json_out)


def _print(drawn: Drawn, json_out: bool) -> None:
    found = drawn.timetable
    if json_out:
        figures = {"objective": found.objective, "bound": found.bound, "penalty": found.penalty}
        print_json({"assignments": drawn.assignments, **figures, "short": short_of(found)})
        return
    for one in drawn.assignments:
        sign = "  with interpreter" if one["interpreter"] else ""
        click.echo(f"{one['begins']}  ticket {one['ticket']:>4}  booth {one['booth']:>3}  {one['title'] or ''}{sign}")
    click.echo(f"objective {found.objective:.3f}, bound {found.bound:.3f}, short of a talk: {len(found.short)}")


def _earlier(path: Path) -> list[tuple[int, int, str]]:
    """Read the talks of an earlier plan; refuses what is none, naming the talk."""
    try:
        read: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        refuse(f"'{path}' cannot be read as JSON. Give the file that jobmatch fair plan FAIR --json printed.")
    talks = read.get("assignments") if isinstance(read, dict) else None
    if not isinstance(talks, list):
        refuse(f"'{path}' has no list of assignments. Give the file that jobmatch fair plan FAIR --json printed.")
    return [_talk(turn, one) for turn, one in enumerate(talks, start=1)]


def _talk(turn: int, one: Any) -> tuple[int, int, str]:
    told = one if isinstance(one, dict) else {}
    ticket, booth, begins = told.get("ticket"), told.get("booth"), told.get("begins")
    if type(ticket) is int and type(booth) is int and isinstance(begins, str):
        return ticket, booth, begins
    return refuse(f"Assignment {turn} needs the numbers 'ticket' and 'booth' and a time 'begins' such as 09:15.")
