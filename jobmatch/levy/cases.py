"""Reads a file of levy cases strictly: closed keys, exact numbers, every fault a sentence with the case and the key.

JSON is read as YAML, of which it is a part. Numbers keep the digits they were written with: 0.015 is 0.015, never a
binary fraction near it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

import yaml

from jobmatch.levy.rules.credit import MONTHS_OF_A_YEAR, Card, CreditedPerson
from jobmatch.levy.rules.facts import EmployerType, LevyFacts
from jobmatch.wording import SentenceError

MOST_CASES = 10_000
LONGEST_NUMBER = 40
GRADES = {"grade": (Card.DISABILITY, 4), "soldier_grade": (Card.MILITARY, 10)}


class CaseError(SentenceError):
    """What is wrong with a file or a case."""


@dataclass(frozen=True)
class Case:
    """One case of a file: its id as written, and its facts or what is wrong with them."""

    id: Any
    facts: LevyFacts | CaseError


class _ExactLoader(yaml.SafeLoader):
    """YAML whose numbers with a point stay text, for a float would lose what was written."""

    def construct_as_written(self, node: yaml.ScalarNode) -> str:
        """Return a number with the digits that stand in the file."""
        return str(self.construct_scalar(node))


_ExactLoader.add_constructor("tag:yaml.org,2002:float", _ExactLoader.construct_as_written)


def read_cases(text: str) -> list[Case]:
    """Return the cases of a file in its order. Raises ``CaseError`` where the file as a whole cannot be read."""
    try:
        raw = yaml.load(text, Loader=_ExactLoader)  # noqa: S506  # a safe loader of our own
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise CaseError("levy.file_no_yaml", line=mark.line + 1 if mark else 1) from None
    except (ValueError, yaml.YAMLError, RecursionError):
        raise CaseError("levy.file_no_yaml", line=1) from None
    if not isinstance(raw, list) or not raw:
        raise CaseError("levy.file_no_list")
    if len(raw) > MOST_CASES:
        raise CaseError("levy.file_too_many", most=MOST_CASES)
    return [_case(number, entry) for number, entry in enumerate(raw, start=1)]


def _case(number: int, entry: Any) -> Case:
    if not isinstance(entry, dict):
        return Case(number, CaseError("levy.case_no_mapping"))
    case_id = entry.get("id", number)
    try:
        return Case(case_id, _facts(entry))
    except CaseError as error:
        return Case(case_id, error)


def _facts(entry: Mapping[Any, Any]) -> LevyFacts:
    for key in entry:
        if key != "id" and key not in _READERS:
            raise CaseError("levy.key_unknown", name=str(key)[:LONGEST_NUMBER])
    if entry.get("levy_date") is None:
        raise CaseError("levy.key_missing", name="levy_date")
    read = {key: _READERS[key](key, value) for key, value in entry.items() if key != "id" and value is not None}
    return LevyFacts(**read)


def _day(key: str, raw: Any) -> date:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    try:
        return datetime.strptime(str(raw), "%Y-%m-%d").date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        raise CaseError("levy.no_day", name=key) from None


def _amount(key: str, raw: Any) -> Fraction:
    """Return a number of at least nought, exact as written."""
    try:
        number = Decimal(str(raw).strip()) if isinstance(raw, int | str) and not isinstance(raw, bool) else None
    except InvalidOperation:
        number = None
    too_long = len(str(raw)) > LONGEST_NUMBER
    if number is None or not number.is_finite() or too_long or abs(number.adjusted()) > LONGEST_NUMBER:
        raise CaseError("levy.no_number", name=key)
    if number < 0:
        raise CaseError("levy.negative", name=key)
    return Fraction(number)


def _ratio(key: str, raw: Any) -> Fraction:
    ratio = _amount(key, raw)
    if ratio > 1:
        raise CaseError("levy.no_ratio", name=key)
    return ratio


def _months_of_heads(key: str, raw: Any) -> tuple[Fraction, ...]:
    if not isinstance(raw, list) or len(raw) != MONTHS_OF_A_YEAR:
        raise CaseError("levy.no_twelve_numbers", name=key)
    return tuple(_amount(key, one) for one in raw)


def _employer_type(key: str, raw: Any) -> EmployerType:
    if raw not in list(EmployerType):
        raise CaseError("levy.word_unknown", name=key, allowed=tuple(EmployerType))
    return EmployerType(raw)


def _persons(key: str, raw: Any) -> tuple[CreditedPerson, ...]:
    if not isinstance(raw, list):
        raise CaseError("levy.no_persons", name=key)
    return tuple(_person(f"{key}[{number}]", one) for number, one in enumerate(raw))


def _person(where: str, raw: Any) -> CreditedPerson:
    named = [name for name in GRADES if isinstance(raw, dict) and name in raw]
    if len(named) != 1 or not isinstance(raw, dict) or set(raw) != {named[0], "months"}:
        raise CaseError("levy.no_person", name=where)
    card, last = GRADES[named[0]]
    months = raw["months"]
    grade = _whole(f"{where}.{named[0]}", raw[named[0]], last)
    if not isinstance(months, list):
        raise CaseError("levy.no_months", name=f"{where}.months")
    counted = [_whole(f"{where}.months", month, MONTHS_OF_A_YEAR) for month in months]
    if len(set(counted)) != len(counted):
        raise CaseError("levy.month_twice", name=f"{where}.months")
    return CreditedPerson(card, grade, frozenset(counted))


def _whole(key: str, raw: Any, most: int) -> int:
    if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) <= 2:
        raw = int(raw)
    if not isinstance(raw, int) or isinstance(raw, bool) or not 1 <= raw <= most:
        raise CaseError("levy.no_whole", name=key, most=most)
    return raw


_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    "levy_date": _day,
    "headcount": _amount,
    "headcount_months": _months_of_heads,
    "avg_wage": _amount,
    "payroll": _amount,
    "credited": _amount,
    "persons": _persons,
    "social_avg": _amount,
    "ratio": _ratio,
    "employer_type": _employer_type,
    "registered": _day,
}
