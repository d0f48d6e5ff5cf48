"""One line of typed text: what people see of it. Marks that nobody sees do not pass; letters are never exchanged."""

import unicodedata

_UNSEEN = {"Cc", "Cf", "Cs"}
"""Unicode's controls, format marks (directions, zero widths) and halves of characters."""


def one_line(text: str) -> str:
    """Return ``text`` with one space for each run of blanks or line breaks, none around it, and no unseen marks.

    *Decision:* a name of zero-width marks would be nobody, one with a turned direction somebody else on the screen.
    Rare characters, their variant selectors and private ones (names on old cards have them) stay as they are.
    """
    spaced = "".join(" " if character.isspace() else character for character in text)
    seen = (character for character in spaced if unicodedata.category(character) not in _UNSEEN)
    return " ".join("".join(seen).split())
