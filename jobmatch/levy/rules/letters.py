"""Confirmation letters: their codes, and the months of a year in words. Plain values in, plain values out."""

import base64
import re
from collections.abc import Iterator

CODE_BYTES = 16
"""128 bits: nobody comes upon a code by trying."""
_CODE = re.compile(r"[a-z2-7]{26}")
_SEPARATORS = re.compile(r"[\s-]+")
LONGEST_TYPED = 60


def code_of(chance: bytes) -> str:
    """Return sixteen random bytes as 26 letters and digits, in which no two look alike (RFC 4648, base 32)."""
    if len(chance) != CODE_BYTES:
        raise ValueError(f"a code is made of {CODE_BYTES} bytes")
    return base64.b32encode(chance).decode().rstrip("=").lower()


def read_code(typed: str) -> str | None:
    """Return the code that somebody typed from the paper, None for what cannot be one; blanks and hyphens are fine."""
    if len(typed) > LONGEST_TYPED:
        return None
    plain = _SEPARATORS.sub("", typed).lower().replace("0", "o").replace("1", "l")
    return plain if _CODE.fullmatch(plain) else None


def in_groups(code: str) -> str:
    """Return a code as it is printed: groups of four and five, with hyphens."""
    return "-".join((code[:5], code[5:10], code[10:15], code[15:20], code[20:26]))


def month_ranges(by_month: str) -> Iterator[tuple[int, int]]:
    """Go through the stretches of months that count, of twelve digits as a declaration keeps them: first, last."""
    first = 0
    for month, digit in enumerate([*by_month, "0"], start=1):
        if digit != "0" and not first:
            first = month
        if digit == "0" and first:
            yield first, month - 1
            first = 0
