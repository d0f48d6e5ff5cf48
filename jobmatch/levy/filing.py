"""Who collects what for the levy of a year: the district everything, or the federation persons and months only."""

import enum
from datetime import date

from jobmatch.law import InForce, LegalValue


class FilingMode(enum.StrEnum):
    """``LOCAL``: the district collects heads, payroll and persons and confirms them (as in 2018). ``NATIONAL``: since
    the national verification the federation confirms persons and months; heads and payroll belong to the tax office."""

    LOCAL = "local"
    NATIONAL = "national"

    @property
    def asks_for_payroll(self) -> bool:
        """Tell whether heads and payroll are part of what the federation confirms."""
        return self is FilingMode.LOCAL


def levy_day(work_year: int) -> date:
    """Return the first day of the year in which the months of ``work_year`` are filed: it picks the mode."""
    return date(work_year + 1, 1, 1)


def filing_mode(law: InForce, setting: str = "") -> tuple[FilingMode, LegalValue | None]:
    """Return the mode and the value it rests on; an operator's ``setting`` goes before the law (value None).

    Raises ``NoLegalValueError`` where neither says anything.
    """
    if setting:
        return FilingMode(setting), None
    value = law.get("filing_mode")
    return FilingMode(str(value.value)), value
