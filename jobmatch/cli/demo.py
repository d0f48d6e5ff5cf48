"""``jobmatch demo``: an invented district to look at, to practise on and to test against."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
from flask import current_app

from jobmatch import clock
from jobmatch.cli.common import as_json, in_app, print_json, refuse
from jobmatch.config import Settings
from jobmatch.demo.load import OtherDistrictError, Progress, SignIn
from jobmatch.demo.load import load as load_district
from jobmatch.demo.scale import DISTRICT, SCALES, SCORECARD_TO

DEFAULT_SEED = 1
SIGN_INS = "demo-sign-ins.json"
LARGEST_SEED = 2**31 - 1
LATEST_YEAR = 2100


@click.group()
def demo() -> None:
    """An invented district."""


@demo.command()
@click.option("--scale", type=click.Choice([*SCALES]), default=DISTRICT.name, show_default=True)
@click.option("--seed", type=click.IntRange(0, LARGEST_SEED), default=DEFAULT_SEED, show_default=True)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day around which it lies; default: today.")
@as_json
@in_app
def load(scale: str, seed: int, as_of: datetime | None, json_out: bool) -> None:
    """Write an invented district into an empty database; the same seed and day give the same data."""
    day = as_of.date() if as_of else clock.today()
    if day < SCORECARD_TO or day.year > LATEST_YEAR:
        refuse(f"The as-of day must lie between {SCORECARD_TO} (the end of the reported half year) and {LATEST_YEAR}.")
    try:
        with _progress() as told:
            loaded = load_district(seed, day, SCALES[scale], told)
    except OtherDistrictError:
        refuse("The database holds another district already. Point JOBMATCH_DATABASE_URL at a new database.")
    place = _keep_sign_ins(loaded.sign_ins) if loaded.is_new else _sign_ins_file()
    if json_out:
        print_json(
            {
                "district": loaded.district_id,
                "fair": loaded.fair_id,
                "scale": scale,
                "seed": seed,
                "as_of": str(day),
                "is_new": loaded.is_new,
                "counts": loaded.counts,
                "sign_ins_file": str(place),
            }
        )
        return
    click.echo("Loaded an invented district." if loaded.is_new else "The same invented district is there already.")
    for name, count in loaded.counts.items():
        click.echo(f"{count:6d}  {name}")
    click.echo(f"Sign-ins: {place}")


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show on standard error how many rows are written; a bar where somebody watches, nothing where nobody does."""
    with click.progressbar(length=1, label="Writing the invented district", file=sys.stderr) as bar:

        def told(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield told


def _sign_ins_file() -> Path:
    """Return where the sign-ins lie: beside the keys, out of the database and out of the repository."""
    settings: Settings = current_app.config["JOBMATCH"]
    return settings.key_file.with_name(SIGN_INS)


def _keep_sign_ins(sign_ins: tuple[SignIn, ...]) -> Path:
    """Write the sign-ins for their owner's eyes only; what an earlier district left is replaced."""
    place = _sign_ins_file()
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps([asdict(one) for one in sign_ins], ensure_ascii=False, indent=2)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(content + "\n")
    return place
