"""Words of a closed vocabulary as the bits of a whole number, so that two sets of them are compared in one step."""

from collections.abc import Collection, Sequence


def bits_of(words: Collection[str], vocabulary: Sequence[str]) -> int:
    """Return a number with a bit for each word of ``vocabulary`` (its place in it) that is among ``words``."""
    return sum(1 << place for place, word in enumerate(vocabulary) if word in words)


def words_in(bits: int, vocabulary: Sequence[str]) -> tuple[str, ...]:
    """Return the words whose bits are set, in the order of ``vocabulary``."""
    return tuple(word for place, word in enumerate(vocabulary) if bits >> place & 1)
