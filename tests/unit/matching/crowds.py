"""Seekers and positions in hundreds, the same for the same seed: varied facts, and words as people use them."""

from datetime import timedelta
from random import Random

from jobmatch.matching.facts import PastJob, PositionFacts, SeekerFacts
from jobmatch.wording.vocabulary import ACCOMMODATIONS, EDUCATION, FUNCTIONS, REFUSALS
from tests.unit.matching.made import ON

KINDS = ("电话", "网络", "手工", "仓库", "食品", "Hotel ", "社区", "盲人")
TRADES = ("客服", "包装工", "保管员", "保洁员", "按摩师", "clerk", "文员", "厨工")
CODES = ("4-04-05-03", "4-04-05-01", "4-02-06-01", "6-31-05-00", "2-05-10-00")
PLACES = ("奉化区锦屏街道", "奉化区岳林街道", "奉化区溪口镇", "海曙区南门街道")
POINTS = ((29.65, 121.40), (29.66, 121.45), (29.72, 121.35), (29.50, 121.60))


def seekers(count, seed=7):
    chance = Random(f"seekers{seed}")
    return [_seeker(chance, f"s{number:05d}") for number in range(count)]


def positions(count, seed=7):
    chance = Random(f"positions{seed}")
    return [_position(chance, f"p{number:05d}") for number in range(count)]


def _seeker(chance, key):
    lat, lon = chance.choice((*POINTS, (None, None)))
    return SeekerFacts(
        id=key,
        text="，".join(_title(chance) for _ in range(chance.randrange(4))),
        wanted=tuple(_title(chance) for _ in range(chance.randrange(3))),
        wanted_codes=tuple(chance.sample(CODES, chance.randrange(2))),
        history=tuple(PastJob(title=_title(chance), place=chance.choice(PLACES)) for _ in range(chance.randrange(3))),
        place=chance.choice((None, *PLACES)),
        lat=lat,
        lon=lon,
        education=chance.choice((None, *EDUCATION)),
        wage_floor_fen=chance.choice((None, 240_000, 250_000, 300_000)),
        functions={word: chance.choice(("can", "can", "cannot")) for word in chance.sample(FUNCTIONS, 6)},
        needs=frozenset(chance.sample(ACCOMMODATIONS, chance.randrange(4))),
        refusals=frozenset(chance.sample(REFUSALS, chance.randrange(2))),
        licences=chance.choice((None, frozenset(), frozenset({"健康证"}))),
        distance_km=chance.choice((None, 5.0, 10.0, 30.0)),
        hours_week=chance.choice((None, 20.0, 37.5, 40.0)),
    )


def _position(chance, key):
    lat, lon = chance.choice((*POINTS, (None, None)))
    low = chance.choice((None, 230_000, 265_000, 300_000))
    return PositionFacts(
        id=key,
        title=_title(chance),
        text="，".join(_title(chance) for _ in range(chance.randrange(5))),
        place=chance.choice((None, *PLACES)),
        lat=lat and lat + chance.randrange(9) / 100,
        lon=lon,
        posted_on=chance.choice((None, ON - timedelta(days=chance.randrange(150)))),
        wage_min_fen=low,
        wage_max_fen=low and low + chance.randrange(0, 90_000, 5_000),
        education=chance.choice((None, *EDUCATION)),
        demands={word: chance.choice(("needed", "not_needed")) for word in chance.sample(FUNCTIONS, 5)},
        offers=frozenset(chance.sample(ACCOMMODATIONS, 8)),
        conditions={word: chance.choice(("yes", "no")) for word in chance.sample(REFUSALS, 2)},
        licences=chance.choice((frozenset(), frozenset(), frozenset({"健康证"}))),
        hours_week=chance.choice((None, 20.0, 40.0, 48.0)),
        occupation_code=chance.choice((None, *CODES)),
        seats_left=chance.choice((None, 0, 1, 2, 2)),
        closes_on=chance.choice((None, None, ON, ON - timedelta(days=1))),
    )


def _title(chance):
    return chance.choice(KINDS) + chance.choice(TRADES)
