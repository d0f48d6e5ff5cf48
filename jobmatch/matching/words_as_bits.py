"""Words of a closed vocabulary as the bits of a whole number, so that two sets of them are compared in one step."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache


def bits_of(words: Iterable[str], vocabulary: tuple[str, ...]) -> int:
    """Return a number with a bit for each word of ``vocabulary`` (its place in it) that is among ``words``."""
    bits, found = _bit_of_each(vocabulary), 0
    for word in words:
        found |= bits.get(word, 0)
    return found


def words_in(bits: int, vocabulary: Sequence[str]) -> tuple[str, ...]:
    """Return the words whose bits are set, in the order of ``vocabulary``."""
    return tuple(word for place, word in enumerate(vocabulary) if bits >> place & 1)


@cache
def _bit_of_each(vocabulary: tuple[str, ...]) -> Mapping[str, int]:
    return {word: 1 << place for place, word in enumerate(vocabulary)}
