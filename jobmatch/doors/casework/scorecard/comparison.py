"""A figure beside that of the year before, and by group."""

from itertools import pairwise
from typing import Any

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.accounts.queries import list_towns
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.scope import my_district
from jobmatch.doors.casework.scorecard.period import asked_of, period_of
from jobmatch.people.kinds import DisabilityKind
from jobmatch.reports.comparison import compare
from jobmatch.reports.comparison_rules import AGE_BANDS, Line, year_before
from jobmatch.reports.indicators import INDICATORS
from jobmatch.reports.scorecard import figure_of
from jobmatch.reports.written import said
from jobmatch.web.facts import place_name
from jobmatch.web.filters import PeriodFilter
from jobmatch.web.language import locale_code
from jobmatch.web.register_labels import DISABILITY_KINDS, SEXES


@blueprint.get("/scorecard/<indicator>/comparison")
def scorecard_comparison(indicator: str) -> ResponseReturnValue:
    """How a figure compares with the year before, by town, kind, sex and age; no cell under five."""
    if indicator not in INDICATORS:
        abort(404)
    first, last = period_of(PeriodFilter.asked())
    found, names = compare(my_district(), INDICATORS[indicator], first, last), _names()
    return render_template(
        "casework/scorecard/comparison.html",
        now=figure_of(INDICATORS[indicator], found.now, locale_code()),
        before=figure_of(INDICATORS[indicator], found.before, locale_code()),
        change=_signed(found.now - found.before),
        said=said,
        first=first,
        last=last,
        earlier=(year_before(first), year_before(last)),
        lines={name: [_row(names[name], one) for one in lines] for name, lines in found.lines.items()},
        back=url_for("casework.scorecard_rows", indicator=indicator, **asked_of(first, last)),
    )


def _row(names: dict[str, str], line: Line) -> list[str]:
    name = names[line.group] if line.group else _("不详")
    return [name, _count(line.now), _count(line.before), _("不显示") if line.change is None else _signed(line.change)]


def _count(value: int | None) -> str:
    return _("不显示") if value is None else f"{value:,}"


def _signed(value: Any) -> str:
    return f"{value:+,}".replace("-", "−") if value else "0"


def _names() -> dict[str, dict[str, str]]:
    """Return what the groups of each dimension are called."""
    bounds = (0, *AGE_BANDS)
    ages = {str(low): _("%(low)s到%(high)s岁", low=low, high=high - 1) for low, high in pairwise(bounds)}
    return {
        "town": {one.id: place_name(one) for one in list_towns(my_district())},
        "kind": {str(int(one)): str(DISABILITY_KINDS[str(int(one))]) for one in DisabilityKind},
        "sex": {key: str(name) for key, name in SEXES.items()},
        "age": {**ages, str(bounds[-1]): _("%(low)s岁以上（含）", low=bounds[-1])},
    }
