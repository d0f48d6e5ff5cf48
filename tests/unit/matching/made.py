"""Facts out of what a case file says, in the words of a dataset (wages in 元), plus what the product knows."""

from datetime import date
from pathlib import Path

import yaml

from jobmatch.matching.facts import Day, PastJob, PositionFacts, SeekerFacts

CASES = Path(__file__).parents[2] / "cases" / "matching"
ON = date(2026, 11, 23)
DAY = Day(ON, 16)

_YUAN = {"wage_floor": "wage_floor_fen", "wage_min": "wage_min_fen", "wage_max": "wage_max_fen"}
_SETS = {"needs", "refusals", "licences", "offers"}
_DAYS = {"born_on": "born_on", "closes_on": "closes_on", "posted": "posted_on"}


def cases(name):
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def seeker_of(case, key="s"):
    facts = _facts(case)
    if "history" in facts:
        facts["history"] = tuple(PastJob(**job) for job in facts["history"])
    for name in ("wanted", "wanted_codes"):
        if name in facts:
            facts[name] = tuple(facts[name])
    return SeekerFacts(id=key, **facts)


def position_of(case, key="p"):
    return PositionFacts(id=key, **_facts(case))


def _facts(case):
    facts = {}
    for name, value in (case or {}).items():
        if name in _YUAN:
            facts[_YUAN[name]] = round(value * 100)
        elif name in _DAYS:
            facts[_DAYS[name]] = date.fromisoformat(str(value))
        else:
            facts[name] = frozenset(value) if name in _SETS else value
    return facts
