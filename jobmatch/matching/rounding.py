"""Rounding to tenths, alike in every language: the same four operations, halves up.

*Decision* (docs/decisions/0100): ``round`` judges by a number's last binary digit, which numpy and browsers do not.
"""

from math import floor
from typing import TypeVar

N = TypeVar("N")
_JUST_BELOW_HALF = 0.5 - 1e-9


def tenth(value: float) -> float:
    """Return ``value`` to one decimal."""
    return floor(in_tenths(value)) / 10


def in_tenths(value: N) -> N:
    """Return what the whole number of tenths is the floor of, for a number or an array of them."""
    return 10 * value + 0.5  # type: ignore[operator, return-value]


def in_tenths_of_a_percent(cosine: N) -> N:
    """Return the same of a likeness from 0 to 1, in percent; halves go down.

    *Decision*: so does what lies within a billionth above a half: whoever adds the same products in another order
    (numpy, a browser) is off by far less and comes to the same tenth.
    """
    return 1000 * cosine + _JUST_BELOW_HALF  # type: ignore[operator, return-value]
