"""Wishes in everyday words as codes of the classification, as far as they are sure; the rest stays text.

*Decision* (docs/decisions/0107): worked out when somebody is compared, from the words as they stand. Nothing is stored
that could outlive its wish, and a person's own choice (``Seeker.wanted_codes``) goes first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from jobmatch import logs
from jobmatch.employers.occupations import list_occupations
from jobmatch.matching.coding.files import EVERYDAY, CoderError, folder, read_titles, shipped_coder
from jobmatch.matching.coding.titles import plain

SURE = 0.5
"""From this chance on a code is more often right than wrong, and better than comparing letters."""

_REMEMBERED = 4096
log = logs.get(__name__)


def wish_codes(wishes: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of those wishes that can be coded with confidence, each once, in the order of the wishes."""
    return tuple(dict.fromkeys(code for wish in wishes if (code := wish_code(wish))))


@lru_cache(maxsize=_REMEMBERED)
def wish_code(wish: str) -> str | None:
    """Return the code of a wish, or None where none is likelier than not.

    A wish that is spelled like one name or everyday title alone needs no model: the choices of the kiosk are all
    of that kind, so that its process loads none.
    """
    codes = _spelled().get(plain(wish), ())
    if len(codes) == 1:
        return codes[0]
    try:
        best = shipped_coder().best(wish)
    except (CoderError, OSError) as error:
        log.warning("wishes are compared as text alone", failure=str(error))
        return None
    return best.code if best and best.confidence >= SURE else None


@cache
def _spelled() -> Mapping[str, tuple[str, ...]]:
    """Every name of the classification, and every everyday title, with its code."""
    codes: dict[str, list[str]] = defaultdict(list)
    for one in list_occupations():
        codes[plain(one.name)].append(one.code)
    spelled = {word: tuple(found) for word, found in codes.items()}
    return spelled | {plain(one.title): (one.code,) for one in read_titles(folder() / EVERYDAY)}
