"""``jobmatch report``: the half-year scorecard, and the rows behind each figure."""

from dataclasses import asdict
from datetime import datetime

import click
from flask import current_app

from jobmatch import clock
from jobmatch.cli.common import as_json, in_app, print_json, refuse, the_district
from jobmatch.config import Settings
from jobmatch.reports.files import FORMS
from jobmatch.reports.indicators import INDICATORS
from jobmatch.reports.report import report_of
from jobmatch.reports.written import as_html
from jobmatch.web.filters import EARLIEST_YEAR, LATEST_YEAR

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def report() -> None:
    """What the federation reports."""


@report.command("scorecard")
@click.option("--from", "begin", type=DAY, required=True, help="First day of the period.")
@click.option("--to", "end", type=DAY, required=True, help="Last day of the period.")
@click.option("--format", "form", type=click.Choice(["json", "html", *FORMS]), default="json", show_default=True)
@click.option("--rows", "key", help="Print the rows that this indicator counts instead of the figures.")
@as_json
@in_app
def scorecard_command(begin: datetime, end: datetime, form: str, key: str | None, json_out: bool) -> None:
    """Count every indicator of a period from the ledgers, both days included.

    Prints JSON, with or without --json; any other form goes to standard output too: put it into a file.
    """
    first, last = begin.date(), end.date()
    if not EARLIEST_YEAR <= min(first.year, last.year) <= max(first.year, last.year) <= LATEST_YEAR:
        refuse(f"The days of --from and --to should lie between {EARLIEST_YEAR} and {LATEST_YEAR}.")
    if last < first:
        refuse(f"The period ends ({last}) before it begins ({first}). Exchange --from and --to.")
    district = the_district()
    if key is None:
        settings: Settings = current_app.config["JOBMATCH"]
        counted = report_of(district, first, last, settings.locale, clock.today())
        if form == "json" or json_out:
            said = [{"process": one.process, "text": one.text} for one in counted.paragraphs]
            print_json({"indicators": [asdict(figure) for figure in counted.figures], "paragraphs": said})
        elif form == "html":
            click.echo(as_html(current_app.jinja_env, counted))
        else:
            click.echo(FORMS[form].make(counted), nl=False)
        return
    if key not in INDICATORS:
        refuse(f"There is no indicator '{key}'. There are: {', '.join(INDICATORS)}.")
    indicator = INDICATORS[key]
    print_json({"table": indicator.table, "ids": indicator.find_rows(district.id, first, last)})
