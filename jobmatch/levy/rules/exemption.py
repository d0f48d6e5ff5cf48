"""Small employers that owe nothing: at most so many heads, an enterprise, in some years only a young one.

*Decision:* judged on the whole headcount, unrounded unless a place rounds it; the anniversary of the registration is
still inside the years. The wording says 企业, so institutions and associations of the same size are not exempt
(rule V4).
"""

from datetime import date
from fractions import Fraction

from jobmatch.levy.rules.facts import EmployerType, LevyFacts
from jobmatch.levy.rules.parameters import LevyParameters
from jobmatch.levy.rules.trace import Figures, Step


def exemption(facts: LevyFacts, parameters: LevyParameters, heads: Fraction) -> Step:
    """Return whether nothing is due for the size alone, and why or why not."""
    sources = (parameters.exempt_heads, parameters.exempt_types, parameters.exempt_years)
    most, years = parameters.exempt_heads.whole, parameters.exempt_years.whole
    figures: Figures = {"heads": heads, "most": most, "years": years}
    if heads > most:
        return Step("not_exempt_too_many_heads", False, figures, sources)
    if not _is_of_the_kind(facts.employer_type, str(parameters.exempt_types.value)):
        return Step("not_exempt_not_of_the_kind", False, figures, sources)
    if not years:
        return Step("exempt", True, figures, sources)
    if facts.registered is None:
        return Step("not_exempt_registration_unknown", False, figures, sources)
    if facts.levy_date > anniversary(facts.registered, years):
        return Step("not_exempt_too_old", False, figures, sources)
    return Step("exempt_while_young", True, figures, sources)


def _is_of_the_kind(employer_type: EmployerType, kind: str) -> bool:
    """A small enterprise is an enterprise; the reverse does not hold."""
    return employer_type.is_enterprise if kind == EmployerType.ENTERPRISE else employer_type == kind


def anniversary(day: date, years: int) -> date:
    """Return the same day ``years`` later; of 29 February, in other years, the last of the month."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
