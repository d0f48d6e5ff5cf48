"""Which invented holders might work at an institution: of the age and of a kind that it serves, not busy."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jobmatch.demo.world import Row, World
from jobmatch.people.kinds import DisabilityKind
from jobmatch.people.register_tables import ENTERING, LEAVING
from jobmatch.people.tables import PersonSource

_FIRST_AGE, LAST_AGE = 16, 60
_SERVED = {DisabilityKind.INTELLECTUAL, DisabilityKind.MENTAL}
_SEVERE = 2
_BUSY = (
    ("seekers", "id"),
    ("spells", "person_id"),
    ("month_claims", "person_id"),
    ("person_situations", "person_id"),
    ("merges", "gone_id"),
    ("merges", "kept_id"),
)


@dataclass(frozen=True)
class Placeable:
    """Somebody who held a certificate from ``first_on`` to ``last_on`` (None: to this day)."""

    key: str
    born_on: date
    first_on: date
    last_on: date | None

    def could_stay(self, on: date, until: date) -> bool:
        """Tell whether the person could begin on a day and stay until another: of age, and a holder all the time."""
        of_age = birthday(self.born_on, _FIRST_AGE) <= on and until < birthday(self.born_on, LAST_AGE)
        return of_age and self.first_on <= on and (self.last_on is None or until < self.last_on)


def birthday(born_on: date, age: int) -> date:
    """Return the day on which somebody reaches an age; born on 29 February, on the 28th."""
    return born_on.replace(year=born_on.year + age, day=born_on.day - ((born_on.month, born_on.day) == (2, 29)))


def list_placeable(world: World) -> list[Placeable]:
    """List them: intellectual and mental of every grade, severe physical (残联发〔2015〕27号); none who works."""
    busy = {row[column] for table, column in _BUSY for row in world.rows.get(table, ())}
    served = {row["person_id"] for row in world.rows["certificates"] if _is_served(row)}
    came, left = _came_and_left(world.rows["certificate_events"])
    return [
        Placeable(row["id"], row["born_on"], came[row["id"]], left.get(row["id"]))
        for row in _of_register(world)
        if row["id"] in served and row["id"] in came and row["id"] not in busy
    ]


def _of_register(world: World) -> Iterator[Row]:
    for row in world.rows["people"]:
        if row["source"] is PersonSource.REGISTER and row["merged_into_id"] is None:
            yield row


def _is_served(card: Row) -> bool:
    return card["kind"] in _SERVED or (card["kind"] == DisabilityKind.PHYSICAL and card["grade"] <= _SEVERE)


def _came_and_left(events: list[Row]) -> tuple[dict[str, date], dict[str, date]]:
    """Return when each came, and when those left who did not come back."""
    came: dict[str, date] = {}
    left: dict[str, date] = {}
    for row in sorted(events, key=lambda row: (row["on_day"], row["turn"], row["kind"] in ENTERING)):
        if row["kind"] in ENTERING:
            came[row["person_id"]] = row["on_day"]
            left.pop(row["person_id"], None)
        elif row["kind"] in LEAVING:
            left[row["person_id"]] = row["on_day"]
    return came, left
