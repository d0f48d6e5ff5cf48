"""Lists that do not send a hundred people to one post: a price for every crowded position, and what it costs.

Prices are those of an entropic transport (Sinkhorn): every person spreads a list over their candidates, every position
takes up to its capacity, and a position that more people want becomes dearer until they spread. Lists are then drawn up
round by round, nobody's second place before everybody's first, by score less price; a position that is full is left to
those who have nothing else. Scores, reasons and exclusions stay what they are: only which of the feasible positions
are shown, and in what order, changes.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from jobmatch.matching.compiled.terms import Numbers

SWEEPS = 30
SOFTNESS = 1.5
"""Points of score by which people tell positions apart while prices are sought; less is nearer to their own order."""
SHARE = 3.0
"""A position may be on so many times the lists that it would be on if all were spread evenly."""


class Figures(NamedTuple):
    """What lists do to positions and to people.

    ``coverage``: share of positions that are on some list; ``people``: share of people with any suggestion; ``gini``:
    of the lists that each position is on, 0 even to 1 all on one; ``largest``: lists that the most shown one is on;
    ``ndcg``: of the known relevant positions among each list, None where none are known.
    """

    coverage: float
    people: float
    gini: float
    largest: int
    ndcg: float | None


def even_capacity(seats: Sequence[int | None], lists: int, length: int, share: float = SHARE) -> Numbers:
    """Return on how many lists each position may be, by its free seats (unknown: one): shape (positions,), whole."""
    free = np.array([1 if one is None else max(one, 1) for one in seats], dtype=np.float64)
    capacity: Numbers = np.maximum(np.ceil(share * lists * length * free / free.sum()), 1.0)
    return capacity


def prices(places: Numbers, scores: Numbers, capacity: Numbers, length: int) -> Numbers:
    """Return what each position costs, in points of score, never below 0.

    ``places`` (people, candidates): positions, −1 where there are no more; ``scores`` the same shape; ``capacity``
    (positions,): people that a position takes; ``length``: positions that each person is to be shown.
    """
    is_real = places >= 0
    rows, columns = np.nonzero(is_real)[0], places[is_real]
    best = np.where(is_real, scores, -np.inf).max(axis=1, initial=-np.inf)
    appeal = np.exp((scores[is_real] - best[rows]) / SOFTNESS)
    left = np.ones(len(capacity))
    for _ in range(SWEEPS):
        spread = length / np.maximum(np.bincount(rows, appeal * left[columns], len(places)), 1e-300)
        wanted = np.bincount(columns, appeal * spread[rows], len(capacity))
        left = np.minimum(1.0, capacity / np.maximum(wanted, 1e-300))
    price: Numbers = 0.0 - SOFTNESS * np.log(left)
    return price


def uncrowded(places: Numbers, scores: Numbers, capacity: Numbers, length: int) -> Numbers:
    """Return for each person ``length`` of their candidates, best first; −1 where there are no more.

    Shapes as in ``prices``. Each position is on at most ``capacity`` lists, but for people whose candidates are all
    full: nobody's list becomes shorter for that.
    """
    after = np.where(places >= 0, scores - np.append(prices(places, scores, capacity, length), 0.0)[places], -np.inf)
    order = np.argsort(-after, axis=1, kind="stable")
    wished = np.take_along_axis(places, order, axis=1).tolist()
    load, lists = [0] * len(capacity), [[] for _ in wished]  # type: list[int], list[list[int]]
    room = capacity.tolist()
    turn = list(range(len(wished)))
    for _round in range(length):
        for person in turn:
            chosen = _next(wished[person], load, room)
            if chosen is not None:
                lists[person].append(chosen)
                load[chosen] += 1
        turn.reverse()
    return _by_score(lists, places, scores, length)


def figures(lists: Numbers, positions: int, relevant: Sequence[Collection[int]] | None = None) -> Figures:
    """Return what ``lists`` (people, length; −1: no more) do; ``relevant`` holds each person's relevant positions."""
    load = np.bincount(lists[lists >= 0], minlength=positions)
    people = float((lists >= 0).any(axis=1).mean()) if len(lists) else 0.0
    return Figures(
        coverage=float((load > 0).mean()) if positions else 0.0,
        people=people,
        gini=_gini(load),
        largest=int(load.max(initial=0)),
        ndcg=_ndcg(lists, relevant) if relevant is not None and any(relevant) else None,
    )


def _next(wished: list[int], load: list[int], room: list[float]) -> int | None:
    """Take the first of a person's wishes that has room, else the first at all; None where there are no more."""
    spare = None
    for turn, place in enumerate(wished):
        if place < 0:
            break
        if load[place] < room[place]:
            return wished.pop(turn)
        spare = turn if spare is None else spare
    return None if spare is None else wished.pop(spare)


def _by_score(lists: Sequence[Sequence[int]], places: Numbers, scores: Numbers, length: int) -> Numbers:
    """Put each list in the order of its people's own scores; ``places`` come best first."""
    found = np.full((len(lists), length), -1, dtype=np.intp)
    for row, chosen in enumerate(lists):
        rank = {place: turn for turn, place in enumerate(places[row].tolist())}
        found[row, : len(chosen)] = sorted(chosen, key=rank.__getitem__)
    return found


def _gini(load: Numbers) -> float:
    total, count = float(load.sum()), len(load)
    if not total:
        return 0.0
    rising = np.sort(load)
    return float((2 * np.arange(1, count + 1) - count - 1) @ rising / (count * total))


def _ndcg(lists: Numbers, relevant: Sequence[Collection[int]]) -> float:
    """Return the mean over people with relevant positions; each relevant position counts alike."""
    gains = 1 / np.log2(np.arange(2, lists.shape[1] + 2))
    values = [
        sum(gain for gain, place in zip(gains, row, strict=True) if place in wanted) / gains[: len(wanted)].sum()
        for row, wanted in zip(lists.tolist(), relevant, strict=True)
        if wanted
    ]
    return float(np.mean(values))
