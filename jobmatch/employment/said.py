"""Reasons of a judged month as they are kept (keys with values, JSON), and as they are said."""

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from jobmatch.wording import sentence

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def as_plain(value: object) -> Any:
    """Return a value as JSON knows it: a day as ISO text, a choice as its word."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def say_reason(kept: Mapping[str, Any], locale: str) -> str:
    """Return the sentence of a kept reason, in the words of ``locale``."""
    values = {name: _read(value) for name, value in kept["values"].items()}
    return sentence(f"month.{kept['key']}", values, locale)


def _read(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value
