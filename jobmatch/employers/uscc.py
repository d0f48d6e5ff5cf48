"""Unified social credit codes: typed text in, a code that obeys GB 32100-2015 out."""

from dataclasses import dataclass
from typing import Self

from stdnum.cn import uscc

from jobmatch.people.typed import TYPED_LIMIT, NumberError, plain_characters

USCC_LENGTH = 18
HEAD = 6
"""Characters that a mask leaves open at the start: authority, type and part of the place, none of them personal."""

_ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
_UNUSED_LETTERS = frozenset("IOSVZ")
_DIGITS = frozenset("0123456789")
_DIVISION_PLACES = range(3, 9)

_EMPLOYER_TYPES = {
    "11": "government",
    "12": "public_institution",
    "51": "social_organisation",
    "52": "private_non_enterprise",
    "53": "social_organisation",
}


@dataclass(frozen=True, repr=False)
class Uscc:
    """An eighteen-character unified social credit code (统一社会信用代码) with its check character.

    *Decision:* the organisation code inside (characters 9 to 17) has a check of its own, which older codes fail; it is
    not judged.
    """

    value: str

    def __post_init__(self) -> None:
        if len(self.value) != USCC_LENGTH:
            raise NumberError("uscc_length", length=len(self.value))
        for place, character in enumerate(self.value, start=1):
            _require_character(character, place)
        if uscc.calc_check_digit(self.value) != self.value[-1]:
            raise NumberError("uscc_check")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code as typed. Raises NumberError."""
        if len(text) > TYPED_LIMIT:
            raise NumberError("uscc_too_long")
        plain = plain_characters(text)
        if not plain:
            raise NumberError("uscc_empty")
        return cls(plain)

    @property
    def employer_type(self) -> str | None:
        """What the registering authority suggests the employer is; None where it says nothing.

        *Decision:* a hint to be confirmed, never a finding: the exemption for small employers hangs on it.
        """
        if self.value[0] == "9":
            return "enterprise"
        return _EMPLOYER_TYPES.get(self.value[:2])

    @property
    def masked(self) -> str:
        return self.value[:HEAD] + "*" * (USCC_LENGTH - HEAD)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.masked})"

    def __str__(self) -> str:
        return self.masked


def _require_character(character: str, place: int) -> None:
    """Authority and type may be letters (N for village collectives), the division only digits (GB 32100-2015)."""
    if character in _UNUSED_LETTERS:
        raise NumberError("uscc_unused_letter", place=place)
    if character not in _ALPHABET:
        raise NumberError("uscc_character", place=place)
    if place in _DIVISION_PLACES and character not in _DIGITS:
        raise NumberError("uscc_division", place=place)
