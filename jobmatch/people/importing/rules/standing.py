"""Where somebody stands by the register's ledger of events, and what a row's status adds to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from jobmatch.people.importing.rules.findings import Finding, Level
from jobmatch.people.importing.rules.rows import Stated
from jobmatch.people.importing.rules.words import LEFT, Status

ENTERING_KINDS = frozenset({"issued", "moved_in"})


@dataclass(frozen=True)
class Event:
    """An event to be entered; ``turn`` orders those of one day."""

    kind: str
    on_day: date
    turn: int = 0


@dataclass(frozen=True)
class Standing:
    """The end of somebody's ledger. ``came``/``left``: the last day of either; ``last``: the last event's place."""

    came: date | None = None
    left: date | None = None
    is_frozen: bool = False
    last_day: date | None = None
    last_turn: int = 0

    @property
    def is_holder(self) -> bool:
        """Tell whether they came and have not left since."""
        return self.came is not None and self.left is None

    def in_turn(self, events: Iterable[Event]) -> Iterator[Event]:
        """Give the events their turns, after what is in the ledger for the same day already."""
        day, turn = self.last_day, self.last_turn
        for one in events:
            turn = turn + 1 if one.on_day == day else 0
            day = one.on_day
            yield replace(one, turn=turn)


@dataclass(frozen=True)
class LedgerChange:
    """Events to be entered with what is to be looked at, or (``code``) why a person must decide."""

    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    code: str = ""


def ledger_change(stated: Stated, now: Standing, today: date) -> LedgerChange:
    """Return what the row's status adds to somebody's ledger. Nobody enters or leaves without an event."""
    if now.is_holder:
        return _of_a_holder(stated, now, today)
    if now.left is not None:
        return _of_who_left(stated, now, now.left)
    return _of_a_newcomer(stated, today)


def _of_a_newcomer(stated: Stated, today: date) -> LedgerChange:
    if stated.status is Status.MOVED_IN:
        day, notes = _day(stated, today)
        return LedgerChange((Event("moved_in", day),), notes)
    came = Event("issued", stated.first_on or stated.valid_from)
    if stated.status in LEFT or stated.status is Status.FROZEN:
        day, notes = _day(stated, today)
        if day < came.on_day:
            return LedgerChange(code="import.left_before_coming")
        turn = int(day == came.on_day)
        return LedgerChange((came, Event(stated.status.value, day, turn)), notes)
    return LedgerChange((came,))


def _of_a_holder(stated: Stated, now: Standing, today: date) -> LedgerChange:
    if stated.status in LEFT or (stated.status is Status.FROZEN and not now.is_frozen):
        day, notes = _day(stated, today)
        if now.last_day is not None and day < now.last_day:
            return LedgerChange(code="import.left_before_coming")
        assert stated.status is not None, "it is one of those"
        return LedgerChange((Event(stated.status.value, day),), notes)
    if stated.status is Status.VALID and now.is_frozen:
        return LedgerChange(findings=(Finding(stated.row, -1, Level.NOTE, "import.frozen_here"),))
    return LedgerChange()


def _of_who_left(stated: Stated, now: Standing, left: date) -> LedgerChange:
    if stated.status in LEFT:
        return LedgerChange()
    if stated.status is Status.MOVED_IN and stated.status_on is not None and stated.status_on >= left:
        return LedgerChange((Event("moved_in", stated.status_on),))
    if stated.status is not Status.MOVED_IN and stated.valid_from >= left and stated.valid_from != now.came:
        return LedgerChange((Event("issued", stated.valid_from),))
    return LedgerChange(code="import.left_here")


def _day(stated: Stated, today: date) -> tuple[date, tuple[Finding, ...]]:
    """Return the status's day; where the export gives none it is the day on which the federation came to know."""
    if stated.status_on is not None:
        return stated.status_on, ()
    return today, (Finding(stated.row, -1, Level.NOTE, "import.status_undated"),)
