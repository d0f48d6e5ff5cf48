"""Typed text: what people see of it. Marks that nobody sees do not pass; letters are never exchanged."""

import unicodedata

_UNSEEN = {"Cc", "Cf", "Cs"}
"""Unicode's controls, format marks (directions, zero widths) and halves of characters."""


def one_line(text: str) -> str:
    """Return ``text`` with one space for each run of blanks or line breaks, none around it, and no unseen marks.

    *Decision:* a name of zero-width marks would be nobody, one with a turned direction somebody else on the screen.
    Rare characters, their variant selectors and private ones (names on old cards have them) stay as they are.
    """
    if text.isprintable() and " " not in text:
        return text  # nearly every cell of a file: nothing to look at character by character
    spaced = "".join(" " if character.isspace() else character for character in text)
    return " ".join("".join(filter(_is_seen, spaced)).split())


def without_unseen(text: str) -> str:
    """Return ``text`` of several lines as it was typed, but for the marks that nobody sees."""
    return "".join(character for character in text if character in "\n\t" or _is_seen(character))


def _is_seen(character: str) -> bool:
    """Tell whether a page may hold the character; the last two places of each plane can never be one (Unicode 23.7).

    Places that are not assigned yet stay: newer characters for names come every year.
    """
    place = ord(character)
    is_never_one = place & 0xFFFE == 0xFFFE or 0xFDD0 <= place <= 0xFDEF
    return not is_never_one and unicodedata.category(character) not in _UNSEEN
