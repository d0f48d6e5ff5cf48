"""How one field of a dataset line becomes a fact. Each reader takes the JSON value and its spot; wrong is a sentence.

Numbers arrive as ``Decimal``, so that a wage in 元 becomes 分 without a float in between.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from jobmatch.clock import day_of
from jobmatch.matching.facts import PastJob
from jobmatch.wording import SentenceError

MOST_YUAN = 100_000_000
MOST_KM = 40_000
HOURS_OF_A_WEEK = 168
_MONTH_LENGTH, _YEAR_LENGTH = len("2026-11"), len("2026")


class DatasetError(SentenceError):
    """A dataset that cannot be read; its sentence names file, line, field and word, as far as they are known."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the dataset a value stands."""

    file: str
    line: int
    field: str

    def error(self, key: str, **values: object) -> DatasetError:
        """Make the error whose sentence names this spot."""
        return DatasetError(key, file=self.file, line=self.line, field=self.field, **values)

    def inside(self, name: str) -> "Spot":
        """Return the spot of a part of this value."""
        return Spot(self.file, self.line, f"{self.field}{name}")


Reader = Callable[[Any, Spot], Any]


def text(value: Any, spot: Spot) -> str:
    """Read a text that can be written as UTF-8 again."""
    if not isinstance(value, str):
        raise spot.error("dataset_not_text")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise spot.error("dataset_half_character") from None
    return value


def number(low: float, high: float) -> Reader:
    """Make a reader of numbers from ``low`` to ``high``."""

    def read(value: Any, spot: Spot) -> float:
        return float(_decimal(value, spot, low, high))

    return read


def fen(value: Any, spot: Spot) -> int:
    """Read a monthly wage in 元, decimals allowed, as whole 分 (half a 分 rounds up)."""
    yuan = _decimal(value, spot, 0, MOST_YUAN)
    return int((yuan * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def day(value: Any, spot: Spot) -> date:
    """Read a day (``YYYY-MM-DD``), a month or a year (their first day), or an instant (its day in Beijing)."""
    written = text(value, spot).strip()
    try:
        if "T" in written:
            instant = datetime.fromisoformat(written)
            return instant.date() if instant.tzinfo is None else day_of(instant)
        rest = {_YEAR_LENGTH: "-01-01", _MONTH_LENGTH: "-01"}.get(len(written), "")
        return date.fromisoformat(written + rest)
    except (ValueError, OverflowError):
        raise spot.error("dataset_bad_day", word=written) from None


def instant(value: Any, spot: Spot) -> datetime:
    """Read an instant with its offset from UTC."""
    written = text(value, spot).strip()
    try:
        read = datetime.fromisoformat(written)
        if read.tzinfo is None:
            raise spot.error("dataset_bad_instant", word=written)
        day_of(read)  # beyond the calendar's end there is no day in Beijing
    except (ValueError, OverflowError):
        raise spot.error("dataset_bad_instant", word=written) from None
    return read


def texts(value: Any, spot: Spot) -> tuple[str, ...]:
    """Read a list of texts; empty ones say nothing and are left out."""
    read = (text(one, spot.inside(f"[{place}]")) for place, one in enumerate(_list(value, spot)))
    return tuple(one for one in read if one.strip())


def text_set(value: Any, spot: Spot) -> frozenset[str]:
    """Read a list of texts of which the order does not matter."""
    return frozenset(texts(value, spot))


def words(allowed: Collection[str]) -> Reader:
    """Make a reader of lists of words from a closed vocabulary."""

    def read(value: Any, spot: Spot) -> frozenset[str]:
        found = tuple(text(one, spot.inside(f"[{place}]")) for place, one in enumerate(_list(value, spot)))
        for word in found:
            _check(word, allowed, spot)
        return frozenset(found)

    return read


def answers(allowed_words: Collection[str], allowed_answers: Collection[str]) -> Reader:
    """Make a reader of ``{word: answer}``; answers that are ``unknown`` are left out, as if never given."""

    def read(value: Any, spot: Spot) -> Mapping[str, str]:
        if not isinstance(value, dict):
            raise spot.error("dataset_not_object")
        for word, answer in value.items():
            _check(word, allowed_words, spot)
            _check(text(answer, spot.inside(f".{word}")), allowed_answers, spot.inside(f".{word}"))
        return {word: answer for word, answer in value.items() if answer != "unknown"}

    return read


def one_of(allowed: Collection[str]) -> Reader:
    """Make a reader of one word from a closed list."""

    def read(value: Any, spot: Spot) -> str:
        return _check(text(value, spot), allowed, spot)

    return read


def past_jobs(value: Any, spot: Spot) -> tuple[PastJob, ...]:
    """Read a work history: a list of ``{title, text, place, from, to}``, every key optional."""
    return tuple(
        PastJob(**read_fields(one, _PAST_JOB, spot.inside(f"[{place}]")))
        for place, one in enumerate(_list(value, spot))
    )


def read_fields(value: Any, readers: Mapping[str, tuple[str, Reader]], spot: Spot) -> dict[str, Any]:
    """Read an object's keys, each by its reader. A key with null is a missing fact; an unknown key is an error."""
    if not isinstance(value, dict):
        raise spot.error("dataset_not_object")
    facts = {}
    for key, raw in value.items():
        here = spot.inside(f".{key}" if spot.field else key)
        if key not in readers:
            raise here.error("dataset_unknown_key", word=key)
        name, reader = readers[key]
        if raw is not None:
            facts[name] = reader(raw, here)
    return facts


def _decimal(value: Any, spot: Spot, low: float, high: float) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise spot.error("dataset_not_number")
    if not low <= value <= high:
        raise spot.error("dataset_out_of_range", low=low, high=high)
    return Decimal(value)


def _list(value: Any, spot: Spot) -> list[Any]:
    if not isinstance(value, list):
        raise spot.error("dataset_not_list")
    return value


def _check(word: str, allowed: Collection[str], spot: Spot) -> str:
    if word not in allowed:
        raise spot.error("dataset_unknown_word", word=word)
    return word


_PAST_JOB: Mapping[str, tuple[str, Reader]] = {
    "title": ("title", text),
    "text": ("text", text),
    "place": ("place", text),
    "from": ("began_on", day),
    "to": ("ended_on", day),
}
