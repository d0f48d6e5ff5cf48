"""``.venv/bin/jobmatch``: the command line. JSON to standard output with ``--json``, logs to standard error.

Exit codes: 0 success, 2 bad input (with a sentence), 1 failure.
"""

import logging

import click

from jobmatch import __version__, logs
from jobmatch.cli.accounts import user
from jobmatch.cli.audit import audit
from jobmatch.cli.care import care
from jobmatch.cli.database import db
from jobmatch.cli.demo import demo
from jobmatch.cli.fair_plan import plan
from jobmatch.cli.fairs import fair
from jobmatch.cli.keys import keys
from jobmatch.cli.levy import levy
from jobmatch.cli.lists import position, seeker
from jobmatch.cli.match import match
from jobmatch.cli.match_batch import batch
from jobmatch.cli.occupations import occupation
from jobmatch.cli.register import register
from jobmatch.cli.reports import report
from jobmatch.cli.roster import roster


@click.group()
@click.version_option(__version__)
def main() -> None:
    """JobMatch 助残就业."""
    logs.to_stderr(logging.WARNING)


for command in (
    audit, care, db, demo, fair, keys, levy, match, occupation, position, register, report, roster, seeker, user,
):  # fmt: skip
    main.add_command(command)
match.add_command(batch)
fair.add_command(plan)
