"""Codes to choose from for a title: what people chose for the same title first, then what the coder thinks."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from jobmatch import logs
from jobmatch.employers.occupations import find_occupation, search
from jobmatch.matching.coding.coder import Guess
from jobmatch.matching.coding.files import CoderError, shipped_coder
from jobmatch.matching.coding.titles import core, plain

SUGGESTED_MOST, SUGGESTED_LEAST = 6, 3
WORTH_SHOWING = 0.01
log = logs.get(__name__)


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
    guesses = _guesses(title)
    same = _spellings(title)
    chosen = Counter(code for other, code in coded if same & _spellings(other) and find_occupation(code))
    likely = [one for place, one in enumerate(guesses) if place < SUGGESTED_LEAST or one.confidence >= WORTH_SHOWING]
    chances = {one.code: one.confidence for one in likely}
    places = {code: place for place, code in enumerate(chances)}
    order = sorted({*chosen, *chances}, key=lambda code: (-chosen[code], places.get(code, len(places)), code))
    return [_suggested(code, chances.get(code, 0.0), chosen[code]) for code in order[:SUGGESTED_MOST]]


def _guesses(title: str) -> list[Guess]:
    """Ask the coder; where its files are missing or damaged, find by spelling, which says nothing of chances."""
    try:
        return shipped_coder().code(title)
    except (CoderError, OSError) as error:
        log.warning("occupations are found by spelling alone", failure=str(error))
        return [Guess(one.code, 0.0) for one in search(title, SUGGESTED_MOST)]


def _suggested(code: str, confidence: float, chosen: int) -> Suggested:
    found = find_occupation(code)
    return Suggested(code, found.name if found else code, confidence, chosen)


def _spellings(title: str) -> set[str]:
    return {spelled for spelled in (plain(title), plain(core(title))) if spelled}
