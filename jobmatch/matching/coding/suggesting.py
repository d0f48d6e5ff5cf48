"""Codes to choose from for a title: what people chose for the same title first, then what the coder thinks."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from jobmatch.employers.occupations import find_occupation
from jobmatch.matching.coding.coder import Guess
from jobmatch.matching.coding.files import shipped_coder
from jobmatch.matching.coding.titles import core, plain

SUGGESTED_MOST = 6


class Suggested(NamedTuple):
    """An occupation to choose: the coder's chance (0 to 1), and how many positions of the same title have it."""

    code: str
    name: str
    confidence: float
    chosen: int


def suggest_codes(title: str, coded: Iterable[tuple[str, str]]) -> list[Suggested]:
    """Suggest at most six occupations for a title. ``coded``: titles of positions with the code that people chose.

    What was chosen stands above what was learned, the more often the higher; a title with another pay or place around
    the same work is the same title.
    """
    guesses: list[Guess] = shipped_coder().code(title)
    same = _spellings(title)
    chosen = Counter(code for other, code in coded if same & _spellings(other) and find_occupation(code))
    chances = {one.code: one.confidence for one in guesses}
    order = sorted({*chosen, *chances}, key=lambda code: (-chosen[code], -chances.get(code, 0.0), code))
    return [_suggested(code, chances.get(code, 0.0), chosen[code]) for code in order[:SUGGESTED_MOST]]


def _suggested(code: str, confidence: float, chosen: int) -> Suggested:
    found = find_occupation(code)
    return Suggested(code, found.name if found else code, confidence, chosen)


def _spellings(title: str) -> set[str]:
    return {spelled for spelled in (plain(title), plain(core(title))) if spelled}
