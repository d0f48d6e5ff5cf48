"""How well a position answers what somebody typed, by characters: 按摩 finds 盲人按摩师. Texts in, an order out.

No dictionary cuts the words (it would cut 盲人按摩师 so that 按摩 finds nothing), and nothing about a person is read.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

LONGEST = 60
"""Characters of a search that are read; the rest is dropped."""

ENOUGH = 0.5
"""The share of a word's two-character pieces that a text must hold when it does not hold the word itself."""

_HAN_RUN = r"[\u3400-\u9fff\U00020000-\U0003ffff]+"
_WORDS = re.compile(_HAN_RUN + r"|[^\W_\u3400-\u9fff\U00020000-\U0003ffff]+")
_IS_HAN = re.compile(_HAN_RUN)


class Searched(NamedTuple):
    """What a search reads of one position, the most telling first after the key."""

    id: str
    title: str
    employer: str
    town: str
    text: str


_WEIGHTS = (8.0, 4.0, 3.0, 1.0)


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words in ``typed``: runs of Chinese characters, runs of letters and digits, each once, in order."""
    return tuple(dict.fromkeys(_WORDS.findall(_plain(typed)[:LONGEST])))


def rank(typed: str, positions: Iterable[Searched]) -> list[str]:
    """Return the keys of the positions that answer every word of ``typed``, the best first; equals keep their order."""
    words = words_of(typed)
    scored = [(relevance(words, position), position.id) for position in positions]
    return [key for score, key in sorted(scored, key=lambda one: -one[0]) if score > 0]


def relevance(words: Iterable[str], position: Searched) -> float:
    """Return how well a position answers ``words``, 0 where one of them is not answered at all."""
    texts = [_plain(text) for text in position[1:]]
    total = 0.0
    for word in words:
        best = max(weight * _held(word, text) for weight, text in zip(_WEIGHTS, texts, strict=True))
        if best == 0:
            return 0.0
        total += best
    return total


def _held(word: str, text: str) -> float:
    """How much of ``word`` is in ``text``: 1 all of it, else the share of its two-character pieces if that is enough.

    Letters are held whole or not at all: two of them in a row are in every text.
    """
    if word in text:
        return 1.0
    if len(word) < 3 or not _IS_HAN.match(word):
        return 0.0
    pieces = [word[start : start + 2] for start in range(len(word) - 1)]
    share = sum(piece in text for piece in pieces) / len(pieces)
    return share * 0.9 if share >= ENOUGH else 0.0


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
