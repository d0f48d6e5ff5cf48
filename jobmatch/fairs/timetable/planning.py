"""Draws up a timetable in two steps: first who talks where, then when.

Both steps are programs that HiGHS solves (``solving.py``). The first knows no time, only how many talks each visitor,
each booth and the interpreters can have in all slots together; its optimum is the bound, for every timetable keeps to
those sums. The second goes through the slots and takes, from what was chosen, a set that can stand side by side and
leaves nobody with more talks than slots. In an empty hall it always succeeds: the sums of the first step are nested
limits (visitors, those with an interpreter among them, booths), their matrix is totally unimodular, and a whole point
of k times such a polyhedron is the sum of k whole points of it (Baum and Trotter 1978, "Integer rounding and polyhedral
decomposition"; for booths and visitors alone: Kőnig 1916). So objective and bound meet. Where talks stand that must not
move they may not meet; then both steps are taken again with what is left, and the gap is printed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from jobmatch.fairs.timetable.facts import Hall, Talk, Timetable, TimetableError, Visitor, Wish
from jobmatch.fairs.timetable.hall import Room
from jobmatch.fairs.timetable.solving import Program

_ROUNDS = 3
_WEIGHT = 10
_URGENT = 1000.0


def plan(hall: Hall, visitors: Sequence[Visitor], wishes: Sequence[Wish], standing: Iterable[Talk] = ()) -> Timetable:
    """Return the timetable with the most points in which as few people as possible are short of a talk.

    ``standing``: talks that are not moved, such as those of people who wait already; one at a booth that is no wish any
    more brings no points. A visitor talks once at a booth and at one booth at a time. Raises ``TimetableError`` for a
    wish that is told twice, or standing talks that cannot stand.
    """
    points = {(one.visitor, one.booth): one.points for one in wishes}
    if len(points) != len(wishes):
        raise TimetableError("timetable.wish_twice")
    room = Room(hall, visitors, standing)
    penalty = _WEIGHT * (1 + max((abs(one) for one in points.values()), default=0.0))
    suit = Counter(visitor for visitor, _booth in {*points, *((talk.visitor, talk.booth) for talk in room.talks)})
    bound = None
    for _round in range(_ROUNDS):
        chosen, best = _choose(room, points, suit, penalty)
        bound = best if bound is None else bound
        if not chosen or not _place(room, chosen):
            break
    reached, short = _worth(room, points, suit, penalty), _short(room, suit)
    return Timetable(sorted(room.talks), reached, max(reached, bound or 0.0), penalty, short)


def _short(room: Room, suit: Mapping[str, int]) -> dict[str, int]:
    missing = {visitor: room.missing_of(visitor, suit[visitor]) for visitor in room.signs}
    return {visitor: count for visitor, count in missing.items() if count}


def _worth(room: Room, points: Mapping[tuple[str, int], float], suit: Mapping[str, int], penalty: float) -> float:
    earned = sum(points.get((talk.visitor, talk.booth), 0.0) for talk in room.talks)
    return earned - penalty * sum(_short(room, suit).values())


def _by_visitor(pairs: Sequence[tuple[str, int]]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for turn, (visitor, _booth) in enumerate(pairs):
        groups[visitor].append(turn)
    return groups


def _by_booth(pairs: Sequence[tuple[str, int]]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for turn, (_visitor, booth) in enumerate(pairs):
        groups[booth].append(turn)
    return groups


def _choose(
    room: Room, points: Mapping[tuple[str, int], float], suit: Mapping[str, int], penalty: float
) -> tuple[list[tuple[str, int]], float]:
    """Return who shall talk where beside what stands, and what the whole timetable can be worth at most."""
    stand = {(talk.visitor, talk.booth) for talk in room.talks}
    free = sorted(pair for pair in points if pair not in stand)
    program = Program([points[pair] for pair in free])
    by_visitor = _by_visitor(free)
    for visitor, which in by_visitor.items():
        program.at_most(which, room.left_of(visitor))
        program.at_least(which, room.missing_of(visitor, suit[visitor]), penalty)
    for booth, which in _by_booth(free).items():
        program.at_most(which, room.left_at(booth))
    program.at_most([turn for turn, pair in enumerate(free) if room.signs[pair[0]]], room.interpreters_left())
    solved = program.solve()
    # Who is short and has no booth left is not in the program, but counts in every timetable.
    lost = sum(count for visitor, count in _short(room, suit).items() if visitor not in by_visitor)
    already = sum(points.get(pair, 0.0) for pair in stand)
    chosen = [pair for pair, is_taken in zip(free, solved.taken, strict=True) if is_taken]
    return chosen, already - penalty * lost + solved.bound


def _place(room: Room, chosen: Sequence[tuple[str, int]]) -> bool:
    """Give what was chosen a slot each, and tell whether some of it found none."""
    left = sorted(chosen)
    for slot in range(room.hall.slots):
        now = [pair for pair in left if room.is_free(pair[0], slot) and room.booth_has(pair[1], slot)]
        taken = _side_by_side(room, slot, now, left)
        for visitor, booth in taken:
            room.take(Talk(slot, booth, visitor))
        left = [pair for pair in left if pair not in taken]
    return bool(left)


def _side_by_side(
    room: Room, slot: int, now: Sequence[tuple[str, int]], left: Sequence[tuple[str, int]]
) -> set[tuple[str, int]]:
    """Choose of what could be ``now`` as much as can, so that what is ``left`` fits into the slots that come."""
    program, later = Program([1.0] * len(now)), range(slot + 1, room.hall.slots)
    waiting, asked = Counter(visitor for visitor, _ in left), Counter(booth for _, booth in left)
    for visitor, which in _by_visitor(now).items():
        program.at_most(which, 1)
        program.at_least(which, waiting[visitor] - sum(room.is_free(visitor, one) for one in later), _URGENT)
    for booth, which in _by_booth(now).items():
        program.at_most(which, room.booth_has(booth, slot))
        program.at_least(which, asked[booth] - sum(room.booth_has(booth, one) for one in later), _URGENT)
    signed = [turn for turn, pair in enumerate(now) if room.signs[pair[0]]]
    program.at_most(signed, room.interpreters_in(slot))
    to_come = sum(room.signs[visitor] for visitor, _ in left) - sum(room.interpreters_in(one) for one in later)
    program.at_least(signed, to_come, _URGENT)
    return {pair for pair, is_taken in zip(now, program.solve().taken, strict=True) if is_taken}
