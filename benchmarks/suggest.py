"""How much the reasons cost: ``suggest`` beside a bare loop that touches the same facts and explains nothing.

Prints JSON. ``ratio`` = time of ``suggest`` / time of the bare loop: medians of five interleaved rounds, one thread.
The bare loop is a floor and no rival: it applies the demand mask, distance, wage and the likeness of texts already made
ready, adds them up and sorts ids. ``suggest`` makes the texts ready too, judges every exclusion with every reason,
keeps each part with the values of its sentence, and explains the best ten. Positions are generated from a seed.
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from jobmatch.matching.base import Table, load_table
from jobmatch.matching.facts import Day, PastJob, PositionFacts, SeekerFacts
from jobmatch.matching.places import kilometres
from jobmatch.matching.sides import position_side, seeker_side
from jobmatch.matching.suggest import suggest
from jobmatch.matching.texts import likeness
from jobmatch.wording.vocabulary import ACCOMMODATIONS, FUNCTIONS, REFUSALS

ROUNDS = 5
LIMIT = 10
ON = date(2026, 11, 23)
DAY = Day(ON, 16)
BEGINNINGS = ("电话", "网络", "手工", "仓库", "食品", "服装", "图书", "医院", "酒店", "社区", "数据", "快递")
ENDINGS = (
    "客服",
    "包装工",
    "保管员",
    "保洁员",
    "缝纫工",
    "管理员",
    "录入员",
    "分拣员",
    "按摩师",
    "文员",
    "质检员",
    "厨工",
)


def seeker() -> SeekerFacts:
    """Make one seeker of whom nearly everything is known."""
    return SeekerFacts(
        id="seeker",
        text="做过两年仓库管理，会用电脑",
        wanted=("仓库管理员", "数据录入", "电话客服"),
        history=(PastJob(title="仓库保管员", text="收货、盘点、发货"), PastJob(title="食品包装工")),
        lat=29.65,
        lon=121.40,
        education="高中",
        wage_floor_fen=280_000,
        functions={
            "see_screen": "can",
            "type_text": "can",
            "speak": "can",
            "lift_20kg": "cannot",
            "stand_long": "cannot",
        },
        needs=frozenset({"seated_work", "step_free_access"}),
        refusals=frozenset({"night_shift"}),
        licences=frozenset(),
        distance_km=60.0,
        hours_week=40.0,
    )


def positions(count: int, seed: int) -> list[PositionFacts]:
    """Make ``count`` positions; the same seed makes the same ones."""
    chance = random.Random(seed)
    return [_position(chance, number) for number in range(count)]


def _position(chance: random.Random, number: int) -> PositionFacts:
    low = chance.randrange(260_000, 400_000, 10_000)
    return PositionFacts(
        id=f"{number:06d}",
        title=chance.choice(BEGINNINGS) + chance.choice(ENDINGS),
        text="，".join(chance.sample(BEGINNINGS + ENDINGS, 6)),
        lat=29.65 + chance.uniform(-0.3, 0.3),
        lon=121.40 + chance.uniform(-0.3, 0.3),
        posted_on=ON - timedelta(days=chance.randrange(90)),
        wage_min_fen=low,
        wage_max_fen=low + chance.randrange(0, 150_000, 10_000),
        demands={word: chance.choice(("needed", "not_needed")) for word in chance.sample(FUNCTIONS, 6)},
        offers=frozenset(chance.sample(ACCOMMODATIONS, 4)),
        conditions={word: chance.choice(("yes", "no")) for word in chance.sample(REFUSALS, 2)},
        hours_week=chance.choice((20.0, 40.0, 48.0)),
    )


def bare_loop(one: SeekerFacts, table: Table, many: Sequence[PositionFacts]) -> Callable[[], list[str]]:
    """Return a function that ranks ids by the barest means; what can be made ready beforehand is."""
    me = seeker_side(one, table.texts)
    ready = [position_side(position, table.texts, ON) for position in many]
    cannot, floor, limit = me.cannot_bits, one.wage_floor_fen or 0, one.distance_km or 0.0

    def run() -> list[str]:
        scored = []
        for side in ready:
            facts = side.facts
            km = kilometres(one, facts) or 0.0
            if cannot & side.needed_bits or km > limit or (facts.wage_max_fen or 0) < floor:
                continue
            alike = max(likeness(wish, side.title) for _, wish in me.wishes)
            alike += max(likeness(past, side.title) for _, past in me.past_titles) + likeness(me.skills, side.all_text)
            scored.append((km - alike - len(me.facts.needs & facts.offers), facts.id))
        return [key for _, key in sorted(scored)[:LIMIT]]

    return run


def measure(count: int, seed: int) -> dict[str, object]:
    """Time both sides in turn and return the medians and their ratio."""
    table, one, many = load_table(), seeker(), positions(count, seed)
    sides = {"suggest": lambda: suggest(one, many, table, DAY, LIMIT), "bare_loop": bare_loop(one, table, many)}
    times: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, run in sides.items():
            begun = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - begun)
    medians = {name: statistics.median(values) for name, values in times.items()}
    found = suggest(one, many, table, DAY, LIMIT)
    return {
        "benchmark": "suggest",
        "positions": count,
        "seed": seed,
        "rounds": ROUNDS,
        "excluded": len(found.excluded),
        "suggest_seconds": medians["suggest"],
        "bare_loop_seconds": medians["bare_loop"],
        "ratio": medians["suggest"] / medians["bare_loop"],
    }


def main() -> None:
    """Read the size and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--positions", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    json.dump(measure(chosen.positions, chosen.seed), sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
