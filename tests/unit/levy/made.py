"""Facts and parameters for the tests of the levy."""

from datetime import date
from fractions import Fraction

from jobmatch.law import book
from jobmatch.levy.rules import LevyFacts, assess, levy_parameters

DAY = date(2025, 9, 1)


def parameters(on=DAY, jurisdiction="330213"):
    return levy_parameters(book(jurisdiction).at(on))


def facts(**changes):
    made = {"levy_date": DAY, "headcount": Fraction(100), "avg_wage": Fraction(60000), **changes}
    return LevyFacts(**{name: value for name, value in made.items() if value is not None})


def assessed(**changes):
    one = facts(**changes)
    return assess(one, parameters(one.levy_date))
