"""How many months of work a second are judged with every reason, beside five bare comparisons on the same numbers.

The distance is the price of finding all reasons, of the law of each month, and of saying which document it rests on.
Both run in turns over the same invented people with twelve months each: median of five. Prints JSON; ``ratio`` is ours
divided by the bare one (higher is better).
"""

import argparse
import json
import random
import statistics
import time
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import cache

from jobmatch.employment.counting import judge_month
from jobmatch.employment.facts import CardFacts, MonthFacts
from jobmatch.employment.weights import Card
from jobmatch.law import InForce, book
from jobmatch.law.working import minimum_wage

ROUNDS = 5
YEAR = 2025
SUBMITTED = date(2026, 3, 2)
LAW = book("330213")


@cache
def law_on(day: date) -> InForce:
    """Return the law of a day, looked up once."""
    return LAW.at(day)


def months(people: int, seed: int = 1) -> list[tuple[MonthFacts, CardFacts]]:
    """Return twelve months of each invented person; one in four has something wrong."""
    made, found = random.Random(seed), []
    for _ in range(people):
        born_on = date(made.randint(1960, 2005), made.randint(1, 12), made.randint(1, 28))
        card = CardFacts(Card.DISABILITY, made.randint(1, 4), date(2018, 1, 1), date(made.randint(2025, 2031), 6, 30))
        for month in range(1, 13):
            facts = MonthFacts(
                month=f"{YEAR}-{month:02d}",
                first_on=date(YEAR, month, 1),
                last_on=date(YEAR, month, monthrange(YEAR, month)[1]),
                contract_from=date(2024, 1, 1),
                wage_fen=made.randint(230_000, 500_000),
                pension_paid=made.random() < 0.97,
                medical_paid=made.random() < 0.97,
                born_on=born_on,
                sex=made.choice(("male", "female")),
            )
            found.append((facts, card))
    return found


def bare(facts: MonthFacts, card: CardFacts, least: int) -> int:
    """Return the weight of a month by comparisons alone, without a reason."""
    assert facts.born_on is not None
    fine = (
        (facts.wage_fen or 0) >= least
        and facts.pension_paid
        and facts.medical_paid
        and YEAR - facts.born_on.year < 60
        and card.valid_until is not None
        and card.valid_until >= SUBMITTED
    )
    return (2 if card.grade <= 2 else 1) if fine else 0


def rate(work: Callable[[], object], count: int) -> float:
    """Return how many of ``count`` months a second ``work`` judged."""
    begun = time.perf_counter()
    work()
    return count / (time.perf_counter() - begun)


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2_000)
    found = months(parser.parse_args().people)
    least = minimum_wage(law_on(date(YEAR, 12, 31))).whole
    turns = [
        (
            rate(lambda: [judge_month(facts, card, SUBMITTED, law_on) for facts, card in found], len(found)),
            rate(lambda: [bare(facts, card, least) for facts, card in found], len(found)),
        )
        for _ in range(ROUNDS)
    ]
    answer = {
        "benchmark": "months",
        "months": len(found),
        "ours_per_second": round(statistics.median(one for one, _ in turns)),
        "bare_per_second": round(statistics.median(two for _, two in turns)),
        "ratio": round(statistics.median(one / two for one, two in turns), 4),
    }
    print(json.dumps(answer, indent=2))


if __name__ == "__main__":
    main()
