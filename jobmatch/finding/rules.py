"""What somebody may be looking for, told from what they typed. Plain values in, a reading out.

Nothing is asked beforehand: four digits may be the end of a citizen number, Latin letters how a name is read.
"""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from jobmatch.people.name_rules import fold
from jobmatch.people.numbers import CertificateNumber, CitizenNumber
from jobmatch.people.phones import parse_phone
from jobmatch.people.typed import TYPED_LIMIT, NumberError, plain_characters

Number = TypeVar("Number", CitizenNumber, CertificateNumber)

WORDS_MOST = 80
SHORTEST_PHONE = 7
_ENDING = re.compile(r"\d{3}[\dX]")
_PSEUDONYM = re.compile(r"[A-Z]-?\d{4}")


class Asked(NamedTuple):
    """The ways in which words may be meant; empty or None where they cannot be meant so.

    ``name`` is folded; ``letters`` are lower case and may be initials or a reading; ``ending`` are the last four
    characters of a citizen number.
    """

    words: str
    name: str = ""
    letters: str = ""
    ending: str = ""
    phone: str = ""
    citizen_number: CitizenNumber | None = None
    certificate_number: CertificateNumber | None = None
    pseudonym: str = ""

    @property
    def is_number(self) -> bool:
        """Tell whether the words are looked for among people by an index of numbers, not by name."""
        return bool(self.ending or self.phone or self.is_private)

    @property
    def is_private(self) -> bool:
        """Tell whether the words are a number of a person, which is looked for nowhere else."""
        return bool(self.citizen_number or self.certificate_number)


def read(typed: str) -> Asked:
    """Return what typed words (at most 80 characters are looked at) may mean."""
    words = typed.strip()[:WORDS_MOST]
    plain = plain_characters(words) if len(words) <= TYPED_LIMIT else ""
    letters = plain.replace("'", "") if plain.isascii() and plain.replace("'", "").isalpha() else ""
    return Asked(
        words=words,
        name=fold(words),
        letters=letters.lower(),
        ending=plain if _ENDING.fullmatch(plain) else "",
        phone=_phone(plain),
        citizen_number=_parsed(CitizenNumber.parse, plain),
        certificate_number=_parsed(CertificateNumber.parse, plain),
        pseudonym=f"{plain[0]}-{plain[-4:]}" if _PSEUDONYM.fullmatch(words.upper()) else "",
    )


def _phone(plain: str) -> str:
    digits = plain.removeprefix("+")
    if not (digits.isascii() and digits.isdecimal() and len(digits) >= SHORTEST_PHONE):
        return ""
    try:
        return parse_phone(plain)
    except NumberError:
        return ""


def _parsed(parse: Callable[[str], Number], plain: str) -> Number | None:
    try:
        return parse(plain)
    except NumberError:
        return None
