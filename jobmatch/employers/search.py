"""Which positions answer what somebody typed, the best first. Plain values in, keys out; no database.

*Decision:* words are compared by characters and pairs of characters, never by a dictionary, which would cut 盲人按摩师
so that 按摩 finds nothing.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

LONGEST = 60
"""Longest text that is searched for; what is typed beyond it is left aside."""

_WORD = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
_TITLE, _TITLE_WHOLE, _EMPLOYER, _TOWN, _TEXT = 8, 16, 4, 3, 1


class Searched(NamedTuple):
    """What a search reads of a position."""

    key: str
    title: str
    employer: str
    town: str
    text: str


def search(typed: str, positions: Iterable[Searched]) -> list[str]:
    """Return the keys of the positions in which everything typed occurs, best first; equals stay in their order."""
    words = [_grams(word) for word in _WORD.findall(_plain(typed[:LONGEST]))]
    if not words:
        return []
    whole = _plain(typed[:LONGEST]).strip()
    scored = [(_score(words, whole, one), one.key) for one in positions]
    return [key for score, key in sorted(scored, key=lambda pair: -pair[0]) if score > 0]


def _score(words: list[list[str]], whole: str, position: Searched) -> int:
    fields = [
        (_TITLE, _plain(position.title)),
        (_EMPLOYER, _plain(position.employer)),
        (_TOWN, _plain(position.town)),
        (_TEXT, _plain(position.text)),
    ]
    total = _TITLE_WHOLE if whole in fields[0][1] else 0
    for grams in words:
        for gram in grams:
            points = sum(weight for weight, text in fields if gram in text)
            if not points:
                return 0
            total += points
    return total


def _grams(word: str) -> list[str]:
    """A word of letters and digits as it is, one of characters as its pairs (a single one as itself)."""
    if word.isascii() or len(word) == 1:
        return [word]
    return [word[at : at + 2] for at in range(len(word) - 1)]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
