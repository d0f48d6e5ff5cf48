"""What the commands share: an application around them, JSON out, a sentence and exit 2 for bad input."""

import functools
import json
from collections.abc import Callable
from typing import Any, NoReturn, ParamSpec, TypeVar

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from jobmatch.accounts.queries import find_district
from jobmatch.accounts.tables import District
from jobmatch.app import create_app
from jobmatch.storage.setup import release
from jobmatch.wording import SentenceError

P = ParamSpec("P")
R = TypeVar("R")

as_json = click.option("--json", "json_out", is_flag=True, help="Print JSON.")


class BadInputError(click.ClickException):
    """Bad input: its sentence goes to standard error, the command exits with 2."""

    exit_code = 2


def in_app(command: Callable[P, R]) -> Callable[P, R]:
    """Run a command inside an application of the environment's settings."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with create_app().app_context():
                try:
                    return command(*args, **kwargs)
                finally:
                    release()
        except SentenceError as error:
            raise BadInputError(error.sentence("en")) from error
        except (OperationalError, ProgrammingError) as error:
            if "no such table" in str(error.orig) or "does not exist" in str(error.orig):
                refuse("The database has no tables yet. Run: jobmatch db upgrade")
            raise
        except ValueError as error:
            refuse(str(error))

    return run


def refuse(sentence: str) -> NoReturn:
    """Stop with exit 2 and a sentence on standard error."""
    raise BadInputError(sentence)


def print_json(value: Any) -> None:
    """Print ``value`` as JSON to standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def the_district() -> District:
    """Return the district of this installation; stops with exit 2 when there is none yet."""
    district = find_district()
    if district is None:
        refuse("There is no district yet. Run: jobmatch demo load (an invented one).")
    return district
