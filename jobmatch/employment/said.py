"""What was stated of a month and the reasons of a judged one, as they are kept (JSON), and as they are said."""

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from jobmatch.employment.facts import ContractKind, Dispatch, MonthFacts
from jobmatch.wording import sentence

_DAYS = ("first_on", "last_on", "contract_from", "contract_until")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def as_plain(value: object) -> Any:
    """Return a value as JSON knows it: a day as ISO text, a choice as its word."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def stated_facts(facts: MonthFacts) -> dict[str, Any]:
    """Return what an employer stated, as JSON knows it; what the register knows stays in the register."""
    names = [name for name in facts.__dataclass_fields__ if name not in {"month", "born_on", "sex"}]
    return {name: as_plain(getattr(facts, name)) for name in names}


def read_facts(month: str, kept: Mapping[str, Any]) -> MonthFacts:
    """Return the facts of a month that ``stated_facts`` made plain."""
    days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in _DAYS}
    words = {"contract_kind": ContractKind(kept["contract_kind"]), "dispatch": Dispatch(kept["dispatch"])}
    return MonthFacts(**{**kept, **days, **words, "month": month})


def say_reason(kept: Mapping[str, Any], locale: str) -> str:
    """Return the sentence of a kept reason, in the words of ``locale``."""
    values = {name: _read(value) for name, value in kept["values"].items()}
    return sentence(f"month.{kept['key']}", values, locale)


def _read(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value
