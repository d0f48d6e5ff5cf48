"""From the fair to the levy month: what became of those who registered, three years side by side."""

from collections.abc import Iterator, Sequence

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.scope import my_district
from jobmatch.reports.chain import chain_of, find_newest_year
from jobmatch.reports.chain_rules import MONTHS, Chain

YEARS = 3


@blueprint.get("/scorecard/chain")
def chain() -> ResponseReturnValue:
    """What became of those who registered at a fair, in the newest year with such a fair and the two before."""
    today = clock.today()
    newest = find_newest_year(my_district()) or today.year
    years = list(range(newest - YEARS + 1, newest + 1))
    chains = [chain_of(my_district(), year, today) for year in years]
    return render_template(
        "casework/scorecard/chain.html",
        columns=[_("每年登记的人"), *({"label": str(year), "numeric": True} for year in years)],
        today=today,
        said=list(zip(years, chains, strict=True)),
        rows=list(_rows(chains)),
    )


def _rows(chains: Sequence[Chain]) -> Iterator[list[str]]:
    """Yield a row for each step: its name, and how many got there of each year."""
    yield [_("在招聘会登记"), *(f"{one.registered:,}" for one in chains)]
    for step, name in (("referred", _("推荐")), ("interviewed", _("面试")), ("offered", _("达成意向"))):
        yield [name, *(f"{one.steps[step]:,}" for one in chains)]
    yield [_("录用"), *(f"{one.hired:,}" for one in chains)]
    for months in MONTHS:
        yield [_("满 %(months)s 个月在岗", months=months), *(_working(one, months) for one in chains)]
    yield [_("计入残保金"), *(_credited(one) for one in chains)]


def _working(one: Chain, months: int) -> str:
    """Say how many work after so many months, and for how many the day has not come."""
    count, waiting = one.working[months], one.not_yet[months]
    return _("%(count)s（%(waiting)s 人还没到）", count=count, waiting=waiting) if waiting else str(count)


def _credited(one: Chain) -> str:
    """Say how many are credited in which work year."""
    parts = [_("%(year)s年度 %(count)s", year=year, count=count) for year, count in one.credited.items()]
    return _("、").join(parts) or "0"
