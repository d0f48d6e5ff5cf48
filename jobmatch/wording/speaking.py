"""Reason key and values in, a finished sentence out, in Chinese or English. No request, no gettext, no HTML.

Sentences lie in ``sentences/*.yaml`` (``{key: {zh: …, en: …}}``), one file a subject, keys unique over all of them.
A placeholder may name the kind of its value: ``{km:km}``, ``{wage_fen:yuan}``, ``{function:word}`` and so on.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

import yaml

from jobmatch.wording.words import NAMES, Language, language_of


class UnknownSentenceError(LookupError):
    """There is no sentence of this key."""


class MissingValueError(LookupError):
    """A sentence was asked for without one of the values that it speaks of."""


def sentence(key: str, values: Mapping[str, object], locale: str) -> str:
    """Return the sentence ``key`` with ``values`` filled in; values that it does not speak of are left aside.

    Raises ``UnknownSentenceError`` and ``MissingValueError``: a reason without words is a fault, never a blank.
    """
    language = language_of(locale)
    try:
        pattern = all_sentences()[key][language]
    except KeyError:
        raise UnknownSentenceError(f"There is no sentence '{key}' in '{language}'.") from None
    try:
        return _Filler(language).vformat(pattern, (), values)
    except KeyError as error:
        raise MissingValueError(f"The sentence '{key}' needs the value {error}.") from None


@cache
def all_sentences() -> Mapping[str, Mapping[Language, str]]:
    """Return every sentence by key, read once. Raises ``ValueError`` where two files use one key."""
    found: dict[str, Mapping[Language, str]] = {}
    for file in sorted(files("jobmatch.wording").joinpath("sentences").iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".yaml"):
            continue
        for key, both in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            if key in found:
                raise ValueError(f"The sentence '{key}' is in two files, one of them {file.name}.")
            found[key] = both
    return found


class SentenceError(ValueError):
    """An error that a person is told about: a sentence's key with its values. Subclass it for each subject."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def sentence(self, locale: str) -> str:
        """Return what went wrong, in the language of ``locale``."""
        return sentence(self.key, self.values, locale)

    def __str__(self) -> str:
        return self.sentence("zh_Hans_CN")


class _Filler(Formatter):
    """Fills a pattern; knows how each kind of value is said in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec:
            return _KINDS[format_spec](value, self.language)
        return _number(value, self.language) if isinstance(value, float | Decimal) else str(value)


def _word(value: str, language: Language) -> str:
    name = NAMES[value][language]
    return name if language == "zh" else name[0].lower() + name[1:]


def _words(value: tuple[str, ...], language: Language) -> str:
    return _joined([_word(word, language) for word in value], language)


def _texts(value: tuple[str, ...], language: Language) -> str:
    return _joined([str(text) for text in value], language)


def _joined(parts: list[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(parts)


def _number(value: float | Decimal, _language: Language) -> str:
    """Say a number with two decimals at most and no idle zeros: 3, 3.5, 0.25."""
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".")


def _km(value: float, _language: Language) -> str:
    return f"{value:.1f}"


def _yuan(value: int, language: Language) -> str:
    """Say 分 as 元: 320000 is 3200, in English 3,200."""
    whole, rest = divmod(value, 100)
    digits = f"{whole:,}" if language == "en" else str(whole)
    return f"{digits}.{rest:02d}" if rest else digits


def _wage_range(value: tuple[int | None, int | None], language: Language) -> str:
    """Say a monthly wage of which one end may be unknown."""
    low, high = (None if end is None else _yuan(end, language) for end in value)
    if low is None:
        return f"最高 {high} 元" if language == "zh" else f"up to {high} yuan"
    if high is None:
        return f"{low} 元起" if language == "zh" else f"{low} yuan or more"
    if low == high:
        return f"{low} 元" if language == "zh" else f"{low} yuan"
    return f"{low} 到 {high} 元" if language == "zh" else f"{low} to {high} yuan"


def _day(value: date, language: Language) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if language == "zh" else f"{value.day} {value:%B %Y}"


def _months(value: tuple[int, ...], language: Language) -> str:
    """Say months of one year: 1月, 1至3月、5月; January, January to March, May."""
    runs: list[list[int]] = []
    for month in value:
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    if language == "zh":
        return _joined([f"{run[0]}月" if len(run) == 1 else f"{run[0]}至{run[-1]}月" for run in runs], language)
    named = [[f"{date(2000, month, 1):%B}" for month in (run[0], run[-1])] for run in runs]
    return _joined([first if first == last else f"{first} to {last}" for first, last in named], language)


_KINDS: Mapping[str, Callable[[Any, Language], str]] = {
    "word": _word,
    "words": _words,
    "texts": _texts,
    "number": _number,
    "km": _km,
    "yuan": _yuan,
    "wage_range": _wage_range,
    "day": _day,
    "months": _months,
}
