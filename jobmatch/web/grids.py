"""Shapes rows for the components that need more than a loop; decides nothing about what they mean."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

Cell = Mapping[str, Any]


def year_rows(months: Iterable[Cell]) -> list[tuple[str, list[tuple[int, Cell | None]]]]:
    """Months (`{month: 'YYYY-MM', …}`, in any order) as one row a year of twelve numbered cells, None where unknown."""
    ordered = sorted(months, key=lambda cell: str(cell["month"]))
    rows = []
    for year, cells in groupby(ordered, key=lambda cell: str(cell["month"])[:4]):
        known = {int(str(cell["month"])[5:7]): cell for cell in cells}
        rows.append((year, [(number, known.get(number)) for number in range(1, 13)]))
    return rows
