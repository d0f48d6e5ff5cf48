"""How good a timetable is beside what a hall does without one, in one run on the same crowd.

*plan* is ours (HiGHS). *first come*: people choose in the order of their tickets, each the best booths that are free at
any time they are free. *own top five*: everybody walks to their five best booths in order, joins the shortest moment
they find, and goes home with what they got. Printed for each: points of all talks, people short of ``fewest`` talks,
talks of the fullest booth; ``ratio_points_…`` is ours by theirs, ``seconds`` what the plan took.
"""

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from jobmatch.fairs.timetable import Hall, Talk, Visitor, Wish, plan

OWN = 5
SIZES = ((100, 30, 10), (300, 60, 12))
FULL = ((800, 120, 16),)


def crowd(people: int, booths: int, seed: int) -> tuple[list[Visitor], list[Wish]]:
    """Return visitors, a tenth with an interpreter, and their wishes: booths are liked unequally, as posts are."""
    chance = random.Random(seed)
    liked = [chance.paretovariate(2) * 10 for _ in range(booths)]
    visitors = [Visitor(f"{turn:04d}", chance.random() < 0.1) for turn in range(people)]
    return visitors, [
        Wish(one.key, booth, round(liked[booth] + chance.random() * 30, 3))
        for one in visitors
        for booth in range(booths)
        if chance.random() < 0.5
    ]


def first_come(hall: Hall, visitors: Sequence[Visitor], wishes: Sequence[Wish], own: int | None = None) -> list[Talk]:
    """Let people choose one after the other; with ``own`` each looks at so many of their best booths only."""
    held, signed, talks = Counter[tuple[int, int]](), Counter[int](), []
    best: dict[str, list[Wish]] = defaultdict(list)
    for wish in sorted(wishes, key=lambda one: -one.points):
        best[wish.visitor].append(wish)
    for visitor in visitors:
        free, had = set(range(hall.slots)), 0
        for wish in best[visitor.key][:own]:
            open_to = [
                slot
                for slot in sorted(free)
                if held[wish.booth, slot] < hall.at_once
                and (not visitor.with_interpreter or signed[slot] < hall.interpreters)
            ]
            if had < hall.most and open_to:
                talks.append(Talk(open_to[0], wish.booth, visitor.key))
                held[wish.booth, open_to[0]] += 1
                signed[open_to[0]] += visitor.with_interpreter
                free.discard(open_to[0])
                had += 1
    return talks


def figures(hall: Hall, visitors: Sequence[Visitor], wishes: Sequence[Wish], talks: Iterable[Talk]) -> dict[str, float]:
    """Return what a set of talks comes to."""
    points = {(one.visitor, one.booth): one.points for one in wishes}
    kept = list(talks)
    had, at, suit = Counter(t.visitor for t in kept), Counter(t.booth for t in kept), Counter(w.visitor for w in wishes)
    short = sum(had[one.key] < min(hall.fewest, suit[one.key]) for one in visitors)
    worth = round(sum(points[t.visitor, t.booth] for t in kept), 1)
    return {"points": worth, "talks": len(kept), "people_short": short, "fullest_booth": max(at.values(), default=0)}


def main() -> None:
    """Print one object a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="also 800 people at 120 booths")
    given = parser.parse_args()
    results = []
    for people, booths, slots in SIZES + (FULL if given.full else ()):
        visitors, wishes = crowd(people, booths, seed=7)
        hall = Hall(slots, interpreters=2)
        begun = time.perf_counter()
        ours = plan(hall, visitors, wishes)
        seconds = time.perf_counter() - begun
        told = {
            "plan": figures(hall, visitors, wishes, ours.talks),
            "first_come": figures(hall, visitors, wishes, first_come(hall, visitors, wishes)),
            "own_top_five": figures(hall, visitors, wishes, first_come(hall, visitors, wishes, OWN)),
        }
        ratios = {
            f"ratio_points_{name}": round(told["plan"]["points"] / told[name]["points"], 4)
            for name in ("first_come", "own_top_five")
        }
        gap = round(ours.bound - ours.objective, 6)
        size = {"people": people, "booths": booths, "slots": slots}
        results.append({**size, **told, **ratios, "gap": gap, "seconds": round(seconds, 2)})
    print(json.dumps(results, indent=2))


if __name__ == "__main__":
    main()
