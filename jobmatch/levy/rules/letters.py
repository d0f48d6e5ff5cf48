"""Confirmation letters: their codes. Plain values in, plain values out."""

import base64
import re

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
