"""One page for both doors: the year's questions, and the answer above them. What was typed is kept nowhere."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from flask import abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.config import Settings
from jobmatch.employment.own_months import own_months
from jobmatch.law import NoLegalValueError
from jobmatch.law.installed import law_on
from jobmatch.levy.filing import filing_mode, levy_day
from jobmatch.levy.rules import NoTierError, levy_parameters
from jobmatch.levy.rules.figures import FiguresError
from jobmatch.levy.rules.scenario import play
from jobmatch.levy.telling import list_untold
from jobmatch.web.language import locale_code
from jobmatch.web.what_if.form import WhatIfForm
from jobmatch.web.what_if.shown import WhatIfShown, what_if_shown


class Filing(NamedTuple):
    """Who collects heads and payroll for a year, and on which document that rests (empty: an operator's setting)."""

    asks_for_payroll: bool
    document: str
    to_be_confirmed: bool


class Vacancy(NamedTuple):
    """An open position of the employer; ``fitting`` counts whom it may be suggested to, None where nobody may know."""

    href: str
    title: str
    seats: int
    fitting: int | None = None


class Asker(NamedTuple):
    """Whose year it is, and where its page is: ``asked`` leads to a year's questions, ``answered`` takes them.

    ``months_href`` leads to the people behind the months; ``back_href`` back from the page, where there is a way.
    """

    district_id: str
    employer_id: str
    employer: str
    asked: Callable[[int], str]
    answered: Callable[[int], str]
    vacancies: Sequence[Vacancy]
    months_href: str = ""
    back_href: str = ""


def questions(asker: Asker) -> ResponseReturnValue:
    """Return the page that asks about the year in ``?year=``."""
    return _page(asker, _form(asker))


def answer(asker: Asker) -> ResponseReturnValue:
    """Return the page with the answer to what was posted, or with what is wrong with it."""
    form = _form(asker)
    if not form.validate_on_submit():
        return _page(asker, form), 422
    facts = form.facts()
    try:
        parameters = levy_parameters(law_on(facts.levy_date))
        outcome = play(facts, parameters, form.gains())
    except (NoTierError, NoLegalValueError, FiguresError) as error:
        form.refuse(None, error.sentence(locale_code()))
        return _page(asker, form), 422
    return _page(asker, form, what_if_shown(facts, parameters, outcome, form.said(), _first_month(form.own.year)))


def _year_asked() -> int:
    """Return the year of work in ``?year=``, this year where none is named; 404 beyond the years on either side."""
    typed = unicodedata.normalize("NFKC", request.args.get("year", str(clock.today().year))).strip()
    return next((year for year in _years() if str(year) == typed), None) or abort(404)


def _years() -> tuple[int, ...]:
    """Return the years to choose from: the next cannot be assessed before its rules are known, and says so."""
    this_year = clock.today().year
    return (this_year - 1, this_year, this_year + 1)


def _first_month(year: int) -> int | None:
    """Return the first month of a year in which somebody may still come or go, None where it is over."""
    today = clock.today()
    return 1 if year > today.year else today.month if year == today.year else None


def _filing_of(year: int) -> Filing:
    settings: Settings = current_app.config["JOBMATCH"]
    mode, value = filing_mode(law_on(levy_day(year)), settings.filing)
    document = f"{value.document} {value.article}".strip() if value else ""
    return Filing(mode.asks_for_payroll, document, bool(value and value.to_be_confirmed))


def _form(asker: Asker) -> WhatIfForm:
    year = _year_asked()
    # At the desk as in the portal: an estimate is read out to the employer.
    untold = list_untold(asker.employer_id, year)
    own = own_months(asker.district_id, asker.employer_id, year, law_on, untold)
    return WhatIfForm(own, _first_month(year))


def _page(asker: Asker, form: WhatIfForm, shown: WhatIfShown | None = None) -> str:
    return render_template(
        "what_if/page.html",
        asker=asker,
        form=form,
        own=form.own,
        shown=shown,
        years=_years(),
        filing=_filing_of(form.own.year),
    )
