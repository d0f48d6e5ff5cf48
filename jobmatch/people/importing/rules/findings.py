"""A finding: where in the file, how grave, which sentence. It never holds what somebody's cell said of them."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Level(enum.StrEnum):
    """``error``: the row is not taken. ``warning``: taken but for what the finding names. ``note``: to look at."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One finding: row as the spreadsheet counts (from 1), place of the column (from 0, -1 = the row), sentence key."""

    row: int
    column: int
    level: Level
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "row": self.row,
            "column": self.column,
            "level": self.level.value,
            "code": self.code,
            "values": dict(self.values),
        }
