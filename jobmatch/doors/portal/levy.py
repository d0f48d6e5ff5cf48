"""What if: an employer plays with its own months of a year. Posted, so that no wage stands in an address; not kept."""

import unicodedata
from typing import NamedTuple

from flask import abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.config import Settings
from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.levy_form import WhatIfForm
from jobmatch.doors.portal.levy_shown import WhatIfShown, what_if_shown
from jobmatch.doors.portal.scope import my_employer
from jobmatch.employers.queries import find_employer, list_positions
from jobmatch.employment.own_months import own_months
from jobmatch.law import NoLegalValueError
from jobmatch.law.installed import law_on
from jobmatch.levy.filing import filing_mode, levy_day
from jobmatch.levy.rules import NoTierError, levy_parameters
from jobmatch.levy.rules.figures import FiguresError
from jobmatch.levy.rules.scenario import play
from jobmatch.web.language import locale_code


class Filing(NamedTuple):
    """Who collects heads and payroll for a year, and on which document that rests (empty: an operator's setting)."""

    asks_for_payroll: bool
    document: str
    to_be_confirmed: bool


@blueprint.get("/levy")
def levy() -> ResponseReturnValue:
    """What shall we owe for this year, and what would one more colleague change? The questions."""
    year = year_asked()
    return _page(_form(year))


@blueprint.post("/levy")
def levy_assessed() -> ResponseReturnValue:
    """The answer, with every step, above the questions as they were typed."""
    form = _form(year_asked())
    if not form.validate_on_submit():
        return _page(form), 422
    facts = form.facts()
    try:
        parameters = levy_parameters(law_on(facts.levy_date))
        outcome = play(facts, parameters, form.gains())
    except (NoTierError, NoLegalValueError, FiguresError) as error:
        form.refuse(None, error.sentence(locale_code()))
        return _page(form), 422
    return _page(form, what_if_shown(facts, parameters, outcome, form.said(), first_month(form.own.year)))


def year_asked() -> int:
    """Return the year of work in ``?year=``, this year where none is named; 404 beyond the years on either side."""
    this_year = clock.today().year
    typed = unicodedata.normalize("NFKC", request.args.get("year", str(this_year))).strip()
    return next((year for year in years() if str(year) == typed), None) or abort(404)


def years() -> tuple[int, ...]:
    """Return the years to choose from: the next cannot be assessed before its rules are known, and says so."""
    this_year = clock.today().year
    return (this_year - 1, this_year, this_year + 1)


def first_month(year: int) -> int | None:
    """Return the first month of a year in which somebody may still come or go, None where it is over."""
    today = clock.today()
    return 1 if year > today.year else today.month if year == today.year else None


def filing_of(year: int) -> Filing:
    """Return who collects what for a year of work."""
    settings: Settings = current_app.config["JOBMATCH"]
    mode, value = filing_mode(law_on(levy_day(year)), settings.filing)
    document = f"{value.document} {value.article}".strip() if value else ""
    return Filing(mode.asks_for_payroll, document, bool(value and value.to_be_confirmed))


def _form(year: int) -> WhatIfForm:
    district_id, employer_id = my_employer()
    return WhatIfForm(own_months(district_id, employer_id, year, law_on), first_month(year))


def _page(form: WhatIfForm, shown: WhatIfShown | None = None) -> str:
    district_id, employer_id = my_employer()
    employer = find_employer(district_id, employer_id)
    return render_template(
        "portal/levy.html",
        form=form,
        own=form.own,
        shown=shown,
        employer=employer.name if employer else "",
        years=years(),
        filing=filing_of(form.own.year),
        positions=list_positions(district_id, employer_id, open_only=True),
    )
