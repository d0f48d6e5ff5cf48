"""Reads the files of the law strictly: a word that nobody knows, a hole or a double period is named with its line."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Any, TypeVar

import yaml

from jobmatch.law.values import Confidence, LegalValue, Unit, Value, day_after
from jobmatch.wording import SentenceError

REQUIRED = ("key", "value", "unit", "from", "to", "document", "article", "confidence", "last_checked")
OPTIONAL = ("note_zh", "note_en")

_Word = TypeVar("_Word", bound=StrEnum)


class LawFileError(SentenceError):
    """A file of the law that must not be used: its sentence names the file and the line."""


@dataclass(frozen=True)
class Line:
    """Where an entry stands, for the sentence that says what is wrong with it."""

    file: str
    number: int

    def error(self, key: str, **values: object) -> LawFileError:
        """Return the error to raise for this line."""
        return LawFileError(key, file=self.file, line=self.number, **values)


def read_values(place: str, file: str, text: str) -> list[LegalValue]:
    """Return the values of one file in the order of its lines. Raises ``LawFileError``."""
    return [_value(place, entry) for entry in _entries(file, text)]


def in_order(values: Iterable[LegalValue]) -> dict[tuple[str, str], tuple[LegalValue, ...]]:
    """Return the values by place and key, oldest first. Raises ``LawFileError`` for an overlap, a gap, two units."""
    by_key: dict[tuple[str, str], tuple[LegalValue, ...]] = {}
    ordered = sorted(values, key=lambda one: (one.place, one.key, one.from_on or date.min))
    for (place, key), group in groupby(ordered, key=lambda one: (one.place, one.key)):
        by_key[place, key] = tuple(group)
        for earlier, later in pairwise(by_key[place, key]):
            _refuse_a_bad_joint(earlier, later)
    _refuse_two_units(ordered)
    return by_key


def _refuse_a_bad_joint(earlier: LegalValue, later: LegalValue) -> None:
    """Periods of one value follow each other day by day: the day after the end is the next one's first."""
    line = Line(later.file, later.line)
    where = {"parameter": later.key, "other_file": earlier.file, "other_line": earlier.line}
    if earlier.to_on is None or later.from_on is None or later.from_on <= earlier.to_on:
        raise line.error("law.overlap", **where)
    if later.from_on != day_after(earlier.to_on):
        raise line.error("law.gap", **where, first=day_after(earlier.to_on))


def _refuse_two_units(values: list[LegalValue]) -> None:
    units: dict[str, Unit] = {}
    for one in values:
        if (unit := units.setdefault(one.key, one.unit)) is not one.unit:
            raise Line(one.file, one.line).error("law.other_unit", parameter=one.key, unit=unit, given=one.unit)


@dataclass(frozen=True)
class _Entry:
    """One entry as it was written: its fields, and the line of each."""

    line: Line
    fields: Mapping[str, Any]
    lines: Mapping[str, Line]

    def text(self, name: str, *, may_be_empty: bool = False) -> str:
        text = self.fields.get(name, "")
        if not isinstance(text, str) or not (text.strip() or may_be_empty):
            raise self.lines[name].error("law.unreadable", name=name)
        return text.strip()

    def day(self, name: str) -> date | None:
        """Return a day or None. YAML reads ``2024-01-01`` as a date; a time beside it would be a ``datetime``."""
        day = self.fields[name]
        if day is None or type(day) is date:
            return day
        raise self.lines[name].error("law.unreadable", name=name)

    def one_of(self, words: type[_Word], name: str) -> _Word:
        word = self.fields[name]
        if word not in [one.value for one in words]:
            raise self.lines[name].error("law.unknown_word", name=name, word=word, allowed=tuple(words))
        return words(word)

    def value(self, unit: Unit) -> Value:
        """Return the value as its unit wants it; a binary fraction is refused, because 0.015 is not exactly that."""
        raw = self.fields["value"]
        if raw is None:
            return None
        read = _READERS.get(unit, _whole)(raw)
        if read is None:
            raise self.lines["value"].error("law.wrong_value", value=raw, unit=unit)
        return read


def _entries(file: str, text: str) -> Iterator[_Entry]:
    """Yield each entry of the file's list; the tree is walked, so that no name written twice is swallowed."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise Line(file, mark.line + 1 if mark else 1).error("law.no_yaml") from None
    if not isinstance(root, yaml.SequenceNode):
        raise Line(file, 1).error("law.no_list")
    for node in root.value:
        line = Line(file, node.start_mark.line + 1)
        if not isinstance(node, yaml.MappingNode):
            raise line.error("law.no_entry")
        yield _entry(line, node)


def _entry(line: Line, node: yaml.MappingNode) -> _Entry:
    fields: dict[str, Any] = {}
    lines: dict[str, Line] = {}
    for name_node, value_node in node.value:
        here, name = Line(line.file, name_node.start_mark.line + 1), str(name_node.value)
        if name in fields:
            raise here.error("law.twice", name=name)
        if name not in (*REQUIRED, *OPTIONAL):
            raise here.error("law.unknown_field", name=name)
        try:
            fields[name] = yaml.SafeLoader("").construct_object(value_node, deep=True)
        except (ValueError, yaml.YAMLError):
            raise here.error("law.unreadable", name=name) from None
        lines[name] = here
    if missing := [name for name in REQUIRED if name not in fields]:
        raise line.error("law.missing_field", name=missing[0])
    return _Entry(line, fields, lines)


def _value(place: str, entry: _Entry) -> LegalValue:
    unit, from_on, to_on = entry.one_of(Unit, "unit"), entry.day("from"), entry.day("to")
    if from_on and to_on and to_on < from_on:
        raise entry.lines["to"].error("law.ends_before_it_begins", parameter=entry.text("key"))
    checked_on = entry.day("last_checked")
    if checked_on is None:
        raise entry.lines["last_checked"].error("law.unreadable", name="last_checked")
    return LegalValue(
        place=place,
        key=entry.text("key"),
        value=entry.value(unit),
        unit=unit,
        from_on=from_on,
        to_on=to_on,
        document=entry.text("document"),
        article=entry.text("article", may_be_empty=True),
        confidence=entry.one_of(Confidence, "confidence"),
        last_checked_on=checked_on,
        note_zh=entry.text("note_zh", may_be_empty=True),
        note_en=entry.text("note_en", may_be_empty=True),
        file=entry.line.file,
        line=entry.line.number,
    )


def _whole(raw: object) -> int | None:
    return raw if type(raw) is int and raw >= 0 else None


def _ratio(raw: object) -> Decimal | None:
    try:
        ratio = Decimal(raw) if isinstance(raw, str) else None
    except InvalidOperation:
        return None
    return ratio if ratio is not None and ratio.is_finite() and ratio >= 0 else None


_READERS: Mapping[Unit, Callable[[object], Value]] = {
    Unit.RATIO: _ratio,
    Unit.YES_NO: lambda raw: raw if isinstance(raw, bool) else None,
    Unit.WORD: lambda raw: raw if isinstance(raw, str) and raw.strip() else None,
}
