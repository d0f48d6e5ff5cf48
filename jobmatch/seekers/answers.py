"""What somebody answered at an entrance, as plain values: read strictly, whether it came from a form or a program.

No identity is decided here: the numbers are as typed and checked, whose they are is staff's to say.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Self

from jobmatch.people.lines import one_line, without_unseen
from jobmatch.people.numbers import CertificateNumber, CitizenNumber
from jobmatch.people.phones import parse_phone
from jobmatch.people.typed import NumberError
from jobmatch.wording import SentenceError
from jobmatch.wording.vocabulary import ACCOMMODATIONS, EDUCATION, FUNCTIONS, REFUSALS, check_words

NAME_MOST = 80
TEXT_MOST = 500
WISHES_MOST = 5
FUNCTION_STATES = ("can", "cannot", "unknown")


class AnswersError(SentenceError):
    """An answer cannot be taken as it is; ``field`` says which."""

    def __init__(self, field: str, key: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(key, **{"field": field, **(values or {})})
        self.field = field


@dataclass(frozen=True, repr=False)
class Answers:
    """One person's answers. Wages are 分 a month, distance kilometres, hours a week; None = not answered.

    ``town`` and ``village`` are keys; a village lies in the town. ``person``: whom an officer says that it is, by key;
    who it is, the desk says.
    """

    name: str
    citizen_number: str | None = None
    certificate_number: str | None = None
    phone: str | None = None
    town: str | None = None
    wanted: tuple[str, ...] = ()
    text: str = ""
    functions: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    shown_needs: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    wage_floor_fen: int | None = None
    hours_week: int | None = None
    distance_km: int | None = None
    education: str | None = None
    consents: tuple[str, ...] = ()
    consent_version: str = ""
    consent_form: str = "full"
    capacity: str = "self"
    village: str | None = None
    person: str | None = None

    @property
    def identity(self) -> CitizenNumber | None:
        """Return the citizen number given, by itself or inside the certificate number, or None."""
        if self.citizen_number:
            return CitizenNumber(self.citizen_number)
        return CertificateNumber(self.certificate_number).citizen_number if self.certificate_number else None

    def as_json(self) -> dict[str, Any]:
        """Return the answers as plain JSON values."""
        # What nobody named is left out of what was asked for later: what was kept before that stays the same.
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        values = {name: value for name, value in values.items() if name not in ("village", "person") or value}
        plain = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
        return {**plain, "functions": dict(self.functions)}

    @classmethod
    def read(cls, given: Mapping[str, Any], today: date) -> Self:
        """Read answers from JSON values. Raises ``AnswersError`` naming the field; an unknown field is refused too."""
        known = {one.name for one in fields(cls)}
        for name in given:
            if name not in known:
                raise AnswersError(str(name)[:40], "answers.unknown_field")
        values = {name: _READERS.get(name, _text)(name, value) for name, value in given.items() if value is not None}
        answers = cls(**{"name": "", **values})
        answers._check(today)
        return answers

    @classmethod
    def from_kept(cls, kept: Mapping[str, Any]) -> Self:
        """Return answers that were checked when they came in."""
        values: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in kept.items()}
        return cls(**values)

    def _check(self, today: date) -> None:
        if not self.name or len(self.name) > NAME_MOST:
            raise AnswersError("name", "answers.name", {"most": NAME_MOST})
        for name, parse in (("citizen_number", CitizenNumber.parse), ("certificate_number", CertificateNumber.parse)):
            typed = getattr(self, name)
            if typed:
                object.__setattr__(self, name, self._number(name, parse, typed, today))
        citizen, certificate = self.citizen_number, self.certificate_number
        if citizen and certificate and certificate[:18] != citizen:
            raise AnswersError("certificate_number", "answers.numbers_differ")
        if self.phone:
            object.__setattr__(self, "phone", self._phone(self.phone))
        if "store" not in self.consents:
            raise AnswersError("consents", "answers.no_consent_to_store")
        if not set(self.shown_needs) <= set(self.needs):
            raise AnswersError("shown_needs", "answers.shown_but_not_needed")

    @staticmethod
    def _phone(typed: str) -> str:
        try:
            return parse_phone(typed)
        except NumberError as error:
            raise AnswersError("phone", error.reason) from error

    @staticmethod
    def _number(name: str, parse: Any, typed: str, today: date) -> str:
        try:
            return str(parse(typed, today=today).value)
        except NumberError as error:
            raise AnswersError(name, error.reason, error.values) from error


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise AnswersError(name, "answers.not_text")
    if len(value) > TEXT_MOST:
        raise AnswersError(name, "answers.too_long", {"most": TEXT_MOST})
    return without_unseen(value).strip()


def _line(name: str, value: object) -> str:
    return one_line(_text(name, value))


def _texts(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise AnswersError(name, "answers.not_a_list")
    if len(value) > 60:
        raise AnswersError(name, "answers.too_many", {"most": 60})
    return tuple(dict.fromkeys(text for item in value if (text := _line(name, item))))


def _words(allowed: tuple[str, ...]) -> Any:
    def read(name: str, value: object) -> tuple[str, ...]:
        words = _texts(name, value)
        check_words(words, allowed, name)
        return words

    return read


def _functions(name: str, value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise AnswersError(name, "answers.not_an_object")
    check_words([str(word) for word in value], FUNCTIONS, name)
    check_words([str(state) for state in value.values()], FUNCTION_STATES, name)
    return {str(word): str(state) for word, state in value.items() if state != "unknown"}


def _number_between(low: int, high: int) -> Any:
    def read(name: str, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise AnswersError(name, "answers.not_between", {"low": low, "high": high})
        return value

    return read


def _wishes(name: str, value: object) -> tuple[str, ...]:
    wishes = _texts(name, value)
    if len(wishes) > WISHES_MOST:
        raise AnswersError(name, "answers.too_many", {"most": WISHES_MOST})
    return wishes


def _one_of(*allowed: str) -> Any:
    def read(name: str, value: object) -> str:
        check_words([str(value)], allowed, name)
        return str(value)

    return read


_READERS = {
    "name": _line,
    "wanted": _wishes,
    "functions": _functions,
    "needs": _words(ACCOMMODATIONS),
    "shown_needs": _words(ACCOMMODATIONS),
    "refusals": _words(REFUSALS),
    "consents": _words(("store", "recommend")),
    "wage_floor_fen": _number_between(1, 10_000_000),
    "hours_week": _number_between(1, 80),
    "distance_km": _number_between(1, 200),
    "education": _one_of(*EDUCATION),
    "consent_form": _one_of("full", "easy_read", "spoken"),
    "capacity": _one_of("self", "guardian"),
}


def identity_in(kept: str) -> str | None:
    """Return the citizen number in answers as they are kept (JSON), or None."""
    number = Answers.from_kept(json.loads(kept)).identity
    return number.value if number else None
