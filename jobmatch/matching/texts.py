"""How alike two short texts are: character 1–2-grams for Chinese, whole words for other scripts. No dictionary.

Each gram counts once however often it is repeated, and the cosine divides by the length of both texts, so that a title
stuffed with keywords comes *less* near to each of them. A vector's inner product with another is the likeness: the
form stays a matrix product.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, sqrt

from jobmatch.matching.rounding import in_tenths_of_a_percent

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(f"[{_HAN}]+|[^\\W_{_HAN}]+")
_HAN_START = re.compile(f"[{_HAN}]")
_PLURAL_FROM = 4


@dataclass(frozen=True, slots=True)
class TextSettings:
    """What the table says about texts: how much of one is read, and how much each kind of gram weighs."""

    read_characters: int
    single_weight: float
    light_weight: float
    light: frozenset[str]


@dataclass(frozen=True, slots=True)
class TextVector:
    """Grams with weights of length 1 (or none at all)."""

    weights: Mapping[str, float]


NOTHING = TextVector({})


def vector(text: str, settings: TextSettings) -> TextVector:
    """Return the grams of ``text``; only its first ``read_characters`` are read."""
    weights: dict[str, float] = {}
    for run in _RUNS.findall(unicodedata.normalize("NFKC", text[: settings.read_characters]).casefold()):
        if _HAN_START.match(run):
            weights.update(_han_grams(run, settings))
        else:
            word = _singular(run)
            weights[word] = settings.light_weight if word in settings.light else 1.0
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return TextVector({gram: weight / length for gram, weight in weights.items()}) if length else NOTHING


def likeness(one: TextVector, other: TextVector) -> float:
    """Return the cosine of two texts in percent to one decimal: 0 nothing in common, 100 the same grams."""
    small, large = one.weights, other.weights
    if len(large) < len(small):
        small, large = large, small
    if small.keys().isdisjoint(large.keys()):
        return 0.0
    shared = sum(weight * large[gram] for gram, weight in small.items() if gram in large)
    return floor(in_tenths_of_a_percent(min(shared, 1.0))) / 10


def _han_grams(run: str, settings: TextSettings) -> dict[str, float]:
    """Give pairs of characters full weight, single ones little: 按摩 says more than 按."""
    singles = {char: settings.light_weight if char in settings.light else settings.single_weight for char in run}
    pairs = (run[start : start + 2] for start in range(len(run) - 1))
    return singles | {pair: settings.light_weight if settings.light.issuperset(pair) else 1.0 for pair in pairs}


def _singular(word: str) -> str:
    """Drop an English plural's s, the one ending that titles vary freely."""
    return word[:-1] if len(word) >= _PLURAL_FROM and word.endswith("s") and not word.endswith("ss") else word
