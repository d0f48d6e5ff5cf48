"""What one more hire would change: on the employer's own figures, through the same assessment.

*Decision:* heads and wages stay as they are, as when an open post is filled by a person with a disability. A new post
would raise both a little; the page says so. Months worked in one year change what is paid in the next.
"""

from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from jobmatch.levy.rules.assessment import Assessment, assess
from jobmatch.levy.rules.credit import MONTHS_OF_A_YEAR
from jobmatch.levy.rules.facts import LevyFacts
from jobmatch.levy.rules.parameters import LevyParameters, ratio_of

WEIGHTS = (1, 2)


class Hire(NamedTuple):
    """One person more: ``weight`` 1 or 2 (grades 1 and 2), for so many months of the year; what is then due, in 分."""

    weight: int
    months: int
    due_fen: int
    saving_fen: int


class Edge(NamedTuple):
    """A place where the levy jumps. ``reason`` is the key of its sentence; ``months`` are person-months still missing,
    of weight 1; ``heads`` the average from which it turns; ``difference_fen`` the jump in 分."""

    reason: str
    difference_fen: int
    months: int = 0
    heads: int = 0


def with_credit(facts: LevyFacts, done: Fraction) -> LevyFacts:
    """Return the same employer with ``done`` credited persons."""
    return replace(facts, credited=done, persons=None)


def hire(facts: LevyFacts, parameters: LevyParameters, weight: int, months: int = MONTHS_OF_A_YEAR) -> Hire:
    """Return what one more person of ``weight``, for ``months`` of the year, would have changed."""
    now = assess(facts, parameters)
    more = Fraction(weight * months, MONTHS_OF_A_YEAR)
    then = assess(with_credit(facts, now.credited + more), parameters)
    return Hire(weight, months, then.due_fen, now.due_fen - then.due_fen)


def hires_to_zero(assessment: Assessment, weight: int) -> int:
    """Return how many more persons of ``weight``, for the whole year, leave nothing to pay."""
    return 0 if assessment.due_fen == 0 else ceil(assessment.gap / weight)


def edges(facts: LevyFacts, parameters: LevyParameters) -> tuple[Edge, ...]:
    """List the jumps ahead of this employer: into the lower tier, to the ratio, and just above the exempt size."""
    now = assess(facts, parameters)
    if now.due_fen == 0:
        return ()
    found = [*_tier_edge(facts, parameters, now), *_size_edge(parameters, now)]
    return (*found, Edge("edge_ratio", now.due_fen, months=_months(now.gap)))


def _tier_edge(facts: LevyFacts, parameters: LevyParameters, now: Assessment) -> list[Edge]:
    edge = ratio_of(parameters.tier_edge)
    missing = edge * now.headcount - now.credited
    if missing <= 0 or ratio_of(parameters.tier_from) == ratio_of(parameters.tier_below):
        return []
    then = assess(with_credit(facts, now.credited + Fraction(_months(missing), MONTHS_OF_A_YEAR)), parameters)
    return [Edge("edge_tier", now.due_fen - then.due_fen, months=_months(missing))] if then.due_fen else []


def _size_edge(parameters: LevyParameters, now: Assessment) -> list[Edge]:
    """Speak of the size only where it is near: within a tenth above it."""
    most = parameters.exempt_heads.whole
    is_near = most < now.headcount <= most + Fraction(most, 10)
    could_be = (
        any(step.reason == "not_exempt_too_many_heads" for step in now.trace) and not parameters.exempt_years.whole
    )
    return [Edge("edge_size", now.due_fen, heads=most)] if is_near and could_be else []


def _months(persons: Fraction) -> int:
    return ceil(persons * MONTHS_OF_A_YEAR)
