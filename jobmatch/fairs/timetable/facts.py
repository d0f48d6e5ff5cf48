"""What a timetable is made of. Plain values: no database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jobmatch.wording import SentenceError

MOST_SLOTS = 200


class TimetableError(SentenceError):
    """What stands in the way of a timetable: its sentence says what to change."""


@dataclass(frozen=True)
class Hall:
    """What the hall holds. ``slots``: talks that fit one after the other into the opening hours; ``at_once``: talks
    that a booth can hold at the same time; ``interpreters``: sign interpreters at work in every slot; each visitor gets
    between ``fewest`` and ``most`` talks, as far as that many booths suit them."""

    slots: int
    at_once: int = 1
    interpreters: int = 1
    fewest: int = 2
    most: int = 4

    def __post_init__(self) -> None:
        """Refuse a hall in which nobody could talk."""
        if not 1 <= self.slots <= MOST_SLOTS:
            raise TimetableError("timetable.no_time", most=MOST_SLOTS)
        if self.at_once < 1 or self.interpreters < 0:
            raise TimetableError("timetable.no_room")
        if not 0 <= self.fewest <= self.most or self.most < 1:
            raise TimetableError("timetable.fewest_and_most")


@dataclass(frozen=True)
class Visitor:
    """Somebody who comes. ``with_interpreter``: every talk of theirs takes one of the sign interpreters."""

    key: str
    with_interpreter: bool = False


@dataclass(frozen=True)
class Wish:
    """A booth that suits a visitor, with the points of the best position there. What does not suit is no wish."""

    visitor: str
    booth: int
    points: float


@dataclass(frozen=True, order=True)
class Talk:
    """A visitor talks at a booth in a slot, counted from 0."""

    slot: int
    booth: int
    visitor: str


@dataclass(frozen=True)
class Timetable:
    """The talks in the order of their time. ``objective``: the points of all talks, less ``penalty`` for each talk that
    somebody is short of; no timetable of this hall has more than ``bound``. ``short``: talks missing by visitor."""

    talks: Sequence[Talk]
    objective: float
    bound: float
    penalty: float
    short: Mapping[str, int]
