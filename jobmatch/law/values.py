"""Legal values and how one is found: the most particular place that says something for the day."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from jobmatch.wording import SentenceError

NATION = "CN"

Value = int | Decimal | bool | str | None


class Confidence(enum.StrEnum):
    """How sure a value is: the marks T (V), S, K and H (R) of the collected rules, as words."""

    TEXT = "text"
    """The document's own wording was read."""

    SECONDARY = "secondary"
    """Read in one copy by somebody else only: used, and checked when the original is at hand."""

    UNCONFIRMED = "unconfirmed"
    """Commonly said, not confirmed: used until the federation has confirmed it, and always shown as such."""

    DECIDED = "decided"
    """Decided by the house or inferred from the above; the note says why."""


class Unit(enum.StrEnum):
    """What a value counts. Money is integer 分; ``ratio`` is an exact decimal, 0.015 for 1.5 %."""

    YEARS_OF_AGE = "years_of_age"
    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"
    TIMES = "times"
    PERSONS = "persons"
    GRADE = "grade"
    CHARACTERS = "characters"
    PIECES = "pieces"
    FEN_A_MONTH = "fen_a_month"
    FEN_AN_HOUR = "fen_an_hour"
    RATIO = "ratio"
    TIER = "tier"
    YES_NO = "yes_no"
    WORD = "word"


class NoLegalValueError(SentenceError):
    """Nothing is known of a value for that day: whoever needs it stops, instead of guessing."""


@dataclass(frozen=True)
class LegalValue:
    """One value over one period, ``from_on`` and ``to_on`` included; None is open at that end.

    ``value`` None says that there is a rule which nobody here has found: it is refused like an absent one, and no
    wider place's value is used in its stead. ``file`` and ``line`` say where it is written.
    """

    place: str
    key: str
    value: Value
    unit: Unit
    from_on: date | None
    to_on: date | None
    document: str
    article: str
    confidence: Confidence
    last_checked_on: date
    note_zh: str = ""
    note_en: str = ""
    file: str = ""
    line: int = 0

    @property
    def to_be_confirmed(self) -> bool:
        """Tell whether the federation has still to confirm it."""
        return self.confidence is Confidence.UNCONFIRMED

    def covers(self, on: date) -> bool:
        """Tell whether ``on`` lies in the period."""
        return (self.from_on is None or self.from_on <= on) and (self.to_on is None or on <= self.to_on)

    @property
    def whole(self) -> int:
        """Return the value as a whole number. Raises ``TypeError`` where the file holds something else."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise TypeError(f"{self.key} ({self.file}:{self.line}) is not a whole number.")
        return self.value

    @property
    def exact(self) -> Decimal:
        """Return the value as an exact number. Raises ``TypeError`` where the file holds something else."""
        if not isinstance(self.value, Decimal):
            raise TypeError(f"{self.key} ({self.file}:{self.line}) is not a decimal number.")
        return self.value


class LawBook:
    """Every value of a place and of the wider places around it. ``chain`` begins with the place itself."""

    def __init__(self, chain: tuple[str, ...], values: Mapping[tuple[str, str], tuple[LegalValue, ...]]) -> None:
        self.chain = chain
        self._values = values

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that some place of the chain knows, in order."""
        return tuple(sorted({key for place, key in self._values if place in self.chain}))

    def at(self, on: date) -> "InForce":
        """Return what is in force on the day ``on``."""
        return InForce(self, on)

    def history(self, key: str) -> list[LegalValue]:
        """List every period of ``key``: the most particular place first, in each the newest first."""
        return [value for place in self.chain for value in reversed(self._values.get((place, key), ()))]


@dataclass(frozen=True)
class InForce:
    """The law on one day."""

    book: LawBook
    on: date

    def find(self, key: str) -> LegalValue | None:
        """Return the value in force, of the most particular place that has one for the day; None where none has.

        The value found may still be one that nobody knows (``value`` None).
        """
        return _find(self.book, key, self.on)

    def get(self, key: str) -> LegalValue:
        """Return the value in force. Raises ``NoLegalValueError`` where it is absent or not known.

        An unconfirmed value is returned: its ``to_be_confirmed`` goes into every trace that uses it.
        """
        found = self.find(key)
        if found is None or found.value is None:
            raise NoLegalValueError("law.absent", parameter=key, day=self.on, place=self.book.chain[0])
        return found


@lru_cache(maxsize=8192)
def _find(law: LawBook, key: str, on: date) -> LegalValue | None:
    """A book never changes, and a year's months are judged by the same dozen values of twelve days."""
    return next((value for value in law.history(key) if value.covers(on)), None)


def chain_of(code: str) -> tuple[str, ...]:
    """Return the places that speak for ``code``, the most particular first: district, city, province, nation."""
    return (*(code[:length] for length in (6, 4, 2) if len(code) >= length), NATION)


def day_after(day: date) -> date:
    """Return the next day."""
    return day + timedelta(days=1)
