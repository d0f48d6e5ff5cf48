"""The seed and the day from which everything invented follows: keys, chance, instants."""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from jobmatch.clock import BEIJING
from jobmatch.demo.scale import DISTRICT, Scale
from jobmatch.law import book
from jobmatch.matching.facts import Day

Row = dict[str, Any]
Rows = dict[str, list[Row]]

DISTRICT_CODE = "330213"
_NAMESPACE = uuid.UUID("5b0f2c1e-8f57-5c8e-9a65-0d3c4f5a7e10")


@dataclass(frozen=True)
class World:
    """One invented district in the making. Rows are collected by table name; sealed columns hold plain text here."""

    seed: int
    as_of: date
    scale: Scale = DISTRICT
    rows: Rows = field(default_factory=lambda: defaultdict(list))

    def key(self, *name: object) -> str:
        """Return the key of whatever ``name`` names: always the same for the same seed."""
        return str(uuid.uuid5(_NAMESPACE, "/".join(map(str, (self.seed, *name)))))

    def chance(self, *name: object) -> Random:
        """Return a source of chance of its own for ``name``, so that a change in one place moves nothing elsewhere."""
        return Random("/".join(map(str, (self.seed, *name))))

    def day(self, offset: int) -> date:
        """Return the day ``offset`` days after the as-of day (before it, when negative)."""
        return self.as_of + timedelta(days=offset)

    @property
    def judged_on(self) -> Day:
        """Return the as-of day as the law of the invented district sees it."""
        return Day.under(book(DISTRICT_CODE), self.as_of)

    @property
    def district_id(self) -> str:
        """Return the district's key."""
        return self.key("district")

    def add(self, table: str, row: Row) -> Row:
        """Keep a row of ``table`` and return it."""
        self.rows[table].append(row)
        return row


def office_hour(day: date, chance: Random) -> datetime:
    """Return an instant (UTC) between nine and five Beijing time on ``day``."""
    local = datetime.combine(day, time(9), BEIJING) + timedelta(minutes=chance.randrange(8 * 60))
    return local.astimezone(UTC)
