"""Everybody against everything: each seeker's best positions, in one process or spread over several by Dask.

Both ways run the same function on the same portions of people, so that both come to the same lists.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import fields
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from jobmatch.matching.base import Table
from jobmatch.matching.compiled.many import AT_ONCE, Best, best_of, crowd_of
from jobmatch.matching.compiled.pairs import Positions
from jobmatch.matching.facts import Day, PositionFacts, SeekerFacts
from jobmatch.matching.sides import position_side, seeker_side
from jobmatch.wording import SentenceError

Engine = Literal["local", "dask"]
PORTION = AT_ONCE // 4
"""Seekers that one worker takes at a time."""


class Work(NamedTuple):
    """What every portion is ranked against; it travels to workers, so the table comes as its data."""

    positions: Sequence[PositionFacts]
    table: Mapping[str, Any]
    day: Day
    top: int


def work_of(positions: Sequence[PositionFacts], table: Table, day: Day, top: int) -> Work:
    """Return what the best ``top`` of ``positions`` are to be found by. Positions are put in the order of their ids."""
    data = {one.name: getattr(table, one.name) for one in fields(table) if one.init}
    return Work(sorted(positions, key=lambda one: one.id), data, day, top)


def rank_all(seekers: Sequence[SeekerFacts], work: Work, engine: Engine, workers: int = 2) -> Iterator[Best]:
    """Yield the best of each portion of seekers, in their order. ``places`` are places in ``work.positions``.

    Raises ``SentenceError`` where Dask is asked for and not installed.
    """
    portions = [seekers[start : start + PORTION] for start in range(0, len(seekers), PORTION)]
    if engine == "local":
        ready = _made_ready(work)
        return (_rank(portion, ready, work) for portion in portions)
    return _spread(portions, work, workers)


def _rank(portion: Sequence[SeekerFacts], positions: Positions, work: Work) -> Best:
    sides = [seeker_side(one, positions.table.texts) for one in portion]
    return best_of(crowd_of(sides, positions), positions, work.top)


def _made_ready(work: Work) -> Positions:
    table = Table(**work.table)
    return Positions([position_side(one, table.texts, work.day.on) for one in work.positions], table, work.day)


def _spread(portions: Sequence[Sequence[SeekerFacts]], work: Work, workers: int) -> Iterator[Best]:
    """Rank the portions in worker processes of this machine; no port is open to others."""
    try:
        from distributed import Client, LocalCluster
    except ModuleNotFoundError as error:
        raise SentenceError("dask_not_installed") from error
    logging.getLogger("distributed").setLevel(logging.ERROR)
    options = {"n_workers": workers, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with ExitStack() as stack:
        cluster = stack.enter_context(LocalCluster(host="127.0.0.1", **options))  # type: ignore[no-untyped-call]
        client = stack.enter_context(Client(cluster))  # type: ignore[no-untyped-call]
        everywhere = client.scatter(work, broadcast=True)
        for future in [client.submit(_rank_there, portion, everywhere, pure=False) for portion in portions]:
            yield future.result()
            future.release()


def _rank_there(portion: Sequence[SeekerFacts], work: Work) -> Best:
    return _rank(portion, _made_ready_there(_Same(work)), work)


class _Same:
    """A piece of work as a worker holds it: one object for all its portions."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def __hash__(self) -> int:
        return id(self.work)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.work is self.work


@lru_cache(maxsize=1)
def _made_ready_there(same: _Same) -> Positions:
    return _made_ready(same.work)
