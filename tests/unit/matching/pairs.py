"""Random pairs for properties: any mixture of known and unknown facts, near and far, generous and mean."""

from datetime import date

from hypothesis import strategies as st

from jobmatch.matching.facts import PastJob, PositionFacts, SeekerFacts
from jobmatch.wording.vocabulary import ACCOMMODATIONS, EDUCATION, FUNCTIONS, REFUSALS

TEXTS = st.sampled_from(
    ["", "客服", "电话客服", "包装工 wrapper", "Sales clerks", "保洁员{x}", "客服保洁包装分拣司机厨师", "A" * 3000]
)
PLACES = st.sampled_from([None, "锦屏街道", "奉化区锦屏街道", "奉化区岳林街道", "Chicago, Illinois", ","])
CODES = st.sampled_from(["4-04-05-03", "4-04-05-01", "6-31-05-00", "4-00-00-00", "odd"])
LICENCES = st.frozensets(st.sampled_from(["健康证", "C1", "ｃ1"]))
FEN = st.integers(0, 1_000_000)
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def _maybe(strategy):
    return st.none() | strategy


def _answers(words, answers):
    return st.dictionaries(st.sampled_from(words), st.sampled_from(answers), max_size=8)


HISTORY = st.lists(st.builds(PastJob, title=TEXTS, text=TEXTS, place=PLACES), max_size=3).map(tuple)

SEEKERS = st.builds(
    SeekerFacts,
    id=st.uuids().map(str),
    text=TEXTS,
    wanted=st.lists(TEXTS, max_size=3).map(tuple),
    wanted_codes=st.lists(CODES, max_size=2).map(tuple),
    history=HISTORY,
    place=PLACES,
    lat=_maybe(st.floats(-90, 90)),
    lon=_maybe(st.floats(-180, 180)),
    education=_maybe(st.sampled_from([*EDUCATION, "大学", "?"])),
    wage_floor_fen=_maybe(FEN),
    functions=_answers(FUNCTIONS, ["can", "cannot", "unknown"]),
    needs=st.frozensets(st.sampled_from(ACCOMMODATIONS), max_size=4),
    refusals=st.frozensets(st.sampled_from(REFUSALS)),
    licences=_maybe(LICENCES),
    distance_km=_maybe(st.floats(0, 500)),
    hours_week=_maybe(st.floats(1, 80)),
    born_on=_maybe(DAYS),
)

POSITIONS = st.builds(
    PositionFacts,
    id=st.uuids().map(str),
    title=TEXTS,
    text=TEXTS,
    industry=TEXTS,
    place=PLACES,
    lat=_maybe(st.floats(-90, 90)),
    lon=_maybe(st.floats(-180, 180)),
    posted_on=_maybe(DAYS),
    wage_min_fen=_maybe(FEN),
    wage_max_fen=_maybe(FEN),
    education=_maybe(st.sampled_from([*EDUCATION, "大学", "?"])),
    demands=_answers(FUNCTIONS, ["needed", "not_needed", "unknown"]),
    offers=st.frozensets(st.sampled_from(ACCOMMODATIONS), max_size=8),
    conditions=_answers(REFUSALS, ["yes", "no", "unknown"]),
    licences=LICENCES,
    hours_week=_maybe(st.floats(1, 80)),
    occupation_code=_maybe(CODES),
    is_open=st.booleans(),
    seats_left=_maybe(st.integers(0, 3)),
    closes_on=_maybe(DAYS),
)
