"""The three figures that an employer reports: heads, wages, credited persons. Rounded only where a place says so."""

from fractions import Fraction

from jobmatch.levy.rules.credit import MONTHS_OF_A_YEAR, credit_of
from jobmatch.levy.rules.facts import LevyFacts
from jobmatch.levy.rules.parameters import LevyParameters
from jobmatch.levy.rules.rounding import rounded
from jobmatch.levy.rules.trace import Figures, Step
from jobmatch.wording import SentenceError


class FiguresError(SentenceError):
    """The figures given do not make a year; the sentence says which one, and what to give instead."""


def headcount(facts: LevyFacts, parameters: LevyParameters) -> Step:
    """Return line 5, the year's average heads; seasonal work counts heads × months / 12 (72号 art. 8).

    Raises ``FiguresError`` where neither or both are given, or nobody works there.
    """
    _exactly_one(facts, "headcount", "headcount_months")
    how = str(parameters.decimals_headcount.value)
    sources = (parameters.decimals_headcount,)
    if facts.headcount_months is not None:
        if len(facts.headcount_months) != MONTHS_OF_A_YEAR:
            raise FiguresError("levy.not_twelve_months", given=len(facts.headcount_months))
        heads = rounded(sum(facts.headcount_months, Fraction(0)) / MONTHS_OF_A_YEAR, how)
        step = Step("headcount_of_months", heads, {"heads": heads}, sources, line=5, rounding=how)
    else:
        heads = rounded(Fraction(facts.headcount or 0), how)
        step = Step("headcount", heads, {"heads": heads}, sources, line=5, rounding=how)
    if heads <= 0:
        raise FiguresError("levy.nobody_works_there")
    return step


def average_wage(facts: LevyFacts, parameters: LevyParameters, heads: Fraction) -> Step:
    """Return line 8, the average wage of the year in yuan: as given, or the payroll (line 4) over the heads.

    Raises ``FiguresError`` where neither or both are given.
    """
    _exactly_one(facts, "avg_wage", "payroll")
    how = str(parameters.decimals_wage.value)
    sources = (parameters.decimals_wage,)
    if facts.payroll is not None:
        wage = rounded(facts.payroll / heads, how)
        figures = {"payroll": facts.payroll, "heads": heads, "wage": wage}
        return Step("wage_of_payroll", wage, figures, sources, line=8, rounding=how)
    wage = rounded(Fraction(facts.avg_wage or 0), how)
    return Step("wage", wage, {"wage": wage}, sources, line=8, rounding=how)


def credited(facts: LevyFacts, parameters: LevyParameters) -> Step:
    """Return line 7, the credited persons: as confirmed by the federation, or counted from persons and months.

    Raises ``FiguresError`` where both are given.
    """
    how = str(parameters.decimals_credit.value)
    sources = (parameters.decimals_credit,)
    if facts.credited is not None and facts.persons is not None:
        raise FiguresError("levy.give_one_of", one="credited", other="persons")
    if facts.persons is not None:
        counted = rounded(credit_of(facts.persons, parameters.weights), how)
        cards = sorted({person.card for person in facts.persons})
        weighed = tuple(source for card in cards for source in parameters.weights.sources(card))
        months = sum(len(person.months) for person in facts.persons)
        figures: Figures = {"credited": counted, "persons": len(facts.persons), "months": months}
        return Step("credited_of_months", counted, figures, (*sources, *weighed), line=7, rounding=how)
    if facts.credited is None:
        return Step("credited_nobody_named", Fraction(0), {}, sources, line=7, rounding=how)
    counted = rounded(facts.credited, how)
    return Step("credited", counted, {"credited": counted}, sources, line=7, rounding=how)


def _exactly_one(facts: LevyFacts, one: str, other: str) -> None:
    given = [name for name in (one, other) if getattr(facts, name) is not None]
    if not given:
        raise FiguresError("levy.give_either", one=one, other=other)
    if len(given) == 2:
        raise FiguresError("levy.give_one_of", one=one, other=other)
