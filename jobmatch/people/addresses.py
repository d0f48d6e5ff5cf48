"""Addresses as they are compared: two spellings of one house have to meet under one index."""

import unicodedata

_LEFT_OUT = frozenset(",，.。、·()（）#＃")
_DASHES = str.maketrans(dict.fromkeys("－—–‐_", "-"))


def one_address(text: str) -> str | None:
    """Return an address as it is compared: half width, without blanks and commas; None where nothing is left of it.

    Dashes stay, for 1-23 and 12-3 are two flats.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return "".join(one for one in plain if not one.isspace() and one not in _LEFT_OUT).upper() or None
