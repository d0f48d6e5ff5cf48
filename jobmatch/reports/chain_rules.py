"""How far those who registered at a fair have come: plain facts of each person in, how many reached each step out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

MONTHS = (1, 3, 6, 12)
"""After how many months of work it is asked whether somebody still works."""
STEPS = ("referred", "interviewed", "offered")


@dataclass
class Journey:
    """What happened to somebody who registered on a day: the days of each step, spells of work, years credited.

    A spell is its first day and its last one, or None while it goes on. ``credited`` are work years.
    """

    registered_on: date
    steps: dict[str, list[date]] = field(default_factory=dict)
    spells: list[tuple[date, date | None]] = field(default_factory=list)
    credited: set[int] = field(default_factory=set)

    @property
    def hired_on(self) -> date | None:
        """Return the day on which they first began to work, on or after the day they registered."""
        return min((begun for begun, _end in self.spells if begun >= self.registered_on), default=None)

    def has_reached(self, step: str) -> bool:
        """Tell whether a step was taken on or after the day they registered."""
        return any(day >= self.registered_on for day in self.steps.get(step, ()))

    def works_on(self, day: date) -> bool:
        """Tell whether they work that day, wherever: who changed the employer works on."""
        return any(begun <= day and (end is None or end >= day) for begun, end in self.spells)


@dataclass(frozen=True)
class Chain:
    """Out of ``registered`` people: how many reached each step and were hired; by months, how many still work and for
    how many the day has not come; by work year, how many are credited."""

    registered: int
    steps: Mapping[str, int]
    hired: int
    working: Mapping[int, int]
    not_yet: Mapping[int, int]
    credited: Mapping[int, int]


def months_later(day: date, months: int) -> date:
    """Return the day so many months later; of the 31st the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def count_chain(journeys: Iterable[Journey], today: date) -> Chain:
    """Count how far people have come by ``today``.

    Somebody is asked after *n* months whether they work on that very day, with whatever employer; a day that is still
    to come counts neither way (``not_yet``). A step counts from the day of the registration on: what somebody did
    before it is another fair's success.
    """
    everybody: Sequence[Journey] = list(journeys)
    hired = [(one, begun) for one in everybody if (begun := one.hired_on) is not None and begun <= today]
    working, not_yet = dict.fromkeys(MONTHS, 0), dict.fromkeys(MONTHS, 0)
    for one, begun in hired:
        for months in MONTHS:
            day = months_later(begun, months)
            not_yet[months] += day > today
            working[months] += day <= today and one.works_on(day)
    years = Counter(year for one in everybody for year in one.credited if year >= one.registered_on.year)
    return Chain(
        registered=len(everybody),
        steps={step: sum(one.has_reached(step) for one in everybody) for step in STEPS},
        hired=len(hired),
        working=working,
        not_yet=not_yet,
        credited=dict(sorted(years.items())),
    )
