"""Citizen and certificate numbers: typed text in, a number that obeys its standard out.

Regions are not judged: the first six digits say where a number was first issued, and lists of them are never
complete. Neither object shows its number unless asked for `.value`, so that no log line holds one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

from stdnum.iso7064 import mod_11_2

from jobmatch.people.disclosure import ending
from jobmatch.people.kinds import DisabilityKind
from jobmatch.people.typed import TYPED_LIMIT, NumberError, plain_characters

CITIZEN_LENGTH = 18
OLD_CITIZEN_LENGTH = 15
CERTIFICATE_LENGTH = 20
REISSUED_LENGTH = 22
OLDEST_YEARS = 130

_DIGITS = frozenset("0123456789")
_LOOKS_LIKE_X = str.maketrans("×Ⅹ", "XX")
_CENTENARIAN_SEQUENCES = frozenset({"996", "997", "998", "999"})


@dataclass(frozen=True, repr=False)
class CitizenNumber:
    """An eighteen-character citizen number (公民身份号码, GB 11643-1999): a real birth date and the check it needs."""

    value: str

    def __post_init__(self) -> None:
        _require_characters(self.value)
        _birth_on(self.value)
        if not mod_11_2.is_valid(self.value):
            raise NumberError("citizen_number_check")

    @classmethod
    def parse(cls, text: str, *, today: date | None = None) -> Self:
        """Read a number as typed; with `today` the birth date must also be possible.

        Raises NumberError. *Decision:* a fifteen-digit number of before 1999 is accepted and stored as the eighteen
        characters it became by GB 11643-1999 (century put in, check character added); it has no check of its own.
        """
        if len(text) > TYPED_LIMIT:
            raise NumberError("citizen_number_too_long")
        plain = plain_characters(text).translate(_LOOKS_LIKE_X)
        if not plain:
            raise NumberError("citizen_number_empty")
        number = cls(_upgraded(plain) if len(plain) == OLD_CITIZEN_LENGTH else plain)
        if today is not None:
            number.require_possible_birth(today)
        return number

    def require_possible_birth(self, today: date) -> None:
        """Raise NumberError where the birth date lies after `today` or more than 130 years before it."""
        if self.birth_on > today:
            raise NumberError("citizen_number_future")
        if today.year - self.birth_on.year > OLDEST_YEARS:
            raise NumberError("citizen_number_too_old")

    @property
    def birth_on(self) -> date:
        return _birth_on(self.value)

    @property
    def is_male(self) -> bool:
        """The seventeenth digit is odd (GB 11643-1999)."""
        return int(self.value[16]) % 2 == 1

    @property
    def masked(self) -> str:
        """The last four characters behind stars."""
        return "*" * 14 + ending(self.value)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.masked})"

    def __str__(self) -> str:
        return self.masked


@dataclass(frozen=True, repr=False)
class CertificateNumber:
    """A disability certificate's number: citizen number, kind 1 to 7, grade 1 to 4, perhaps `B1` … after a reissue."""

    value: str

    def __post_init__(self) -> None:
        length = len(self.value)
        if length not in (CERTIFICATE_LENGTH, REISSUED_LENGTH):
            raise NumberError("certificate_number_length", length=length)
        _require_citizen_part(self.value[:CITIZEN_LENGTH])
        if self.value[18] not in "1234567":
            raise NumberError("certificate_number_kind")
        if self.value[19] not in "1234":
            raise NumberError("certificate_number_grade")
        if length == REISSUED_LENGTH and (self.value[20] != "B" or self.value[21] not in _DIGITS):
            raise NumberError("certificate_number_suffix")

    @classmethod
    def parse(cls, text: str, *, today: date | None = None) -> Self:
        """Read a number as typed; with `today` the birth date must also be possible. Raises NumberError.

        *Decision:* the reissue suffix is accepted and never required: it is seen in practice but in no standard.
        """
        if len(text) > TYPED_LIMIT:
            raise NumberError("certificate_number_too_long")
        plain = plain_characters(text).translate(_LOOKS_LIKE_X)
        if not plain:
            raise NumberError("certificate_number_empty")
        number = cls(plain)
        if today is not None:
            number.citizen_number.require_possible_birth(today)
        return number

    @property
    def citizen_number(self) -> CitizenNumber:
        return CitizenNumber(self.value[:CITIZEN_LENGTH])

    @property
    def kind(self) -> DisabilityKind:
        return DisabilityKind(int(self.value[18]))

    @property
    def grade(self) -> int:
        """1 is the heaviest, 4 the lightest."""
        return int(self.value[19])

    @property
    def masked(self) -> str:
        """The last four characters of the citizen number; kind, grade and reissue stay stars of fixed number."""
        return f"{self.citizen_number.masked}**"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.masked})"

    def __str__(self) -> str:
        return self.masked


def _require_characters(value: str) -> None:
    if len(value) != CITIZEN_LENGTH:
        raise NumberError("citizen_number_length", length=len(value))
    for place, character in enumerate(value[:17], start=1):
        if character not in _DIGITS:
            raise NumberError("citizen_number_character", place=place)
    if value[17] not in _DIGITS and value[17] != "X":
        raise NumberError("citizen_number_last")


def _birth_on(value: str) -> date:
    try:
        return date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        raise NumberError("citizen_number_date") from None


def _upgraded(old: str) -> str:
    for place, character in enumerate(old, start=1):
        if character not in _DIGITS:
            raise NumberError("citizen_number_character", place=place)
    century = "18" if old[12:] in _CENTENARIAN_SEQUENCES else "19"
    payload = f"{old[:6]}{century}{old[6:]}"
    return payload + mod_11_2.calc_check_digit(payload)


def _require_citizen_part(part: str) -> None:
    try:
        CitizenNumber(part)
    except NumberError:
        raise NumberError("certificate_number_citizen") from None
