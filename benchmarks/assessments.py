"""How many levy assessments a second, beside the bare formula in floats without cap, reasons or exactness.

The distance is the price of exact fractions and of a trace that names every source. Both run in turns over the same
invented employers: median of five. Then the credit of 10,000 people's months, beside summing the same months as
integers. Prints JSON; ``ratio`` is ours divided by the bare one (rates: higher is better).
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from jobmatch.law import book
from jobmatch.levy.rules import Card, CreditedPerson, LevyFacts, assess, credit_of, levy_parameters

ROUNDS = 5
DAY = date(2025, 9, 1)


def employers(count: int, seed: int = 1) -> list[LevyFacts]:
    """Return invented employers of 1 to 2,000 heads."""
    made = random.Random(seed)
    return [
        LevyFacts(
            levy_date=DAY,
            headcount=Fraction(made.randint(12, 24_000), 12),
            payroll=Fraction(made.randint(10**7, 10**11), 100),
            credited=Fraction(made.randint(0, 360), 12),
            social_avg=Fraction(96_000),
        )
        for _ in range(count)
    ]


def people(count: int, seed: int = 1) -> list[CreditedPerson]:
    """Return invented people with their months."""
    made = random.Random(seed)
    months = range(1, 13)
    return [
        CreditedPerson(Card.DISABILITY, made.randint(1, 4), frozenset(made.sample(months, made.randint(0, 12))))
        for _ in range(count)
    ]


def bare(heads: float, payroll: float, done: float) -> float:
    """Return what the formula comes to in floats."""
    gap = max(0.0, heads * 0.015 - done)
    factor = 0.5 if done / heads >= 0.01 else 0.9
    return 0.0 if heads <= 30 else round(gap * min(payroll / heads, 192_000.0) * factor, 2)


def rate(work: Callable[[], object], count: int) -> float:
    """Return how many of ``count`` things a second ``work`` did."""
    begun = time.perf_counter()
    work()
    return count / (time.perf_counter() - begun)


def side_by_side(ours: Callable[[], object], other: Callable[[], object], count: int) -> dict[str, float]:
    """Run both in turns and return the medians and the median ratio."""
    turns = [(rate(ours, count), rate(other, count)) for _ in range(ROUNDS)]
    return {
        "ours_per_second": round(statistics.median(one for one, _ in turns)),
        "bare_per_second": round(statistics.median(two for _, two in turns)),
        "ratio": round(statistics.median(one / two for one, two in turns), 4),
    }


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--employers", type=int, default=5_000)
    parser.add_argument("--people", type=int, default=10_000)
    asked = parser.parse_args()
    facts, staff, rules = employers(asked.employers), people(asked.people), levy_parameters(book("330213").at(DAY))
    floats = [(float(f.headcount or 0), float(f.payroll or 0), float(f.credited or 0)) for f in facts]
    counted = [(2 if one.grade <= 2 else 1, len(one.months)) for one in staff]
    answer = {
        "benchmark": "assessments",
        "assessments": side_by_side(
            lambda: [assess(one, rules) for one in facts], lambda: [bare(*one) for one in floats], len(facts)
        ),
        "people_with_months": side_by_side(
            lambda: credit_of(staff, rules.weights),
            lambda: sum(weight * months for weight, months in counted),
            len(staff),
        ),
    }
    print(json.dumps(answer, indent=2))


if __name__ == "__main__":
    main()
