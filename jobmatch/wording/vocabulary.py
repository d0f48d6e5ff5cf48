"""The closed vocabulary of functions, accommodations, refusals and schooling: names, what clears what, its guard."""

from collections.abc import Collection, Iterable

from jobmatch.wording.speaking import SentenceError
from jobmatch.wording.words import (
    ACCOMMODATION_GROUPS,
    ACCOMMODATIONS,
    CLEARED_BY,
    EDUCATION,
    EDUCATION_SPELLINGS,
    EFFORT,
    FUNCTION_GROUPS,
    FUNCTIONS,
    NAMES,
    REFUSALS,
    Group,
    language_of,
)

__all__ = [
    "ACCOMMODATIONS",
    "ACCOMMODATION_GROUPS",
    "CONDITION_ANSWERS",
    "DEMAND_ANSWERS",
    "EDUCATION",
    "EFFORT",
    "FUNCTIONS",
    "FUNCTION_ANSWERS",
    "FUNCTION_GROUPS",
    "REFUSALS",
    "Group",
    "UnknownWordError",
    "check_words",
    "cleared_by",
    "education_rank",
    "label",
]

FUNCTION_ANSWERS = ("can", "cannot", "unknown")
DEMAND_ANSWERS = ("needed", "not_needed", "unknown")
CONDITION_ANSWERS = ("yes", "no", "unknown")


class UnknownWordError(SentenceError):
    """A word that is not in the vocabulary, named together with where it stood."""

    def __init__(self, word: str, where: str) -> None:
        super().__init__("unknown_word", word=word, where=where)


def label(word: str, locale: str) -> str:
    """Return the name of a word or of a group of words. Raises ``UnknownWordError``."""
    if word not in NAMES:
        raise UnknownWordError(word, "vocabulary")
    return NAMES[word][language_of(locale)]


def cleared_by(function: str) -> tuple[str, ...]:
    """Return the accommodations of which one, offered, meets a demand for ``function``; least effort first."""
    if function not in CLEARED_BY:
        raise UnknownWordError(function, "functions")
    return CLEARED_BY[function]


def check_words(words: Iterable[str], allowed: Collection[str], where: str) -> None:
    """Raise ``UnknownWordError`` for the first of ``words`` that is not ``allowed``; ``where`` is for the sentence."""
    for word in words:
        if word not in allowed:
            raise UnknownWordError(word, where)


def education_rank(text: str | None) -> int | None:
    """Return how high a level of schooling is, 0 the lowest; None where ``text`` is on no known scale."""
    return None if text is None else EDUCATION_SPELLINGS.get(text.strip().casefold())
