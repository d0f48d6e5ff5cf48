"""Whether two rows may be one person. Plain values in, reasons out; what is done about it is for a human to say.

Numbers come as opaque marks (blind indexes) that can be equal or not, so that nothing has to be opened to compare.
*Decision:* no set of reasons ever overwrites anything by itself, and where several rows answer, none of them is it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jobmatch.people.name_rules import fold, initials_of, pinyin_of


class Reason(StrEnum):
    """What speaks for one person, or against; the strongest first."""

    SAME_CITIZEN_NUMBER = "same_citizen_number"
    SAME_CERTIFICATE = "same_certificate"
    SAME_NAME_AND_BIRTH = "same_name_and_birth"
    VARIANT_NAME_AND_BIRTH = "variant_name_and_birth"
    SAME_NAME_AND_PHONE = "same_name_and_phone"
    SAME_SOUND_AND_BIRTH = "same_sound_and_birth"
    VARIANT_NAME_AND_PHONE = "variant_name_and_phone"
    SAME_PHONE = "same_phone"
    SAME_NAME = "same_name"
    VARIANT_NAME = "variant_name"
    SAME_SOUND = "same_sound"
    OTHER_CITIZEN_NUMBER = "other_citizen_number"
    OTHER_BIRTH = "other_birth"


class Strength(StrEnum):
    """How sure it is that two rows are one person."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    NONE = "none"


_WEIGHTS: Mapping[Reason, int] = {
    Reason.SAME_CITIZEN_NUMBER: 100,
    Reason.SAME_CERTIFICATE: 95,
    Reason.SAME_NAME_AND_BIRTH: 75,
    Reason.VARIANT_NAME_AND_BIRTH: 70,
    Reason.SAME_NAME_AND_PHONE: 65,
    Reason.SAME_SOUND_AND_BIRTH: 55,
    Reason.VARIANT_NAME_AND_PHONE: 60,
    Reason.SAME_PHONE: 25,
    Reason.SAME_NAME: 20,
    Reason.VARIANT_NAME: 18,
    Reason.SAME_SOUND: 10,
    Reason.OTHER_CITIZEN_NUMBER: -60,
    Reason.OTHER_BIRTH: -30,
}
_PROVES = {Reason.SAME_CITIZEN_NUMBER, Reason.SAME_CERTIFICATE}
_SPEAKS_AGAINST = {Reason.OTHER_CITIZEN_NUMBER, Reason.OTHER_BIRTH}
PROBABLE_FROM = 50


class Identity(NamedTuple):
    """What is known of a row. The marks of numbers are equal where the numbers are; empty = not known."""

    name: str
    born_on: date | None = None
    citizen: frozenset[str] = frozenset()
    certificates: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


class Likeness(NamedTuple):
    """How alike two rows are: why, and how sure that makes it."""

    strength: Strength
    score: int
    reasons: tuple[Reason, ...]


def compare(one: Identity, other: Identity) -> Likeness:
    """Return how alike two rows are; it does not matter which comes first."""
    reasons = tuple(sorted(_reasons(one, other), key=list(Reason).index))
    score = sum(_WEIGHTS[reason] for reason in reasons)
    return Likeness(_strength(reasons, score), score, reasons)


def _strength(reasons: Sequence[Reason], score: int) -> Strength:
    speaking = [one for one in reasons if one not in _SPEAKS_AGAINST]
    if not speaking:
        return Strength.NONE
    if _PROVES & set(reasons):
        # A number that agrees beside another that does not is for somebody to look at.
        return Strength.PROBABLE if Reason.OTHER_CITIZEN_NUMBER in reasons else Strength.CERTAIN
    if score >= PROBABLE_FROM:
        return Strength.PROBABLE
    return Strength.POSSIBLE


def _reasons(one: Identity, other: Identity) -> set[Reason]:
    found = _by_number(one, other)
    sounds, same_birth = (
        _likeness_of_names(one.name, other.name),
        one.born_on is not None and one.born_on == other.born_on,
    )
    same_phone = bool(one.phones & other.phones)
    with_birth, with_phone, alone = _BY_NAME[sounds]
    if same_birth and with_birth:
        found.add(with_birth)
    elif same_phone and with_phone:
        found.add(with_phone)
    elif alone:
        found.add(alone)
    if same_phone and not (with_phone and with_phone in found):
        found.add(Reason.SAME_PHONE)
    if one.born_on and other.born_on and not same_birth:
        found.add(Reason.OTHER_BIRTH)
    return found


def _by_number(one: Identity, other: Identity) -> set[Reason]:
    found = set()
    if one.citizen & other.citizen:
        found.add(Reason.SAME_CITIZEN_NUMBER)
    elif one.citizen and other.citizen:
        found.add(Reason.OTHER_CITIZEN_NUMBER)
    if one.certificates & other.certificates:
        found.add(Reason.SAME_CERTIFICATE)
    return found


_BY_NAME: Mapping[str, tuple[Reason | None, Reason | None, Reason | None]] = {
    "same": (Reason.SAME_NAME_AND_BIRTH, Reason.SAME_NAME_AND_PHONE, Reason.SAME_NAME),
    "variant": (Reason.VARIANT_NAME_AND_BIRTH, Reason.VARIANT_NAME_AND_PHONE, Reason.VARIANT_NAME),
    "sound": (Reason.SAME_SOUND_AND_BIRTH, None, Reason.SAME_SOUND),
    "": (None, None, None),
}
"""By how the names are alike: the reason with the birth day, with the telephone, and alone."""


def _likeness_of_names(one: str, other: str) -> str:
    if not fold(one) or not fold(other):
        return ""
    if one == other:
        return "same"
    if fold(one) == fold(other):
        return "variant"
    sounds = pinyin_of(one), pinyin_of(other)
    alike = sounds[0] == sounds[1] and len(fold(one)) == len(fold(other)) and bool(initials_of(one))
    return "sound" if alike else ""


class Candidate(NamedTuple):
    """A row that may be the person, by its key."""

    key: str
    likeness: Likeness


def rank(entered: Identity, known: Iterable[tuple[str, Identity]]) -> list[Candidate]:
    """Return the rows that may be whom somebody enters, the likeliest first; of equal ones in the order of keys."""
    found = [Candidate(key, compare(entered, identity)) for key, identity in known]
    alike = [one for one in found if one.likeness.strength is not Strength.NONE]
    return sorted(alike, key=lambda one: (-one.likeness.score, one.key))


def only_certain(candidates: Sequence[Candidate]) -> str | None:
    """Return the key of the one row that is certainly the person; None where none is, or more than one may claim it.

    For programs that take over lists: whatever is not one and certain waits for a human.
    """
    certain = [one for one in candidates if one.likeness.strength is Strength.CERTAIN]
    return certain[0].key if len(certain) == 1 else None
