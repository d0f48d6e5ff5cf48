"""The scorecard of a period: each indicator's figure with its unit and where it comes from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobmatch.reports.indicators import INDICATORS, Indicator
from jobmatch.wording import sentence


@dataclass(frozen=True)
class Figure:
    """One line of the scorecard. ``source`` says in words which rows were counted."""

    key: str
    name: str
    value: int | Decimal
    unit: str
    approximate: bool
    source: str


def scorecard(district_id: str, begin: date, end: date, locale: str) -> list[Figure]:
    """Return the figures of a district from ``begin`` to ``end``, both days included, in the words of ``locale``."""
    return [figure_of(one, one.worth(one.find_rows(district_id, begin, end)), locale) for one in INDICATORS.values()]


def figure_of(indicator: Indicator, value: int | Decimal, locale: str) -> Figure:
    """Return a figure in the words of ``locale``."""

    def say(key: str) -> str:
        return sentence(f"scorecard.{key}", {}, locale)

    return Figure(
        key=indicator.key,
        name=say(indicator.key),
        value=value,
        unit=say(f"unit.{indicator.unit}"),
        approximate=indicator.is_approximate,
        source=say(f"{indicator.key}.source"),
    )
