"""A finding about a roster: where in the file, how grave, which sentence. It never holds a number of anybody's."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jobmatch.wording import sentence
from jobmatch.wording.speaking import all_sentences


class Level(enum.StrEnum):
    """``error``: has to be mended. ``warning``: to be looked at. ``ok``: nothing to do, or how something was read."""

    ERROR = "error"
    WARNING = "warning"
    OK = "ok"


@dataclass(frozen=True)
class Finding:
    """One finding: ``row`` as the spreadsheet counts (0 = the file), ``column`` from 0 (-1 = the whole row).

    ``months`` (1 to 12) are those that it is about; empty = not of single months.
    """

    row: int
    column: int
    level: Level
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    months: tuple[int, ...] = ()

    def sentence(self, locale: str) -> str:
        """Return what is wrong and what to do, in the words of ``locale``."""
        known = all_sentences()
        key = next((one for one in (f"roster.{self.code}", f"month.{self.code}") if one in known), self.code)
        said = sentence(key, {**self.values, "months_said": self.months}, locale)
        if not self.months or "{months_said" in known[key]["zh"]:
            return said
        return sentence("roster.of_months", {"months_said": self.months, "said": said}, locale)
