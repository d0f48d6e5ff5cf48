"""Two periods side by side, group by group: plain counts in, lines that may be shown out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jobmatch.reports.suppression import suppress

AGE_BANDS = (16, 25, 35, 45, 55, 60)
"""Where a band of ages ends and the next one begins: under 16, 16 to 24, …, 60 and over."""


@dataclass(frozen=True)
class Line:
    """A group in both periods; None stands for a count that may not be shown. ``group`` None: not known."""

    group: str | None
    now: int | None
    before: int | None

    @property
    def change(self) -> int | None:
        """Return by how many it grew, where both may be shown."""
        return None if self.now is None or self.before is None else self.now - self.before


def year_before(day: date) -> date:
    """Return the same day a year earlier; of 29 February the 28th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def age_band(born_on: date, on: date) -> str:
    """Return the band of somebody's age on a day, as the age at which it begins: 0, 16, 25 …"""
    age = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return str(max((bound for bound in AGE_BANDS if bound <= age), default=0))


def side_by_side(now: Mapping[str | None, int], before: Mapping[str | None, int], order: Sequence[str]) -> list[Line]:
    """Return the groups that there are in either period, in ``order``, who is in none of them last.

    Each period is kept by itself so that none of its cells under five is shown or can be worked out.
    """
    groups = [one for one in (*order, None) if now.get(one) or before.get(one)]
    shown = [suppress([counts.get(one, 0) for one in groups]) for counts in (now, before)]
    return [Line(one, *pair) for one, pair in zip(groups, zip(*shown, strict=True), strict=True)]
