"""How the order would move if a missing fact became known: the extreme answers are tried, each with the rules in force.

*Decision:* the two ends are real answers (he can, he cannot; the employer pays twice the floor, or less than it), run
through the same exclusions and the same table; nothing between them is guessed. What no answer moves is said to move
nothing, so that nobody is asked for it for the sake of the score.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from jobmatch.matching.base import Table
from jobmatch.matching.decisions import Missing, Reason
from jobmatch.matching.facts import Day, PositionFacts, SeekerFacts
from jobmatch.matching.ranking import is_excluded
from jobmatch.matching.sides import PositionSide, SeekerSide, position_side, seeker_side
from jobmatch.wording.vocabulary import EDUCATION, FUNCTIONS

_FAR_DEGREES = 1.0
"""About 111 km to the north: farther than anybody's limit."""
_HOURS_APART = 20.0
_LEAST = 0.05
"""Fewer points than this are shown as none."""

Answer = tuple[SeekerFacts, PositionFacts]


class Moves(NamedTuple):
    """What a missing fact could do to a pair: points at worst (≤ 0) and at best (≥ 0); whether it could exclude it."""

    down: float
    up: float
    may_exclude: bool


def find_moves(seeker: SeekerSide, position: PositionSide, fact: Missing, table: Table, day: Day) -> Moves:
    """Return what knowing ``fact`` could do to the pair."""
    now, shifts, may_exclude = table.total(seeker, position), [0.0], False
    for mine, theirs in _ANSWERS[fact.reason](seeker.facts, position.facts, fact):
        person = seeker if mine is seeker.facts else seeker_side(mine, table.texts)
        work = position if theirs is position.facts else position_side(theirs, table.texts, day.on)
        if is_excluded(person, work, day):
            may_exclude = True
        else:
            shifts.append(table.total(person, work) - now)
    return Moves(min(shifts), max(shifts), may_exclude)


def say_moves(moves: Moves, rank: int, below: Sequence[float]) -> tuple[Reason, ...]:
    """Say what would move, for the pair at ``rank`` (1 = first) of a list whose scores are ``below`` with turned sign.

    A place beyond the list is said to be beyond it.
    """
    now, others = below[rank - 1], [*below[: rank - 1], *below[rank:]]
    said = []
    if moves.up >= _LEAST:
        place = bisect_left(others, now - moves.up) + 1
        said.append(Reason("moves_up" if place < rank else "moves_up_only", {"points": moves.up, "rank": place}))
    if moves.down <= -_LEAST:
        place = bisect_left(others, now - moves.down) + 1
        key = "moves_down_only" if place == rank else "moves_down" if place < len(below) else "moves_down_beyond"
        said.append(Reason(key, {"points": -moves.down, "rank": place, "shown": len(below)}))
    if moves.may_exclude:
        said.append(Reason("moves_out"))
    return tuple(said) or (Reason("moves_nothing"),)


def _function(mine: SeekerFacts, theirs: PositionFacts, fact: Missing) -> Iterator[Answer]:
    for answer in ("can", "cannot"):
        yield replace(mine, functions={**mine.functions, str(fact.values["function"]): answer}), theirs


def _licences(mine: SeekerFacts, theirs: PositionFacts, _fact: Missing) -> Iterator[Answer]:
    yield replace(mine, licences=theirs.licences), theirs
    yield replace(mine, licences=frozenset()), theirs


def _schooling(mine: SeekerFacts, theirs: PositionFacts, _fact: Missing) -> Iterator[Answer]:
    yield replace(mine, education=theirs.education), theirs
    yield replace(mine, education=EDUCATION[0]), theirs


def _wishes(mine: SeekerFacts, theirs: PositionFacts, _fact: Missing) -> Iterator[Answer]:
    codes = (theirs.occupation_code,) if theirs.occupation_code else ()
    yield replace(mine, wanted=(theirs.title,), wanted_codes=codes), theirs


def _wage_floor(mine: SeekerFacts, theirs: PositionFacts, _fact: Missing) -> Iterator[Answer]:
    low, high = theirs.wage_min_fen, theirs.wage_max_fen
    known = [fen for fen in (low, high) if fen is not None]
    if known:
        yield replace(mine, wage_floor_fen=min(known) // 2), theirs
        yield replace(mine, wage_floor_fen=max(known)), theirs
    if high is not None:
        yield replace(mine, wage_floor_fen=high + 1), theirs


def _hours_wanted(mine: SeekerFacts, theirs: PositionFacts, _fact: Missing) -> Iterator[Answer]:
    offered = theirs.hours_week or 0.0
    yield replace(mine, hours_week=offered), theirs
    yield replace(mine, hours_week=offered + _HOURS_APART), theirs


def _demands(mine: SeekerFacts, theirs: PositionFacts, _fact: Missing) -> Iterator[Answer]:
    for answer in ("can", "cannot"):
        words = [word for word in FUNCTIONS if mine.functions.get(word) == answer]
        if words:
            yield mine, replace(theirs, demands=dict.fromkeys(words, "needed"))
    limits = [word for word in FUNCTIONS if mine.functions.get(word) == "cannot"]
    if limits:
        yield mine, replace(theirs, demands=dict.fromkeys(limits, "not_needed"))


def _wage(mine: SeekerFacts, theirs: PositionFacts, _fact: Missing) -> Iterator[Answer]:
    floor = mine.wage_floor_fen
    if floor is None:
        return
    for low, high in ((2 * floor, 2 * floor), (floor // 2, floor), (floor // 2, floor - 1)):
        yield mine, replace(theirs, wage_min_fen=low, wage_max_fen=high)


def _hours(mine: SeekerFacts, theirs: PositionFacts, _fact: Missing) -> Iterator[Answer]:
    wanted = mine.hours_week or 0.0
    yield mine, replace(theirs, hours_week=wanted)
    yield mine, replace(theirs, hours_week=wanted + _HOURS_APART)


def _home(mine: SeekerFacts, theirs: PositionFacts, _fact: Missing) -> Iterator[Answer]:
    if theirs.lat is not None and theirs.lon is not None:
        yield replace(mine, place=theirs.place, lat=theirs.lat, lon=theirs.lon), theirs
        yield replace(mine, lat=_far_from(theirs.lat), lon=theirs.lon), theirs
    elif theirs.place:
        yield replace(mine, place=theirs.place), theirs


def _work_place(mine: SeekerFacts, theirs: PositionFacts, _fact: Missing) -> Iterator[Answer]:
    if mine.lat is not None and mine.lon is not None:
        yield mine, replace(theirs, place=mine.place, lat=mine.lat, lon=mine.lon)
        yield mine, replace(theirs, lat=_far_from(mine.lat), lon=mine.lon)
    elif mine.place:
        yield mine, replace(theirs, place=mine.place)


def _far_from(lat: float) -> float:
    return lat - _FAR_DEGREES if lat > 0 else lat + _FAR_DEGREES


_ANSWERS: Mapping[str, Callable[[SeekerFacts, PositionFacts, Missing], Iterator[Answer]]] = {
    "function_unknown": _function,
    "licences_unknown": _licences,
    "schooling_unknown": _schooling,
    "wishes_unknown": _wishes,
    "wage_floor_unknown": _wage_floor,
    "hours_wanted_unknown": _hours_wanted,
    "demands_unknown": _demands,
    "wage_unknown": _wage,
    "hours_unknown": _hours,
    "home_place_unknown": _home,
    "work_place_unknown": _work_place,
}
