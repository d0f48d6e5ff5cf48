"""Rounding as a rule: exact, or half up to so many decimals. Never a float."""

from fractions import Fraction
from math import floor

EXACT = "exact"


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Return ``value`` (≥ 0) rounded half up to ``decimals`` places."""
    scale = 10**decimals
    return Fraction(floor(value * scale + Fraction(1, 2)), scale)


def rounded(value: Fraction, how: str) -> Fraction:
    """Return ``value`` rounded as the parameter ``how`` says: ``exact``, or a number of decimals."""
    return value if how == EXACT else half_up(value, int(how))


def fen_of(yuan: Fraction) -> int:
    """Return an amount in 分, half up."""
    return int(half_up(yuan, 2) * 100)
