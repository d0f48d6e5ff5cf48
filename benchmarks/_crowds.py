"""Crowds for the benchmarks of matching: the invented district's people and positions, multiplied by recombining them.

The demo's 300 seekers and 120 positions were written to be plausible one by one. A further seeker takes the wishes and
the work history of one of them, the abilities and needs of another with some answers changed or withdrawn, the pay,
hours, distance, refusals and schooling of a third, sentences of two, and one of the 12 towns; half of them say what
they wish in words only, as at a kiosk, and one in ten is known by the town's name without a point. A further position
takes one that was written, a sentence of another, other wages, some other demands and offers, a day, a place near a
town, and in half the cases a longer title; one in five has no code. So nearly every seeker's text and set of abilities
is their own, as in life, and no feature is empty: the benchmark prints how many of the pairs each one speaks of.
"""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from jobmatch.demo.build import build
from jobmatch.demo.scale import SAMPLE
from jobmatch.matching.facts import Day, PastJob, PositionFacts, SeekerFacts
from jobmatch.wording.vocabulary import ACCOMMODATIONS, FUNCTIONS

ON = date(2026, 11, 23)
DAY = Day(ON, 16)
PREFIXES = ("夜班", "社区", "车间", "兼职", "高级", "食堂", "景区")

Row = Mapping[str, Any]


def templates(seed: int) -> tuple[Sequence[Row], Sequence[Row], Sequence[Row]]:
    """Return the invented seekers, positions and towns that crowds are made of."""
    rows = build(seed, ON, SAMPLE)
    return rows["seekers"], rows["positions"], rows["towns"]


def crowd(seed: int, seekers: int, positions: int) -> tuple[list[SeekerFacts], list[PositionFacts]]:
    """Make a crowd; the same seed makes the same one."""
    people, posts, towns = templates(seed)
    chance = random.Random(seed)
    employers = [_near(chance, chance.choice(towns)) for _ in range(400)]
    return (
        [_seeker(chance, number, people, towns) for number in range(seekers)],
        [_position(chance, number, posts, chance.choice(employers)) for number in range(positions)],
    )


def _near(chance: random.Random, town: Row) -> tuple[str, float, float]:
    return town["name"], town["lat"] + chance.uniform(-0.02, 0.02), town["lon"] + chance.uniform(-0.02, 0.02)


def _seeker(chance: random.Random, number: int, people: Sequence[Row], towns: Sequence[Row]) -> SeekerFacts:
    wishing, able, asking, other = (chance.choice(people) for _ in range(4))
    town = chance.choice(towns)
    lat, lon = (town["lat"], town["lon"]) if chance.random() < 0.9 else (None, None)
    return SeekerFacts(
        id=f"s{number:07d}",
        text=_sentences(chance, wishing["text"], other["text"]),
        wanted=tuple(wishing["wanted"]),
        wanted_codes=tuple(wishing["wanted_codes"]) if chance.random() < 0.5 else (),
        history=tuple(PastJob(title=job["title"], text=job["text"]) for job in wishing["history"]),
        place=town["name"],
        lat=lat,
        lon=lon,
        education=asking["education"],
        wage_floor_fen=asking["wage_floor_fen"],
        functions=_changed(chance, able["functions"], ("can", "can", "cannot", "unknown")),
        needs=frozenset(able["needs"]),
        refusals=frozenset(asking["refusals"]),
        licences=None if asking["licences"] is None else frozenset(asking["licences"]),
        distance_km=asking["distance_km"],
        hours_week=asking["hours_week"],
    )


def _position(
    chance: random.Random, number: int, posts: Sequence[Row], employer: tuple[str, float, float]
) -> PositionFacts:
    one, other = chance.choice(posts), chance.choice(posts)
    town, lat, lon = employer
    more = chance.randrange(-3, 6) * 10_000
    offers = set(one["offers"]) ^ set(chance.sample(ACCOMMODATIONS, chance.randrange(3)))
    return PositionFacts(
        id=f"p{number:06d}",
        title=(chance.choice(PREFIXES) if chance.random() < 0.5 else "") + one["title"],
        text=_sentences(chance, one["text"], other["text"]),
        place=town,
        lat=lat,
        lon=lon,
        posted_on=ON - timedelta(days=chance.randrange(90)),
        wage_min_fen=one["wage_min_fen"] and one["wage_min_fen"] + more,
        wage_max_fen=one["wage_max_fen"] and one["wage_max_fen"] + more,
        education=one["education"],
        demands=_changed(chance, one["demands"], ("needed", "not_needed", "unknown")),
        offers=frozenset(offers),
        conditions=one["conditions"],
        licences=frozenset(one["licences"]),
        hours_week=one["hours_week"],
        occupation_code=one["occupation_code"] if chance.random() < 0.8 else None,
        seats_left=chance.choice((0, 1, 2, 3, 3)),
    )


def _sentences(chance: random.Random, *texts: str) -> str:
    parts: dict[int, list[str]] = defaultdict(list)
    for place, text in enumerate(texts):
        parts[place] = [part for part in text.split("。") if part]
    kept = parts[0][: chance.randrange(1, 4)] + chance.sample(parts[1], min(1, len(parts[1])))
    return "。".join(kept) + "。"


def _changed(chance: random.Random, answers: Mapping[str, str], kinds: Sequence[str]) -> dict[str, str]:
    changed = {word: chance.choice(kinds) for word in chance.sample(FUNCTIONS, chance.randrange(3))}
    return {**answers, **changed}
