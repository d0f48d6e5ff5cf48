"""What a hand or an input method makes of a number on its way to the field, and the error that says what is wrong.

Passes through: the text a person typed. Never passes out: that text, for an error may end in a log.
"""

from jobmatch.wording import SentenceError

TYPED_LIMIT = 64
"""Longest text that is looked at; a number with generous spacing stays far below."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_HYPHENS = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"))
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"))
_DROPPED = _HYPHENS | _ZERO_WIDTH


class NumberError(SentenceError):
    """A typed number cannot be right; the sentence says what to do. The number itself is in neither key nor values."""

    @property
    def reason(self) -> str:
        """Return the key of what is wrong."""
        return self.key


def plain_characters(text: str) -> str:
    """The letters and digits meant by `text`: half width, upper case, without spaces, hyphens and invisible marks.

    Other scripts' digits stay as they are, so that they are refused and not guessed.
    """
    half_width = text.translate(_FULL_WIDTH).translate(_DROPPED)
    return "".join(half_width.split()).upper()
